package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.lint.Examination.Verdict;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The pass that compares what is found in containers with what a test file expects of them. */
public final class Expect {
  /** How many findings are shown beside an expectation. */
  private static final int MOST_SHOWN = 5;

  private final LintSettings settings;
  private final Map<String, Examination> examined = new HashMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Set<Policy> broken = new LinkedHashSet<>();
  private int met;

  private Expect(LintSettings settings) {
    this.settings = settings;
  }

  /** Whether what is expected is found; not known of a file that an error keeps from compiling. */
  public static Tested test(Compilation compilation, LintSettings settings) {
    if (compilation.diagnostics().stream().anyMatch(Compile::stops)) {
      return new Tested(compilation.diagnostics(), 0, List.of());
    }
    return new Expect(settings).tested(compilation);
  }

  private Tested tested(Compilation compilation) {
    compilation.diagnostics().stream()
        .filter(found -> isOf(compilation, found))
        .forEach(found -> settings.graded(found).ifPresent(findings::add));
    var ignores = Ignores.in(compilation.files(), settings);
    compilation
        .containers()
        .forEach(
            one ->
                examined.put(
                    one.model().name().value(), new Examination(one.model(), settings, ignores)));
    compilation.expectations().forEach(this::test);
    if (compilation.expectations().isEmpty()) {
      findings.add(nothingExpected(compilation));
    }
    return new Tested(findings, met, List.copyOf(broken));
  }

  /** Not of a file that it includes: that is checked for its own sake. */
  private static boolean isOf(Compilation compilation, Diagnostic found) {
    return found.primary().span().source().equals(compilation.source().id());
  }

  private void test(Expectation expectation) {
    Examination examination = examined.get(expectation.container().value());
    if (examination == null) {
      findings.add(notMade(expectation.container()));
      return;
    }
    int before = findings.size();
    expectation.rules().forEach(rule -> test(expectation.verdict(), rule, examination));
    met += findings.size() == before ? 1 : 0;
  }

  private void test(Expectation.Verdict expected, Located<String> rule, Examination examination) {
    Map<String, Verdict> asked = examination.matching(rule.value());
    List<Diagnostic> found =
        asked.values().stream().flatMap(verdict -> verdict.found().stream()).toList();
    if (asked.isEmpty()) {
      findings.add(unknown(rule, examination.names()));
      return;
    }
    switch (expected) {
      case MEETS -> expectNothing(rule, asked, found, examination);
      case BREAKS -> expectSomething(rule, asked, found, examination);
    }
  }

  private void expectNothing(
      Located<String> rule,
      Map<String, Verdict> asked,
      List<Diagnostic> found,
      Examination examination) {
    if (!found.isEmpty()) {
      String names = names(asked);
      findings.add(
          shown(
                  unmet(rule, "`%s` breaks %s".formatted(name(examination), quoted(names))),
                  found,
                  "found here")
              .withHelp("if it is meant, expect it: `breaks %s`".formatted(names)));
    }
  }

  private void expectSomething(
      Located<String> rule,
      Map<String, Verdict> asked,
      List<Diagnostic> found,
      Examination examination) {
    if (found.isEmpty()) {
      Diagnostic unmet =
          unmet(rule, "`%s` does not break `%s`".formatted(name(examination), rule.value()));
      findings.add(instead(unmet, examination).withHelp(acquittal(rule, asked)));
    }
    settings.policies().stream().filter(policy -> breaks(policy, asked)).forEach(broken::add);
  }

  private static boolean breaks(Policy policy, Map<String, Verdict> asked) {
    Verdict verdict = asked.get(policy.name().value());
    return verdict != null && !verdict.found().isEmpty();
  }

  private static Diagnostic unmet(Located<String> rule, String message) {
    return Diagnostic.of(Code.EXPECTATION_UNMET, rule.span(), message).withLabel("expected here");
  }

  private static Diagnostic instead(Diagnostic unmet, Examination examination) {
    List<Diagnostic> found = examination.found();
    return found.isEmpty()
        ? unmet.withRelated(examination.container().span(), "nothing is found in it")
        : shown(unmet, found, "found instead");
  }

  private static Diagnostic shown(Diagnostic unmet, List<Diagnostic> found, String how) {
    Diagnostic all = unmet;
    for (Diagnostic one : found.subList(0, Math.min(found.size(), MOST_SHOWN))) {
      all =
          all.withRelated(
              one.primary().span(), "%s: %s: %s".formatted(how, one.code().id(), one.message()));
    }
    return all;
  }

  /** Several may fit a pattern: what one says is of no use then. */
  private static String acquittal(Located<String> rule, Map<String, Verdict> asked) {
    return asked.size() == 1
        ? asked.values().iterator().next().acquittal()
        : "%d policies and rules fit `%s`, and none finds anything"
            .formatted(asked.size(), rule.value());
  }

  private static String name(Examination examination) {
    return examination.container().name().value();
  }

  /** Of those that find something. */
  private static String names(Map<String, Verdict> asked) {
    return asked.entrySet().stream()
        .filter(one -> !one.getValue().found().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String names) {
    return "`" + names.replace(", ", "`, `") + "`";
  }

  private static Diagnostic notMade(Located<String> container) {
    return Diagnostic.of(
            Code.EXPECTATION_UNMET,
            container.span(),
            "`%s` is not known: it depends on a value that nobody gave"
                .formatted(container.value()))
        .withHelp("`--set NAME=VALUE` gives it");
  }

  private static Diagnostic nothingExpected(Compilation compilation) {
    return Diagnostic.of(
            Code.EXPECTATION_UNMET, compilation.source().span(0, 0), "the test expects nothing")
        .withHelp("write what has to be found, as in `expect web meets *`");
  }

  private static Diagnostic unknown(Located<String> rule, Collection<String> names) {
    String text = rule.value();
    Diagnostic unknown =
        Diagnostic.of(
            Code.UNKNOWN_NAME,
            rule.span(),
            "there is no policy, and no rule about containers, `%s`".formatted(text));
    return near(text, names)
        .map(
            meant ->
                unknown
                    .withHelp("did you mean `%s`?".formatted(meant))
                    .withFix("write `%s`".formatted(meant), new Edit(rule.span(), meant)))
        .orElseGet(
            () -> unknown.withHelp("policies stand in the `cdlc.cdl` that holds for this file"));
  }

  /** The code of something else is no slip. */
  private static Optional<String> near(String text, Collection<String> names) {
    boolean known = Arrays.stream(Code.values()).anyMatch(code -> code.id().equals(text));
    return known ? Optional.empty() : Suggestion.nearest(text, names).map(Suggestion::word);
  }
}
