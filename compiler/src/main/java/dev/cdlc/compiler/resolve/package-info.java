/**
 * Finds and parses the files that a source includes. Entry point: {@link
 * dev.cdlc.compiler.resolve.Resolve}. Reads through {@link dev.cdlc.compiler.input.Inputs} alone.
 */
@NullMarked
package dev.cdlc.compiler.resolve;

import org.jspecify.annotations.NullMarked;
