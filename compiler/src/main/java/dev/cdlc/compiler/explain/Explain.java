package dev.cdlc.compiler.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Explains the language, word by word: the text of {@code cdlc explain}. */
public final class Explain {
  private Explain() {}

  /**
   * The page on a topic; empty where there is none.
   *
   * @param topic a name of a {@link Subject}, such as {@code cap drop}, {@code SYS_TIME} or {@code
   *     CDL1001}; with the subject's word before it, as in {@code type cpu}, where the name means
   *     several things; or the word alone. Letter case does not matter
   */
  public static Optional<String> page(String topic) {
    String wanted = String.join(" ", topic.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    return index(wanted).or(() -> byName(wanted)).or(() -> bySubject(wanted));
  }

  /** The names of what has pages, by subject. */
  public static String index() {
    return Index.text();
  }

  /** Everything that has a page, in every form that {@link #page} takes. */
  public static List<String> topics() {
    return Arrays.stream(Subject.values()).flatMap(Explain::topics).distinct().toList();
  }

  private static Stream<String> topics(Subject subject) {
    return Stream.concat(
        Stream.of(subject.word()),
        Stream.concat(subject.names().stream(), subject.otherNames())
            .flatMap(name -> Stream.of(name, subject.word() + " " + name)));
  }

  /** The first page of that name, and where to find the others. */
  private static Optional<String> byName(String name) {
    List<Subject> found =
        Arrays.stream(Subject.values()).filter(subject -> subject.page(name).isPresent()).toList();
    return found.stream()
        .findFirst()
        .flatMap(first -> first.page(name))
        .map(page -> page + others(name, found.stream().skip(1).toList()));
  }

  private static String others(String name, List<Subject> others) {
    return others.isEmpty()
        ? ""
        : "\n"
            + Lines.field(
                "see also",
                String.join(
                    ", ", others.stream().map(other -> other.word() + " " + name).toList()));
  }

  /** A list of names, unless the word is a statement too, as `profile` is. */
  private static Optional<String> index(String word) {
    return Subject.STATEMENT.page(word).isPresent()
        ? Optional.empty()
        : Arrays.stream(Subject.values())
            .filter(subject -> subject.word().equals(word))
            .map(Index::of)
            .findFirst();
  }

  private static Optional<String> bySubject(String topic) {
    for (Subject subject : Subject.values()) {
      if (topic.startsWith(subject.word() + " ")) {
        return subject.page(topic.substring(subject.word().length() + 1));
      }
    }
    return Optional.empty();
  }
}
