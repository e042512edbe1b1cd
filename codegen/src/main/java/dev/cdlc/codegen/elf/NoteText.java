package dev.cdlc.codegen.elf;

import dev.cdlc.codegen.elf.Note.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link Note} as lines of text, which strings(1) can show: {@code build}, {@code plan}, then a
 * {@code file} or {@code absent} for each input. A path stands last in its line, with {@code \n}
 * for a line feed and {@code \\} for a backslash.
 */
final class NoteText {
  private static final Pattern NOTE =
      Pattern.compile("build (?<build>.*)\nplan (?<plan>.*)\n(?<inputs>(?:.*\n)*)");
  private static final Pattern INPUT =
      Pattern.compile("absent (?<missing>.*)|file (?<digest>sha256:[0-9a-f]{64}) (?<path>.*)");

  private NoteText() {}

  static String format(Note note) {
    StringBuilder text = new StringBuilder();
    text.append("build ").append(escape(note.build())).append('\n');
    text.append("plan ").append(escape(note.planDigest())).append('\n');
    note.inputs().forEach(input -> text.append(format(input)).append('\n'));
    return text.toString();
  }

  /** Empty if the text is not one that {@link #format} gives. */
  static Optional<Note> parse(String text) {
    Matcher matcher = NOTE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Input> inputs = new ArrayList<>();
    for (String line : matcher.group("inputs").lines().toList()) {
      Matcher input = INPUT.matcher(line);
      if (!input.matches()) {
        return Optional.empty();
      }
      inputs.add(input(input));
    }
    return Optional.of(
        new Note(unescape(matcher.group("build")), unescape(matcher.group("plan")), inputs));
  }

  private static String format(Input input) {
    String path = escape(input.path());
    return input.digest().map(digest -> "file " + digest + " " + path).orElse("absent " + path);
  }

  private static Input input(Matcher line) {
    String missing = line.group("missing");
    return missing != null
        ? new Input(unescape(missing), Optional.empty())
        : new Input(unescape(line.group("path")), Optional.of(line.group("digest")));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String unescape(String value) {
    return Pattern.compile("\\\\(.)")
        .matcher(value)
        .replaceAll(match -> match.group(1).equals("n") ? "\n" : Matcher.quoteReplacement("\\"));
  }
}
