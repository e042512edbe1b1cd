/**
 * What is found in a source, and where: one type from lexer to errno. Entry points: {@link
 * dev.cdlc.compiler.diagnostic.Diagnostic}, {@link dev.cdlc.compiler.diagnostic.Source}, which
 * alone converts places to lines and columns, and {@link dev.cdlc.compiler.diagnostic.Render},
 * which makes the text that a user reads. Prints nothing itself.
 */
@NullMarked
package dev.cdlc.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
