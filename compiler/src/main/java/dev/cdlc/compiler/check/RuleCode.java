package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import java.util.Arrays;
import java.util.List;

/** The code of a rule: of what is unwise, not of what keeps a file from meaning anything. */
final class RuleCode {
  /** The first that a rule may have. */
  private static final String FIRST = "CDL2000";

  /** What the executable tells while a container runs. */
  private static final String RUN_TIME = "CDL7000";

  private static final List<String> KNOWN =
      Arrays.stream(Code.values()).filter(RuleCode::isRule).map(Code::id).toList();

  private RuleCode() {}

  private static boolean isRule(Code code) {
    return code.id().compareTo(FIRST) >= 0 && code.id().compareTo(RUN_TIME) < 0;
  }

  static Reading<Code> read(String text) {
    return Arrays.stream(Code.values())
        .filter(code -> code.id().equals(text))
        .findFirst()
        .map(RuleCode::rule)
        .orElseGet(() -> unknown(text));
  }

  private static Reading<Code> rule(Code code) {
    return isRule(code)
        ? new Reading.Value<>(code)
        : new Reading.Refusal<>(
            Code.UNKNOWN_OPTION,
            "%s is no rule: it is always told".formatted(code.id()),
            "rules are CDL2001 and above; `cdlc explain` lists them",
            List.of());
  }

  private static Reading<Code> unknown(String text) {
    return Suggestion.nearest(text, KNOWN)
        .map(near -> refusal(text, "did you mean `%s`?".formatted(near.word()), near.word()))
        .orElseGet(() -> refusal(text, "a rule is named by its code: `rule CDL2009 off`"));
  }

  private static Reading<Code> refusal(String text, String help, String... meant) {
    return new Reading.Refusal<>(
        Code.UNKNOWN_OPTION, "there is no rule `%s`".formatted(text), help, List.of(meant));
  }
}
