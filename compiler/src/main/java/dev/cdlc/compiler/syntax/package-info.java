/** The syntax tree, and the pass that makes it from text. */
@NullMarked
package dev.cdlc.compiler.syntax;

import org.jspecify.annotations.NullMarked;
