/**
 * The offline reference: a page for each diagnostic code, kept in {@code docs/diagnostics}, one for
 * each statement and type, made from the registry, and one for each capability, group of system
 * calls and system call. Entry point: {@link dev.cdlc.compiler.explain.Explain}.
 */
@NullMarked
package dev.cdlc.compiler.explain;

import org.jspecify.annotations.NullMarked;
