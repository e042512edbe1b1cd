package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What {@code lint} of a project file says of the files in its folder and below: how they are
 * looked over, and which of them are.
 *
 * @param assumptions words such as {@code cgroup=v2}
 * @param failOn the least grave finding that makes a check fail
 * @param inlineIgnore whether comments may say that a finding is meant
 * @param baseline the path of the file that holds what is known, from the project's folder
 * @param targets paths that are checked where none is named, from the project's folder
 * @param overrides what holds for some of the files; the later has its way over the earlier
 * @param policies what is demanded of containers besides
 */
public record Project(
    Optional<Located<Level>> level,
    List<Located<String>> assumptions,
    List<Located<Rule>> rules,
    Optional<Located<Severity>> failOn,
    Optional<Located<Boolean>> inlineIgnore,
    Optional<Located<String>> baseline,
    List<Located<String>> targets,
    List<ForPaths> overrides,
    List<Policy> policies) {
  public Project {
    assumptions = List.copyOf(assumptions);
    rules = List.copyOf(rules);
    targets = List.copyOf(targets);
    overrides = List.copyOf(overrides);
    policies = List.copyOf(policies);
  }

  /** Where nothing is said. */
  public static final Project NOTHING =
      new Project(
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  public Project with(List<Policy> others) {
    return new Project(
        level, assumptions, rules, failOn, inlineIgnore, baseline, targets, overrides, others);
  }

  /** How strictly one rule is followed. */
  public record Rule(Code code, Strictness strictness) {}

  /**
   * What holds for some files besides.
   *
   * @param globs patterns of their paths from the project's folder, with {@code *}, {@code **} and
   *     {@code ?}; a folder stands for all below it
   */
  public record ForPaths(
      List<Located<String>> globs, Optional<Located<Level>> level, List<Located<Rule>> rules) {
    public ForPaths {
      globs = List.copyOf(globs);
      rules = List.copyOf(rules);
    }
  }
}
