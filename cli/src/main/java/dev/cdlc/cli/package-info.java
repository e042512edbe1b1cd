/** The commands of {@code cdlc}, one class each. The only module that prints. */
@NullMarked
package dev.cdlc.cli;

import org.jspecify.annotations.NullMarked;
