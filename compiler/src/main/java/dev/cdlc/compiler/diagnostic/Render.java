package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Diagnostic.Fix;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Palette.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows a finding to a reader at a terminal: what is wrong, where, the lines of source with carets
 * under the place, and what to do about it. Ends with a line end.
 */
public final class Render {
  private final Map<SourceId, Source> sources;
  private final Palette palette;

  /**
   * @param sources those whose lines can be shown; a place in another one is named only
   */
  public Render(List<Source> sources, Palette palette) {
    this.sources =
        sources.stream().collect(Collectors.toMap(Source::id, source -> source, (a, _) -> a));
    this.palette = palette;
  }

  public String text(Diagnostic found) {
    var rows = new ArrayList<Row>();
    places(found).forEach((id, marks) -> rows.addAll(place(found, id, marks)));
    var notes = new ArrayList<Row>(included(found));
    found.help().ifPresent(help -> notes.add(note("help", help)));
    found.fix().ifPresent(fix -> notes.addAll(fix(fix)));
    if (!notes.isEmpty() && rows.size() > 1) {
      rows.add(Row.under(""));
    }
    rows.addAll(notes);
    return headline(found) + "\n" + joined(rows);
  }

  private String headline(Diagnostic found) {
    String severity = found.severity().name().toLowerCase(Locale.ROOT);
    String kind = "%s[%s]".formatted(severity, found.code().id());
    return palette.paint(Role.of(found.severity()), kind)
        + palette.paint(Role.MESSAGE, ": " + DisplayLine.excerpt(found.message()));
  }

  /** The labels of each source, that of the primary one first. */
  private static Map<SourceId, List<Label>> places(Diagnostic found) {
    return Stream.concat(Stream.of(found.primary()), found.related().stream())
        .collect(
            Collectors.groupingBy(
                label -> label.span().source(), LinkedHashMap::new, Collectors.toList()));
  }

  private List<Row> place(Diagnostic found, SourceId id, List<Label> labels) {
    Label first = labels.getFirst();
    boolean primary = first.equals(found.primary());
    String arrow = primary ? "-->" : ":::";
    Optional<Source> source = Optional.ofNullable(sources.get(id));
    if (source.isEmpty() || !hasPlace(first)) {
      return List.of(new Row("", arrow, DisplayLine.shown(id.name())));
    }
    List<Mark> marks = labels.stream().map(label -> mark(found, source.get(), label)).toList();
    var rows = new ArrayList<Row>();
    rows.add(new Row("", arrow, position(source.get(), first.span())));
    rows.add(Row.under(""));
    rows.addAll(Snippet.of(source.get(), marks, palette));
    return rows;
  }

  /** A finding about a source as a whole has an empty span and nothing to say there. */
  private static boolean hasPlace(Label label) {
    return label.span().end() > 0 || !label.text().isEmpty();
  }

  private Mark mark(Diagnostic found, Source source, Label label) {
    return label.equals(found.primary())
        ? Mark.of(source, label, Role.of(found.severity()), '^')
        : Mark.of(source, label, Role.RELATED, '-');
  }

  private static String position(Source source, Span span) {
    return "%s:%d:%d"
        .formatted(
            DisplayLine.shown(source.id().name()),
            source.line(span.start()),
            source.column(span.start()));
  }

  private List<Row> included(Diagnostic found) {
    return found.includedFrom().stream()
        .map(span -> Row.note("included from " + position(span)))
        .toList();
  }

  private String position(Span span) {
    Source source = sources.get(span.source());
    return source == null ? DisplayLine.shown(span.source().name()) : position(source, span);
  }

  private Row note(String kind, String text) {
    String shown = text.lines().map(DisplayLine::excerpt).collect(Collectors.joining("\n"));
    return Row.note(palette.paint(Role.HELP, kind) + ": " + shown);
  }

  private List<Row> fix(Fix fix) {
    var rows = new ArrayList<Row>();
    rows.add(note("fix", fix.title()));
    Optional.ofNullable(sources.get(fix.edits().getFirst().span().source()))
        .ifPresent(source -> rows.addAll(Suggestion.of(source, fix.edits(), palette)));
    return rows;
  }

  private String joined(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.gutter().length()).max().orElse(0);
    return rows.stream().map(row -> joined(row, width) + "\n").collect(Collectors.joining());
  }

  private String joined(Row row, int width) {
    String frame = row.gutter() + " ".repeat(width - row.gutter().length()) + " " + row.bar();
    String text = row.text().replace("\n", "\n" + " ".repeat(width + 3));
    return (palette.paint(Role.FRAME, frame) + " " + text).stripTrailing();
  }
}
