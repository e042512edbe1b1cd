package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.model.Project.ForPaths;
import dev.cdlc.compiler.model.Project.Rule;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * How the files of a project are looked over.
 *
 * @param common what holds for all of them
 * @param failOn the least grave finding that makes a check fail
 * @param baseline the path of the file of known findings, from the project's folder
 * @param targets the paths that are checked where none is named, from the project's folder
 */
public record ProjectSettings(
    LintSettings common,
    Optional<Severity> failOn,
    Optional<String> baseline,
    List<String> targets,
    List<Exemption> exemptions) {
  /** Where there is no project file. */
  public static final ProjectSettings NONE =
      new ProjectSettings(
          LintSettings.DEFAULT, Optional.empty(), Optional.empty(), List.of(), List.of());

  public ProjectSettings {
    targets = List.copyOf(targets);
    exemptions = List.copyOf(exemptions);
  }

  /** What holds for some of the files besides. */
  public record Exemption(List<PathMatcher> paths, ForPaths said) {
    public Exemption {
      paths = List.copyOf(paths);
    }

    /** A pattern of a folder holds for all below it. */
    boolean concerns(Path file) {
      for (Path path = file; path != null; path = path.getParent()) {
        Path part = path;
        if (paths.stream().anyMatch(matcher -> matcher.matches(part))) {
          return true;
        }
      }
      return false;
    }
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
    List<Exemption> exemptions = new ArrayList<>();
    for (ForPaths override : project.overrides()) {
      exemptions.add(new Exemption(matchers(override.globs(), faults), override));
    }
    return Result.of(
        new ProjectSettings(
            with(common, project.rules()),
            project.failOn().map(Located::value),
            project.baseline().map(Located::value),
            project.targets().stream().map(Located::value).toList(),
            exemptions),
        faults);
  }

  /**
   * How one file is looked over.
   *
   * @param file its path from the project's folder
   */
  public LintSettings of(Path file) {
    LintSettings settings = common;
    for (Exemption exemption : exemptions) {
      if (exemption.concerns(file)) {
        settings = with(settings, exemption.said());
      }
    }
    return settings;
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

  private static List<PathMatcher> matchers(List<Located<String>> globs, List<Diagnostic> faults) {
    List<PathMatcher> matchers = new ArrayList<>();
    for (Located<String> glob : globs) {
      try {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob.value()));
      } catch (PatternSyntaxException _) {
        faults.add(
            Diagnostic.of(
                    Code.WRONG_TYPE,
                    glob.span(),
                    "`%s` is no pattern of paths".formatted(glob.value()))
                .withHelp(
                    "`*` stands for any part of a name, `**` for folders too, `?` for one character, `[ab]` for one of these"));
      }
    }
    return matchers;
  }
}
