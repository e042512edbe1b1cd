package dev.cdlc.compiler.diagnostic;

/**
 * A source's text and its line table: the only converter from code points to lines and columns.
 *
 * @param text without a byte order mark
 */
public record Source(SourceId id, String text) {}
