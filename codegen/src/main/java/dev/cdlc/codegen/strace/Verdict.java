package dev.cdlc.codegen.strace;

import java.util.List;
import java.util.stream.Collectors;

/** What an {@link Acceptor} says of one process. */
public sealed interface Verdict {
  /** What people call the process: {@code init}. */
  String process();

  /**
   * Its calls are a sentence of the grammar.
   *
   * @param calls how many there were until it ended or executed another file
   * @param choices the branches that it took, each once, in order
   */
  record Accepted(String process, long pid, int calls, List<String> choices) implements Verdict {
    public Accepted {
      choices = List.copyOf(choices);
    }
  }

  /**
   * A call is none of those that could come next.
   *
   * @param line of the log, from 1
   * @param call as it stands there; the log's end where calls are missing
   * @param expected the calls that could have come
   */
  record Rejected(
      String process, long pid, int line, String call, List<String> expected, List<String> choices)
      implements Verdict {
    public Rejected {
      expected = List.copyOf(expected);
      choices = List.copyOf(choices);
    }

    /** Several lines that say where and what. */
    public String message() {
      return "%s (pid %d), line %d of the log: %s%nis none of:%n%s%nafter:%n%s"
          .formatted(process, pid, line, call, lines(expected), lines(choices));
    }

    private static String lines(List<String> lines) {
      return lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }
  }
}
