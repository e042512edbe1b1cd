package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;

/** A value and the place that asked for it. */
public record Located<T>(T value, Span span) {}
