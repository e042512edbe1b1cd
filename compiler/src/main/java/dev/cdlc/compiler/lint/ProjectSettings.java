package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.model.Project.ForPaths;
import dev.cdlc.compiler.model.Project.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the files of a project are looked over.
 *
 * @param common what holds for all of them
 * @param overrides what holds for some besides
 * @param failOn the least grave finding that makes a check fail
 * @param baseline the path of the file of known findings, from the project's folder
 * @param targets the paths that are checked where none is named, from the project's folder
 */
public record ProjectSettings(
    LintSettings common,
    Optional<Severity> failOn,
    Optional<String> baseline,
    List<String> targets,
    List<ForPaths> overrides) {
  /** Where there is no project file. */
  public static final ProjectSettings NONE =
      new ProjectSettings(
          LintSettings.DEFAULT, Optional.empty(), Optional.empty(), List.of(), List.of());

  public ProjectSettings {
    targets = List.copyOf(targets);
    overrides = List.copyOf(overrides);
  }

  /** What a project file says, as far as it can be understood, and what is wrong with it. */
  public static Result<ProjectSettings> of(Project project) {
    List<Diagnostic> faults = new ArrayList<>();
    LintSettings common = LintSettings.DEFAULT.withAssume(assume(project, faults));
    if (project.level().isPresent()) {
      common = common.withLevel(project.level().get().value());
    }
    if (project.inlineIgnore().filter(allowed -> !allowed.value()).isPresent()) {
      common = common.withIgnores(LintSettings.Ignores.FORBIDDEN);
    }
    return Result.of(
        new ProjectSettings(
            with(common, project.rules()).withPolicies(project.policies()),
            project.failOn().map(Located::value),
            project.baseline().map(Located::value),
            project.targets().stream().map(Located::value).toList(),
            project.overrides()),
        faults);
  }

  /**
   * How one file is looked over.
   *
   * @param file its path from the project's folder
   */
  public LintSettings of(Path file) {
    LintSettings settings =
        common.withPolicies(
            common.policies().stream().filter(policy -> !concerns(policy.except(), file)).toList());
    for (ForPaths override : overrides) {
      if (concerns(override.globs(), file)) {
        settings = with(settings, override);
      }
    }
    return settings;
  }

  /** A pattern of a folder holds for all below it. */
  private static boolean concerns(List<Located<String>> globs, Path file) {
    for (Path path = file; path != null; path = path.getParent()) {
      String part = path.toString();
      if (globs.stream().anyMatch(glob -> Glob.matches(glob.value(), part))) {
        return true;
      }
    }
    return false;
  }

  private static LintSettings with(LintSettings settings, ForPaths said) {
    LintSettings levelled =
        said.level().map(level -> settings.withLevel(level.value())).orElse(settings);
    return with(levelled, said.rules());
  }

  private static LintSettings with(LintSettings settings, List<Located<Rule>> rules) {
    LintSettings all = settings;
    for (Located<Rule> rule : rules) {
      all = all.withRule(rule.value().code(), rule.value().strictness());
    }
    return all;
  }

  private static Assume assume(Project project, List<Diagnostic> faults) {
    Assume assume = Assume.NOTHING;
    for (Located<String> fact : project.assumptions()) {
      switch (assume.with(fact.value())) {
        case Assume.Reading.Known(Assume more) -> assume = more;
        case Assume.Reading.Wrong(String message, String help) ->
            faults.add(Diagnostic.of(Code.UNKNOWN_OPTION, fact.span(), message).withHelp(help));
      }
    }
    return assume;
  }
}
