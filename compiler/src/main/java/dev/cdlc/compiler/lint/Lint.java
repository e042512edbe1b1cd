package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.lint.Linted.Suppressed;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.resolve.FileSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The pass that looks over what was compiled: every rule of {@link Rules}, then what comments say
 * of the findings. It is silent about containers that an error keeps from being made.
 */
public final class Lint {
  private final LintSettings settings;
  private final List<Diagnostic> findings = new ArrayList<>();

  private Lint(LintSettings settings) {
    this.settings = settings;
  }

  /** All that is to be told of a source, what its compilation found included. */
  public static Linted lint(Compilation compilation, LintSettings settings) {
    List<Container> containers =
        compilation.containers().stream().map(CompiledContainer::model).toList();
    return new Lint(settings).lint(compilation.files(), containers, compilation.diagnostics());
  }

  /**
   * What is to be told of the containers of a source, and nothing of how it says them: for texts
   * that nobody has written.
   */
  public static List<Diagnostic> containers(Compilation compilation, LintSettings settings) {
    var lint = new Lint(settings);
    compilation
        .diagnostics()
        .forEach(found -> settings.graded(found).ifPresent(lint.findings::add));
    List<Container> containers =
        compilation.containers().stream().map(CompiledContainer::model).toList();
    for (Rule rule : Rules.ALL) {
      if (rule instanceof ContainerRule each) {
        settings
            .severity(rule)
            .map(severity -> lint.report(rule.code(), severity))
            .ifPresent(report -> containers.forEach(container -> each.check(container, report)));
      }
    }
    lint.checkPolicies(containers);
    return List.copyOf(new LinkedHashSet<>(lint.findings));
  }

  private Linted lint(FileSet files, List<Container> containers, List<Diagnostic> others) {
    boolean stopped = others.stream().anyMatch(Compile::stops);
    if (!stopped) {
      check(files, containers);
      checkPolicies(containers);
    }
    List<Diagnostic> all = new ArrayList<>();
    others.forEach(found -> settings.graded(found).ifPresent(all::add));
    all.addAll(files.withChains(List.copyOf(new LinkedHashSet<>(findings))));
    return ignored(files, all, !stopped && !containers.isEmpty());
  }

  private void check(FileSet files, List<Container> containers) {
    for (Rule rule : Rules.ALL) {
      Optional<Severity> severity = settings.severity(rule);
      if (severity.isPresent()) {
        check(rule, report(rule.code(), severity.get()), files, containers);
      }
    }
  }

  private void checkPolicies(List<Container> containers) {
    Optional<Severity> severity =
        settings.severity(Code.POLICY_BROKEN, Code.POLICY_BROKEN.severity());
    if (severity.isPresent()) {
      Report report = report(Code.POLICY_BROKEN, severity.get());
      settings
          .policies()
          .forEach(
              policy ->
                  containers.forEach(
                      container -> new PolicyCheck(policy).check(container, report)));
    }
  }

  private Report report(Code code, Severity severity) {
    return Report.of(code, severity, settings, findings);
  }

  private static void check(Rule rule, Report report, FileSet files, List<Container> containers) {
    switch (rule) {
      case ContainerRule each -> containers.forEach(container -> each.check(container, report));
      case FileRule once -> once.check(files, report);
    }
  }

  private Linted ignored(FileSet files, List<Diagnostic> all, boolean complete) {
    Ignores ignores = Ignores.in(files, settings);
    if (ignores.isEmpty()) {
      return new Linted(all, List.of());
    }
    List<Diagnostic> told = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    for (Diagnostic found : all) {
      ignores
          .suppress(found)
          .ifPresentOrElse(
              reason -> suppressed.add(new Suppressed(found, reason)), () -> told.add(found));
    }
    for (Diagnostic fault : ignores.faults(complete)) {
      settings.graded(fault).ifPresent(told::add);
    }
    return new Linted(told, suppressed);
  }
}
