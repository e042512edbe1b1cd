package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.Expectation.Verdict;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.resolve.TestFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What {@code expect} says is found in containers, by any file of a set. */
final class Expectations {
  private static final Choice<Verdict> VERDICTS =
      new Choice<>(List.of(Verdict.values()), Enum::name, "verdict");

  private final Findings findings;
  private final Values values;
  private final List<Said> said = new ArrayList<>();

  Expectations(Findings findings) {
    this.findings = findings;
    this.values = new Values(findings);
  }

  /** One, and the file that says it. */
  private record Said(Word container, Optional<Expectation> read, Scope home) {}

  void read(Arguments arguments, Scope home) {
    Word container = arguments.one(0);
    Optional<Verdict> verdict = values.read(arguments.one(1), VERDICTS::read).map(Located::value);
    List<Located<String>> rules = values.readAll(arguments.many(2), Reading.Value::new);
    boolean whole = rules.size() == arguments.many(2).size();
    var name = new Located<>(container.text(), container.span());
    said.add(
        new Said(
            container,
            verdict.filter(_ -> whole).map(is -> new Expectation(name, is, rules)),
            home));
    if (!TestFile.isTestFile(arguments.head().source().name())) {
      findings.add(
          Diagnostic.of(
                  Code.MISPLACED_STATEMENT, arguments.head(), "`expect` cannot stand in this file")
              .withHelp("it is a test: write it into a file whose name ends in `.cdltest`"));
    }
  }

  /** Those that could be read; tells of the containers that there are not. */
  List<Expectation> of(Collection<String> containers) {
    for (Said one : said) {
      Word name = one.container();
      if (!containers.contains(name.text())
          && !name.broken()
          && one.home().surelyLacks(name.text())) {
        findings.add(unknown(name, containers));
      }
    }
    return said.stream().flatMap(one -> one.read().stream()).toList();
  }

  private Diagnostic unknown(Word name, Collection<String> containers) {
    return findings
        .guesses()
        .explain(
            Diagnostic.of(
                Code.UNKNOWN_NAME, name.span(), "there is no container `" + name.text() + "`"),
            name.text(),
            () -> containers,
            "it is one that this file declares, or a file that it includes");
  }
}
