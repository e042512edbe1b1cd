package dev.cdlc.compiler.explain;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what has pages. */
final class Index {
  private static final int WIDTH = 80;
  private static final String INDENT = "  ";

  private Index() {}

  /** The names of all subjects but single system calls, which the pages of their groups name. */
  static String text() {
    return Stream.of(Subject.values())
        .filter(subject -> subject != Subject.SYSCALL)
        .map(Index::of)
        .collect(Collectors.joining("\n"));
  }

  /** The names of a subject in columns, below its title. */
  static String of(Subject subject) {
    return subject.title() + ":\n" + columns(subject.names());
  }

  private static String columns(List<String> names) {
    int longest = names.stream().mapToInt(String::length).max().orElse(1);
    String cell = INDENT + "%-" + longest + "s";
    int perLine = WIDTH / (INDENT.length() + longest);
    var text = new StringBuilder();
    for (int i = 0; i < names.size(); i += perLine) {
      String line =
          names.subList(i, Math.min(i + perLine, names.size())).stream()
              .map(cell::formatted)
              .collect(Collectors.joining());
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
