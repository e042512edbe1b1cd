package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What runs in a container, as whom, and with which surroundings. */
@SuppressWarnings("JavaLangClash") // the specification's name
public record Process(
    Optional<Located<Command>> command,
    Optional<Located<String>> cwd,
    Optional<Located<Terminal>> terminal,
    List<Located<Variable>> environment,
    Optional<Located<User>> user,
    List<Located<ResourceLimit>> limits,
    Optional<Located<Integer>> oomScoreAdj,
    Optional<Located<Personality>> personality,
    Supervision supervision) {
  /** The PATH of a container that says none. Source: moby, daemon/pkg/oci/defaults.go. */
  public static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public Process {
    environment = List.copyOf(environment);
    limits = List.copyOf(limits);
  }

  /**
   * Where a command that is named without a slash is looked for: folders, with colons between them.
   * Empty if the caller's environment has a say.
   */
  public Optional<String> searchPath() {
    for (var variable : environment) {
      if (variable.value().name().equals("PATH")) {
        return switch (variable.value()) {
          case Variable.Set(_, var value) -> Optional.of(value);
          case Variable.Pass _ -> Optional.empty();
        };
      }
    }
    return Optional.of(DEFAULT_PATH);
  }
}
