/**
 * The offline reference: a page for each diagnostic code, kept in {@code docs/diagnostics}, and one
 * for each statement, made from the registry. Entry point: {@link
 * dev.cdlc.compiler.explain.Explain}.
 */
@NullMarked
package dev.cdlc.compiler.explain;

import org.jspecify.annotations.NullMarked;
