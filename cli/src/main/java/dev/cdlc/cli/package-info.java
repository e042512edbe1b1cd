/**
 * The commands of {@code cdlc}, one class each, and the only code that prints. Entry point: {@link
 * Main}; {@link Cdlc} chooses the command and decides the exit status. What a command line looks
 * like is said to picocli by calls, not annotations: reading those costs a start 60 ms.
 */
@NullMarked
package dev.cdlc.cli;

import org.jspecify.annotations.NullMarked;
