package dev.cdlc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one file of patterns says of what is in a folder and below; see gitignore(5).
 *
 * @param folder the one that its patterns start at
 * @param rules the last one that matches decides
 */
record IgnoreFile(Path folder, List<Rule> rules) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  IgnoreFile {
    rules = List.copyOf(rules.reversed());
  }

  /** What becomes of an entry of a folder. */
  enum Verdict {
    IGNORED,
    KEPT
  }

  /**
   * One line.
   *
   * @param nameOnly whether the pattern is one of names, in whatever folder they are
   */
  record Rule(Glob glob, Verdict verdict, boolean foldersOnly, boolean nameOnly) {
    private static Rule of(String line) {
      boolean negated = line.startsWith("!");
      String pattern = negated ? line.substring(1) : line;
      boolean foldersOnly = pattern.endsWith("/");
      String path = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
      boolean nameOnly = path.indexOf('/') < 0;
      return new Rule(
          Glob.of(path.startsWith("/") ? path.substring(1) : path),
          negated ? Verdict.KEPT : Verdict.IGNORED,
          foldersOnly,
          nameOnly);
    }

    private boolean isAbout(String path, boolean isFolder) {
      String subject = nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
      return (isFolder || !foldersOnly) && glob.matches(subject);
    }
  }

  /** Reads a file; one that is not there, or is a link, says nothing. */
  static IgnoreFile read(Path file, Path folder) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new IgnoreFile(folder, List.of());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(new String(in.readNBytes(SourceFile.READ_LIMIT), StandardCharsets.UTF_8), folder);
    }
  }

  /** Reads the lines of a file. */
  static IgnoreFile of(String text, Path folder) {
    String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return new IgnoreFile(
        folder,
        marked
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(IgnoreFile::withoutSpacesAtEnd)
            .map(Rule::of)
            .toList());
  }

  /** A space that is escaped stays. */
  private static String withoutSpacesAtEnd(String line) {
    int end = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
        end = Math.min(i + 1, line.length());
      } else if (line.charAt(i) != ' ') {
        end = i + 1;
      }
    }
    return line.substring(0, end);
  }

  /**
   * What is said of an entry; nothing where no rule matches.
   *
   * @param entry in the folder or below
   */
  Optional<Verdict> verdict(Path entry, boolean isFolder) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    String path = folder.relativize(entry).toString();
    return rules.stream()
        .filter(rule -> rule.isAbout(path, isFolder))
        .map(Rule::verdict)
        .findFirst();
  }
}
