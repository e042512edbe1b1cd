package dev.cdlc.compiler.model;

/** {@code sysctl NAME=VALUE}; the name with dots, as in {@code net.core.somaxconn}. */
public record Sysctl(String name, String value) {}
