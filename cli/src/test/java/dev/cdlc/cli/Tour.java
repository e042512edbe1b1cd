package dev.cdlc.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code docs/tour.md} has its reader do, in order: write files, which stand behind their
 * name, and give commands, with what is then printed.
 */
record Tour(List<Part> parts) {
  private static final Pattern PART =
      Pattern.compile(
          "^(?:`([a-z.]+)`:\n\n```([a-z ]+)|```console)\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final String PROMPT = "$ ";

  Tour {
    parts = List.copyOf(parts);
  }

  /** A thing to do. */
  sealed interface Part {
    /**
     * A file to write.
     *
     * @param language what the text is: {@code cdl}, or {@code cdl wrong} for one with mistakes
     */
    record Text(String name, String language, String text) implements Part {}

    /**
     * A command to give.
     *
     * @param output what it prints; a line {@code ...} stands for any number of lines
     */
    record Command(String line, String output) implements Part {}
  }

  static Tour read() {
    List<Part> parts = new ArrayList<>();
    PART.matcher(document())
        .results()
        .forEach(
            found -> {
              if (found.group(1) == null) {
                parts.addAll(commands(found.group(3)));
              } else {
                parts.add(new Part.Text(found.group(1), found.group(2), found.group(3)));
              }
            });
    return new Tour(parts);
  }

  /** The whole text. */
  static String document() {
    try {
      return Files.readString(Path.of("..", "docs", "tour.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Part> commands(String console) {
    List<Part> commands = new ArrayList<>();
    for (String each : ("\n" + console).split("\n" + Pattern.quote(PROMPT), -1)) {
      if (!each.isBlank()) {
        int end = each.indexOf('\n');
        commands.add(
            end < 0
                ? new Part.Command(each, "")
                : new Part.Command(each.substring(0, end), each.substring(end + 1).strip()));
      }
    }
    return commands;
  }
}
