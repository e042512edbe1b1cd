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
  public Process {
    environment = List.copyOf(environment);
    limits = List.copyOf(limits);
  }
}
