package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Span;

/**
 * What is to be known of what stands at a place.
 *
 * @param span all that it is about
 * @param text lines, the last one ended too
 */
public record Hover(Span span, String text) {}
