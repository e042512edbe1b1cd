/**
 * The syntax tree, and the pass that makes it from text. Entry points: {@link
 * dev.cdlc.compiler.syntax.Parse} and {@link dev.cdlc.compiler.syntax.SyntaxFile}. ANTLR's types
 * stop here: the tree is plain records, and what the grammar calls a fault becomes a diagnostic.
 */
@NullMarked
package dev.cdlc.compiler.syntax;

import org.jspecify.annotations.NullMarked;
