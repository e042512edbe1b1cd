package dev.cdlc.compiler.damage;

import dev.cdlc.compiler.check.BadInputTest;
import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Registry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A text that, put into a good file, draws exactly one report.
 *
 * @param text on lines of its own; {@code %d} stands for a number that no other text has
 */
record KnownFault(String text, Code code) {
  /** What needs a namespace speaks of namespaces. */
  private static final Set<String> NAMESPACED =
      Set.of("hostname", "domainname", "publish", "join", "sysctl", "time-offset");

  /** What is certain only where all declarations are understood. */
  private static final Set<Code> OF_THE_WHOLE =
      Set.of(Code.UNKNOWN_CONTAINER, Code.UNKNOWN_NAME, Code.CYCLE);

  /** Statements of a container whose words are not well formed. */
  private static final List<KnownFault> ILL_FORMED =
      List.of(
          new KnownFault("hostname \"web;", Code.UNTERMINATED_QUOTE),
          new KnownFault("env A=it's;", Code.UNTERMINATED_QUOTE),
          new KnownFault("env A={b};", Code.UNQUOTED_CHARACTER),
          new KnownFault("cwd /a\\b;", Code.UNQUOTED_CHARACTER),
          new KnownFault("env A=$b;", Code.BAD_REFERENCE),
          new KnownFault("env A=${b;", Code.BAD_REFERENCE),
          new KnownFault("hostname \"a\\d\";", Code.UNKNOWN_ESCAPE),
          new KnownFault("hostname web\n  stop-timeout 5s;", Code.MISSING_SEMICOLON),
          new KnownFault("env A=1\n  stop-timeout 5s;", Code.MISSING_SEMICOLON),
          new KnownFault("memory < < limit 1GiB > >", Code.BLOCK_WITHOUT_STATEMENT),
          new KnownFault("memory; < limit 1GiB >", Code.BLOCK_WITHOUT_STATEMENT),
          new KnownFault("env A=1, , B=2;", Code.MISPLACED_COMMA),
          new KnownFault("cwd /a# ;", Code.GLUED_COMMENT));

  /** Texts with one bracket too many or too few, of which a file may have one. */
  private static final List<KnownFault> UNBALANCED =
      List.of(
          new KnownFault("memory < limit 1GiB;", Code.UNCLOSED_BLOCK),
          new KnownFault("memory <\n    limit 1GiB;", Code.UNCLOSED_BLOCK),
          new KnownFault("memory < limit < 1GiB; >", Code.BLOCK_WITHOUT_STATEMENT),
          new KnownFault("user 1000 groups 5; umask 0027 >", Code.UNOPENED_BLOCK),
          new KnownFault("memory < limit 1GiB > >", Code.STRAY_CLOSER),
          new KnownFault("memory > 1GiB;", Code.STRAY_CLOSER),
          new KnownFault("env A=1>2;", Code.BRACKET_IN_COMMAND),
          new KnownFault("pids 1> ;", Code.STRAY_CLOSER));

  /** Declarations, each with one fault. */
  private static final List<KnownFault> DECLARATIONS =
      List.of(
          new KnownFault("memroy 1GiB;", Code.UNKNOWN_STATEMENT),
          new KnownFault("min 1;", Code.MISPLACED_STATEMENT),
          new KnownFault("param p%d it;", Code.UNKNOWN_OPTION),
          new KnownFault("param p%d int default a;", Code.WRONG_TYPE),
          new KnownFault("param p%d int default 1 < min 2 >", Code.OUT_OF_RANGE),
          new KnownFault("let %d x;", Code.INVALID_NAME),
          new KnownFault("let l%1$d ${l%1$d};", Code.CYCLE),
          new KnownFault("let l%1$d 1; let l%1$d 2;", Code.DUPLICATE_NAME),
          new KnownFault("profile p%1$d use p%1$d < >", Code.CYCLE),
          new KnownFault("profile p%d < pids 0 >", Code.OUT_OF_RANGE),
          new KnownFault("container C%d < root ./fs; run x >", Code.INVALID_NAME),
          new KnownFault("container c%d use none < root ./fs; run x >", Code.UNKNOWN_NAME),
          new KnownFault("container c%d < run x >", Code.MISSING_ROOT),
          new KnownFault("container c%d < root ./fs >", Code.MISSING_RUN),
          new KnownFault("container c%d;", Code.MISSING_BLOCK),
          new KnownFault("container c%d < root ./fs; run x; cpu 0 >", Code.OUT_OF_RANGE),
          new KnownFault("container < root ./fs; run x >", Code.WRONG_ARGUMENT_COUNT));

  /**
   * Statements of a container: those that {@link BadInputTest} puts into a good one, and ill-formed
   * ones. What is certain only where all containers are understood is left out.
   */
  static List<KnownFault> statements() {
    return Stream.concat(told(), ILL_FORMED.stream())
        .filter(fault -> !OF_THE_WHOLE.contains(fault.code))
        .toList();
  }

  /** Statements of a container with a bracket too many or too few: at most one for a file. */
  static List<KnownFault> unbalanced() {
    return UNBALANCED;
  }

  /** Declarations at the top of a file. */
  static List<KnownFault> declarations() {
    return DECLARATIONS;
  }

  private static Stream<KnownFault> told() {
    try {
      CsvSource table =
          BadInputTest.class
              .getDeclaredMethod("drawsOneReport", String.class, Code.class, String.class)
              .getAnnotation(CsvSource.class);
      return table.textBlock().lines().map(KnownFault::of);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static KnownFault of(String row) {
    List<String> cells = List.of(row.split("\\|"));
    String text = cells.get(0).strip().replace("%", "%%");
    return new KnownFault(text, Code.valueOf(cells.get(1).strip()));
  }

  /** Whether it begins a block that brackets elsewhere may turn into one at the top. */
  boolean opensDeclaration() {
    return text.startsWith("container");
  }

  /** Whether neither can be a part of the other's fault, or hide it. */
  boolean isIndependentOf(KnownFault other) {
    return Collections.disjoint(subjects(), other.subjects());
  }

  /** The statements of containers that it speaks of, rightly or not. */
  private Set<String> subjects() {
    return Arrays.stream(text.split("[ ;<>,]+"))
        .map(word -> word.replaceAll("\"|[=:].*", ""))
        .flatMap(word -> Suggestion.nearest(word, Registry.names(Context.CONTAINER)).stream())
        .map(Suggestion::word)
        .map(name -> NAMESPACED.contains(name) ? "ns" : name)
        .collect(Collectors.toSet());
  }
}
