package dev.cdlc.cli;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Fingerprints;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.report.Baseline;
import dev.cdlc.compiler.report.Baseline.Known;
import dev.cdlc.compiler.report.Suppression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The findings that a file keeps, and those of them that were found again. What keeps a file from
 * meaning anything is never known. May be asked from any thread.
 */
final class KnownFindings {
  private static final Suppression KNOWN = new Suppression(Suppression.By.BASELINE, "known");

  private final Path file;
  private final Predicate<Known> isKnown;
  private final Set<Known> listed;
  private final Set<Known> found = ConcurrentHashMap.newKeySet();

  private KnownFindings(Path file, Set<Known> listed, Predicate<Known> isKnown) {
    this.file = file;
    this.listed = listed;
    this.isKnown = isKnown;
  }

  /** Those of a file that was written before. */
  static KnownFindings read(Path file) throws CommandException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CommandException(
          "cannot read %s: %s".formatted(file, SourceFile.reason(e)),
          "`--write-baseline %s` writes it".formatted(file));
    }
    return switch (Baseline.read(text)) {
      case Baseline.Reading.Read(Baseline baseline) -> {
        Set<Known> listed =
            baseline.findings().stream().map(Known::withoutMessage).collect(Collectors.toSet());
        yield new KnownFindings(file, listed, listed::contains);
      }
      case Baseline.Reading.Unusable(String clause) ->
          throw new CommandException(
              "cannot use the baseline %s: %s".formatted(file, clause),
              "write it anew: `--write-baseline %s`".formatted(file));
    };
  }

  /** Where nothing is known. */
  static KnownFindings none() {
    return new KnownFindings(Path.of(""), Set.of(), _ -> false);
  }

  /** All that is found, for a file that is to be written. */
  static KnownFindings all(Path file) {
    return new KnownFindings(file, Set.of(), _ -> true);
  }

  /** What was found in a file, without what is known. */
  Found without(Found all) {
    var fingerprints = new Fingerprints();
    var told = new ArrayList<Diagnostic>();
    var suppressed = new ArrayList<>(all.suppressed());
    for (Diagnostic one : all.diagnostics().stream().sorted(Findings.order()).toList()) {
      Known known = known(one, fingerprints, all.sources());
      if (!Compile.stops(one) && isKnown.test(known.withoutMessage())) {
        found.add(known);
        suppressed.add(new Found.Suppressed(one, KNOWN));
      } else {
        told.add(one);
      }
    }
    return new Found(all.sources(), told, suppressed);
  }

  private Known known(Diagnostic one, Fingerprints fingerprints, List<Source> sources) {
    Span place = one.primary().span();
    Optional<Source> source = Sources.of(sources).named(place.source());
    String line = source.map(text -> text.lineText(text.line(place.start()))).orElse("");
    Path folder = absolute(file).getParent();
    Path path = absolute(Path.of(place.source().name()));
    return new Known(
        (folder == null ? path : folder.relativize(path)).toString(),
        one.code().id(),
        fingerprints.of(one, line),
        one.message());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** How many findings were known. */
  int count() {
    return found.size();
  }

  Path file() {
    return file;
  }

  /**
   * How many of the file's findings are no more.
   *
   * @param checked the files that were looked over
   */
  long gone(List<String> checked) {
    Path folder = absolute(file).getParent();
    Set<Path> paths =
        checked.stream().map(name -> absolute(Path.of(name))).collect(Collectors.toSet());
    Set<Known> again = found.stream().map(Known::withoutMessage).collect(Collectors.toSet());
    return listed.stream()
        .filter(known -> !again.contains(known))
        .filter(known -> folder != null && paths.contains(folder.resolve(known.file()).normalize()))
        .count();
  }

  /** Writes all that was found. */
  void write() throws CommandException {
    String text = new Baseline(List.copyOf(found)).text();
    OutputFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
