/**
 * What editors and other tools ask of a text, saved or not, right or wrong: what is wrong with it,
 * what may be written at a place, what stands there, and where that is declared. Entry point:
 * {@link dev.cdlc.compiler.tools.Analysis}. The answers come from the registry and the syntax tree;
 * nothing here throws whatever the text is.
 */
@NullMarked
package dev.cdlc.compiler.tools;

import org.jspecify.annotations.NullMarked;
