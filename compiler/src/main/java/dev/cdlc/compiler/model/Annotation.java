package dev.cdlc.compiler.model;

/** {@code annotation}: what config.json carries for others to read. */
public record Annotation(String key, String value) {}
