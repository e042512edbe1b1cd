package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each policy and each rule finds in one container, by its name or its code. */
final class Examination {
  private final Container container;
  private final LintSettings settings;
  private final Ignores ignores;
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

  Examination(Container container, LintSettings settings, Ignores ignores) {
    this.container = container;
    this.settings = settings;
    this.ignores = ignores;
    settings.policies().forEach(this::examine);
    for (Rule rule : Rules.ALL) {
      if (rule instanceof ContainerRule each) {
        examine(each);
      }
    }
  }

  /**
   * What one of them says.
   *
   * @param found what is to be told
   * @param acquittal why that is nothing, where it is
   */
  record Verdict(List<Diagnostic> found, String acquittal) {
    Verdict {
      found = List.copyOf(found);
    }
  }

  Container container() {
    return container;
  }

  /** The names of all that was asked. */
  Set<String> names() {
    return verdicts.keySet();
  }

  /** What fits a pattern, by its name. */
  Map<String, Verdict> matching(String pattern) {
    var those = new LinkedHashMap<>(verdicts);
    those.keySet().removeIf(name -> !Glob.matches(pattern, name));
    return those;
  }

  /** Everything that is to be told. */
  List<Diagnostic> found() {
    return verdicts.values().stream().flatMap(verdict -> verdict.found().stream()).toList();
  }

  private void examine(Policy policy) {
    var check = new PolicyCheck(policy);
    Code code = Code.POLICY_BROKEN;
    verdicts.put(
        policy.name().value(),
        settings
            .severity(code, code.severity())
            .map(
                severity ->
                    verdict(
                        found(code, severity, report -> check.check(container, report)),
                        check.acquittal(container)))
            .orElse(
                unasked("`rule %s off` says that policies are not followed".formatted(code.id()))));
  }

  private void examine(ContainerRule rule) {
    Optional<Severity> severity = settings.severity(rule);
    verdicts.put(
        rule.code().id(),
        severity
            .map(
                grave ->
                    verdict(
                        found(rule.code(), grave, report -> rule.check(container, report)),
                        "`cdlc explain %s` says what it looks for".formatted(rule.code().id())))
            .orElse(
                unasked(
                    "nothing is looked for: the project has it off, or the level is not high"
                        + " enough")));
  }

  /** Something that is looked for. */
  private interface Search {
    void report(Report report);
  }

  private List<Diagnostic> found(Code code, Severity severity, Search search) {
    var found = new ArrayList<Diagnostic>();
    search.report(Report.of(code, severity, settings, found));
    return found;
  }

  private Verdict verdict(List<Diagnostic> found, String acquittal) {
    List<Diagnostic> told = found.stream().filter(one -> ignores.suppress(one).isEmpty()).toList();
    return new Verdict(
        told,
        told.size() < found.size() ? "a comment, `cdlc:ignore`, says that it is meant" : acquittal);
  }

  private static Verdict unasked(String why) {
    return new Verdict(List.of(), why);
  }
}
