package dev.cdlc.codegen.strace;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call in a log of strace(1).
 *
 * @param line where it starts in the log, from 1
 * @param text the call as it stands there
 */
record TracedCall(int line, String text, String name, List<Value> arguments, Outcome outcome) {
  private static final Pattern START = Pattern.compile("(\\w+)\\(");
  private static final Pattern OUTCOME =
      Pattern.compile("\\s*= (?:-1 (?<errno>E\\w+)|\\? (?<restart>ERESTART\\w*)|(?<value>\\S+)).*");

  TracedCall {
    arguments = List.copyOf(arguments);
  }

  /** How a call ended. */
  sealed interface Outcome {
    record Returned(long value) implements Outcome {}

    /** With an error number of errno(3), by name. */
    record Failed(String errno) implements Outcome {}

    /** A signal came in between; the kernel makes the call again. */
    record Restarts() implements Outcome {}

    /** The process ended in it. */
    record Never() implements Outcome {}
  }

  /** Empty if the text is something else that strace(1) prints. */
  static Optional<TracedCall> parse(int line, String text) {
    Matcher start = START.matcher(text);
    if (!start.lookingAt()) {
      return Optional.empty();
    }
    ValueParser parser = new ValueParser(text, start.end());
    List<Value> arguments = parser.arguments();
    Matcher outcome = OUTCOME.matcher(parser.rest());
    return Optional.of(new TracedCall(line, text, start.group(1), arguments, outcome(outcome)));
  }

  /** The same call, but with the outcome of the one that went on with it. */
  TracedCall endingAs(TracedCall other) {
    return new TracedCall(line, text, name, arguments, other.outcome);
  }

  private static Outcome outcome(Matcher matcher) {
    if (!matcher.matches()) {
      return new Outcome.Never();
    }
    if (matcher.group("errno") != null) {
      return new Outcome.Failed(matcher.group("errno"));
    }
    if (matcher.group("restart") != null) {
      return new Outcome.Restarts();
    }
    return ValueParser.number(matcher.group("value"))
        .<Outcome>map(Outcome.Returned::new)
        .orElse(new Outcome.Never());
  }
}
