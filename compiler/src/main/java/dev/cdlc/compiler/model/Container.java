package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A checked container: what one {@code container} declaration says, typed, units resolved; every
 * value keeps its origin. What the source leaves unsaid is empty here; the passes that follow
 * decide the defaults.
 */
public record Container(
    Located<String> name,
    Optional<Located<Root>> root,
    Optional<Located<Command>> command,
    Optional<Located<String>> cwd,
    List<Located<Variable>> environment,
    Optional<Located<String>> hostname,
    Optional<Located<User>> user,
    Optional<List<Located<NamespaceType>>> namespaces,
    Optional<Cpu> cpu,
    Optional<Memory> memory,
    Optional<Located<PidsLimit>> pids,
    Located<Capabilities> capabilities,
    Optional<Located<Boolean>> noNewPrivileges,
    List<Located<Mount>> mounts,
    Optional<Located<Boolean>> defaultMounts,
    Span span) {}
