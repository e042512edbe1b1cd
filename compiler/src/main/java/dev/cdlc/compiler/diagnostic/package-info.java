/**
 * What is found in a source, and where: one type from lexer to errno. Entry point: {@link
 * Diagnostic}.
 */
@NullMarked
package dev.cdlc.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
