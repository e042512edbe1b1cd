package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.lint.Expect;
import dev.cdlc.compiler.lint.LintSettings;
import dev.cdlc.compiler.lint.Tested;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of several test files, which knows at its end what was expected in all of them. */
final class TestRun implements Check {
  private final Inputs inputs;
  private final Settings settings;
  private final Untested untested;
  private final AtomicInteger met = new AtomicInteger();
  private final Set<Policy> held = ConcurrentHashMap.newKeySet();
  private final Set<Policy> broken = ConcurrentHashMap.newKeySet();

  /** Whether policies are told that no container was expected to break. */
  enum Untested {
    TOLD,
    PASSED_OVER
  }

  TestRun(Inputs inputs, Settings settings, Untested untested) {
    this.inputs = inputs;
    this.settings = settings;
    this.untested = untested;
  }

  @Override
  public Found of(SourceFile file, LintSettings lint) {
    Result<Compilation> compiled = Found.compile(file, Paths.ABSOLUTE, inputs, settings);
    if (compiled.value().isEmpty()) {
      return Found.in(compiled);
    }
    Tested tested = Expect.test(compiled.value().get(), lint);
    met.addAndGet(tested.met());
    held.addAll(lint.policies());
    broken.addAll(tested.broken());
    return Found.tested(compiled.value().get(), tested);
  }

  @Override
  public List<Found> afterwards() throws CommandException {
    var found = new ArrayList<Found>();
    for (Policy policy : untested()) {
      Path project = Path.of(policy.name().span().source().name());
      found.add(
          new Found(
              SourceFile.file(project).source().value().stream().toList(),
              List.of(finding(policy)),
              List.of()));
    }
    return found;
  }

  /** In the order of their places. */
  private List<Policy> untested() {
    return untested == Untested.PASSED_OVER
        ? List.of()
        : held.stream()
            .filter(policy -> !broken.contains(policy))
            .sorted(
                Comparator.comparing((Policy policy) -> policy.name().span().source().name())
                    .thenComparingInt(policy -> policy.name().span().start()))
            .toList();
  }

  private static Diagnostic finding(Policy policy) {
    String name = policy.name().value();
    return Diagnostic.of(
            Code.POLICY_UNTESTED,
            policy.name().span(),
            "no test expects the policy `%s` to be broken".formatted(name))
        .withHelp("declare a container that breaks it, and `expect CONTAINER breaks " + name + "`");
  }

  @Override
  public String count() {
    return ", %s met".formatted(Findings.counted(met.get(), "expectation"));
  }
}
