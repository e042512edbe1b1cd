package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Restart;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/** What {@code restart} says. */
final class RestartSection {
  private static final long MOST_TIMES = 1_000_000;

  private final Findings findings;
  private final Values values;
  private final Once<Restart> policy;

  RestartSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    policy = cells.once("the restart policy");
  }

  void read(Arguments arguments) {
    Word word = arguments.one(0);
    Optional<Word> times = arguments.optional(1);
    switch (word.text()) {
      case "never" -> say(new Restart.Never(), arguments, times);
      case "always" -> say(new Restart.Always(), arguments, times);
      case "on-failure" -> onFailure(arguments, times);
      default -> findings.add(unknown(word));
    }
  }

  Optional<Located<Restart>> value() {
    return policy.value();
  }

  private void say(Restart restart, Arguments arguments, Optional<Word> times) {
    times.ifPresent(
        count ->
            findings.add(
                Diagnostic.of(
                        Code.WRONG_ARGUMENT_COUNT,
                        count.span(),
                        "`restart " + arguments.one(0).text() + "` takes no number")
                    .withHelp("`restart on-failure 5` tries five times")));
    policy.say(restart, arguments.span());
  }

  private void onFailure(Arguments arguments, Optional<Word> times) {
    if (times.isEmpty()) {
      policy.say(new Restart.OnFailure(Optional.empty()), arguments.span());
      return;
    }
    values
        .read(times.get(), RestartSection::count)
        .ifPresent(
            most -> policy.say(new Restart.OnFailure(Optional.of(most.value())), arguments.span()));
  }

  private static Reading<Integer> count(String text) {
    return WholeNumber.read(text, 1, MOST_TIMES).map(Long::intValue);
  }

  private static Diagnostic unknown(Word word) {
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no restart policy `" + word.text() + "`"),
        word.text(),
        ValueType.RESTART_POLICY.words(),
        "it is " + ValueType.RESTART_POLICY.doc());
  }
}
