package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found in the sources that a command was given, by file, place and code. */
final class Findings {
  /** How many findings of one file are told; the rest is counted. */
  private static final int MOST_OF_A_FILE = 1_000;

  private final Palette palette;
  private final Reader reader;
  private final List<Source> sources = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Set<Seen> seen = new HashSet<>();
  private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
  private boolean cut;

  /** Who reads findings beside the one who reads their text. */
  interface Reader {
    /**
     * Takes findings of sources that will be forgotten.
     *
     * @param found in the order of their places
     */
    void take(List<Diagnostic> found, Sources sources);
  }

  Findings(Palette palette) {
    this(palette, (_, _) -> {});
  }

  /** Findings that are told to a reader too, all of them, when they are told as text. */
  Findings(Palette palette, Reader reader) {
    this.palette = palette;
    this.reader = reader;
  }

  /** Compiles a file with what it includes; without a value if the file cannot be read as text. */
  Optional<Compilation> compile(SourceFile file, Paths paths, Inputs inputs, Settings settings) {
    Result<Compilation> result = Found.compile(file, paths, inputs, settings);
    add(Found.in(result));
    result.value().ifPresent(compilation -> sources.addAll(compilation.sources().all()));
    return result.value();
  }

  /** Adds what was found in a source and in those that it includes. */
  void add(Found found) {
    sources.addAll(found.sources());
    addAll(found.diagnostics());
  }

  /** Formats a file; without a value if it does not parse. */
  Optional<String> format(SourceFile file) {
    return text(file.source(), Format::format);
  }

  /** What a pass makes of a source; without a value if the source or the pass fails. */
  Optional<String> text(Result<Source> read, Function<Source, Result<String>> pass) {
    Result<String> result =
        read.then(
            source -> {
              sources.add(source);
              return pass.apply(source);
            });
    diagnostics.addAll(result.diagnostics());
    return result.value();
  }

  /** Which finding it was, without what it takes to tell it. */
  private record Seen(Span place, Code code, int message) {}

  /**
   * Adds what was found in a source that was compiled. What is found again by way of another
   * include is told once.
   */
  void addAll(List<Diagnostic> found) {
    for (Diagnostic one : found) {
      if (seen.add(new Seen(one.primary().span(), one.code(), one.message().hashCode()))) {
        diagnostics.add(one);
      }
    }
  }

  /** Makes an error of each that stands in the caller's way. */
  void raise(Predicate<Diagnostic> which) {
    diagnostics.replaceAll(found -> which.test(found) ? found.withSeverity(Severity.ERROR) : found);
  }

  /** A setting is for any of the files: it is for nothing only if each says so. */
  void forgetSettingsKnownElsewhere(int files) {
    Map<String, Long> refusals =
        diagnostics.stream()
            .filter(Findings::isOfSetting)
            .collect(Collectors.groupingBy(Diagnostic::message, Collectors.counting()));
    diagnostics.removeIf(
        found -> isOfSetting(found) && refusals.getOrDefault(found.message(), 0L) < files);
  }

  boolean isEmpty() {
    return diagnostics.isEmpty() && counts.isEmpty();
  }

  boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }

  /**
   * Prints each finding with its lines of source, a blank line after each, and their number;
   * nothing where there is none.
   */
  void tell(Console console) {
    if (!diagnostics.isEmpty()) {
      tell(console, "");
    }
  }

  /**
   * @param where added to the number, as in {@code in 3 files}
   */
  void tell(Console console, String where) {
    if (isEmpty()) {
      return;
    }
    tell(console, diagnostics);
    console.err().println(summary() + where);
    if (cut) {
      console.err().printf("the first %d of each file are shown%n", MOST_OF_A_FILE);
    }
  }

  /**
   * Prints what is known by now of the files so far, and forgets their texts. Whether a setting is
   * for nothing is known only after the last file.
   */
  void tellSoFar(Console console) {
    if (!diagnostics.isEmpty()) {
      List<Diagnostic> open = diagnostics.stream().filter(Findings::isOfSetting).toList();
      tell(console, diagnostics.stream().filter(found -> !isOfSetting(found)).toList());
      diagnostics.addAll(open);
    }
    if (diagnostics.isEmpty()) {
      sources.clear();
    }
  }

  /** Those that are known to hold before the last file is read. */
  static List<Diagnostic> withoutSettings(List<Diagnostic> found) {
    return found.stream().filter(one -> !isOfSetting(one)).toList();
  }

  private static boolean isOfSetting(Diagnostic found) {
    return found.code() == Code.UNKNOWN_SETTING;
  }

  private void tell(Console console, List<Diagnostic> which) {
    var render = new Render(sources, palette);
    List<Diagnostic> ordered = which.stream().sorted(order()).toList();
    reader.take(ordered, Sources.of(sources));
    List<Diagnostic> told = told(ordered);
    told.forEach(found -> console.err().println(render.text(found)));
    cut |= told.size() < which.size();
    which.forEach(found -> counts.merge(found.severity(), 1, Integer::sum));
    diagnostics.clear();
  }

  /**
   * In the order of their places, those of a file that are too many to be read left out. That a
   * file has too many statements is told whatever else is: it stands at the end of them.
   */
  private static List<Diagnostic> told(List<Diagnostic> which) {
    var count = new HashMap<SourceId, Integer>();
    return which.stream()
        .sorted(order())
        .filter(
            found ->
                count.merge(found.primary().span().source(), 1, Integer::sum) <= MOST_OF_A_FILE
                    || found.code() == Code.TOO_MANY_STATEMENTS)
        .toList();
  }

  /** By file, place and code. */
  static Comparator<Diagnostic> order() {
    return Comparator.comparing((Diagnostic found) -> found.primary().span().source().name())
        .thenComparingInt(found -> found.primary().span().start())
        .thenComparing(found -> found.code().id());
  }

  /** As in {@code 2 errors, 1 warning}. */
  private String summary() {
    return Stream.of(Severity.values())
        .filter(severity -> count(severity) > 0)
        .map(severity -> counted(count(severity), noun(severity)))
        .collect(Collectors.joining(", "));
  }

  /** As in {@code 1 file} and {@code 2 files}. */
  static String counted(long count, String noun) {
    return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }

  /** Those that were told, and those that are still to be. */
  private long count(Severity severity) {
    return counts.getOrDefault(severity, 0)
        + diagnostics.stream().filter(found -> found.severity() == severity).count();
  }

  private static String noun(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
      case STYLE -> "remark";
    };
  }
}
