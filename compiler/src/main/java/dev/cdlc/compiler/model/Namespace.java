package dev.cdlc.compiler.model;

import java.util.Optional;

/**
 * A namespace that is not the caller's.
 *
 * @param path the absolute path, on the host, of one that exists and is joined; a fresh one has
 *     none
 */
public record Namespace(NamespaceType type, Optional<String> path) {}
