package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Diagnostic.Fix;
import dev.cdlc.compiler.diagnostic.Fingerprints;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.report.Finding.Related;
import dev.cdlc.compiler.report.Finding.Repair;
import dev.cdlc.compiler.report.Finding.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gathers diagnostics for a {@link Report}, file by file, so that no source need be kept. */
public final class Collector {
  private final UnaryOperator<String> naming;
  private final Fingerprints fingerprints = new Fingerprints();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> suppressed = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  /**
   * @param naming from the name of a source to the path by which readers of the report know it
   */
  public Collector(UnaryOperator<String> naming) {
    this.naming = naming;
  }

  /** Takes down a file that was checked. */
  public void checked(String name) {
    files.add(naming.apply(name));
  }

  /** Takes down why something could not be checked. */
  public void troubled(String clause) {
    troubles.add(clause);
  }

  /**
   * Takes down what was found.
   *
   * @param found in each source in the order of their places
   */
  public void add(List<Diagnostic> found, Sources sources) {
    found.forEach(one -> findings.add(finding(one, sources, Optional.empty())));
  }

  /** Takes down a finding that is not told. */
  public void addSuppressed(Diagnostic found, Suppression why, Sources sources) {
    suppressed.add(finding(found, sources, Optional.of(why)));
  }

  public Report report(String version) {
    return new Report(files, findings, suppressed, troubles, version);
  }

  private Finding finding(Diagnostic found, Sources sources, Optional<Suppression> suppression) {
    Span span = found.primary().span();
    Optional<Source> source = sources.named(span.source());
    String line = source.map(text -> text.lineText(text.line(span.start()))).orElse("");
    return new Finding(
        found.code(),
        found.severity(),
        found.message(),
        place(span, sources),
        found.primary().text(),
        related(found, sources),
        found.help(),
        found.fix().map(fix -> repair(fix, sources)),
        fingerprints.of(found, line),
        suppression);
  }

  private Place place(Span span, Sources sources) {
    return Place.of(span, sources.named(span.source()), naming);
  }

  private List<Related> related(Diagnostic found, Sources sources) {
    return Stream.concat(
            found.related().stream()
                .map(label -> new Related(place(label.span(), sources), label.text())),
            found.includedFrom().stream()
                .map(span -> new Related(place(span, sources), "included from here")))
        .toList();
  }

  private Repair repair(Fix fix, Sources sources) {
    return new Repair(
        fix.title(), fix.edits().stream().map(edit -> replacement(edit, sources)).toList());
  }

  private Replacement replacement(Edit edit, Sources sources) {
    return new Replacement(place(edit.span(), sources), edit.replacement());
  }
}
