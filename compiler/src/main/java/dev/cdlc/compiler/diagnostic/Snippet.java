package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Palette.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The lines of a source that marks stand in, each with its marks under it. */
final class Snippet {
  /** Longer lines are cut, in characters. */
  private static final int WHOLE = 160;

  private static final int BEFORE_MARK = 60;
  private static final int CUT = 120;
  private static final String MORE = "…";

  private final Source source;
  private final Palette palette;
  private final List<Row> rows = new ArrayList<>();

  private Snippet(Source source, Palette palette) {
    this.source = source;
    this.palette = palette;
  }

  static List<Row> of(Source source, List<Mark> marks, Palette palette) {
    var snippet = new Snippet(source, palette);
    var byLine = new TreeMap<Integer, List<Mark>>();
    for (Mark mark : marks) {
      byLine.computeIfAbsent(source.line(mark.start()), _ -> new ArrayList<>()).add(mark);
    }
    int last = byLine.firstKey();
    for (var entry : byLine.entrySet()) {
      snippet.gap(last, entry.getKey());
      snippet.line(entry.getKey(), entry.getValue());
      last = entry.getKey();
    }
    return snippet.rows;
  }

  /** Stands for the lines between two that are shown; a single one is shown itself. */
  private void gap(int last, int next) {
    if (next == last + 2) {
      line(last + 1, List.of());
    } else if (next > last + 2) {
      rows.add(Row.GAP);
    }
  }

  private void line(int number, List<Mark> marks) {
    int start = source.lineStart(number);
    int end = source.lineEnd(number);
    if (end - start <= WHOLE) {
      stretch(number, start, end, marks);
    } else if (marks.isEmpty()) {
      stretch(number, start, start + CUT, marks);
    } else {
      marks.forEach(mark -> around(mark, number));
    }
  }

  private void around(Mark mark, int number) {
    int from = Math.max(source.lineStart(number), mark.start() - BEFORE_MARK);
    int to = Math.min(source.lineEnd(number), from + CUT);
    stretch(number, from, to, List.of(mark.within(from, to)));
  }

  private void stretch(int number, int from, int to, List<Mark> marks) {
    String before = from > source.lineStart(number) ? MORE : "";
    String after = to < source.lineEnd(number) ? MORE : "";
    var line = new DisplayLine(before + source.slice(source.span(from, to)) + after);
    rows.add(Row.line(number, line.text()));
    int shift = from - before.length();
    List<Placed> placed =
        marks.stream()
            .map(mark -> Placed.of(mark, line, shift))
            .sorted(Comparator.comparingInt(Placed::from))
            .toList();
    underline(placed);
  }

  /** A mark at its cells. */
  private record Placed(int from, int to, Mark mark) {
    static Placed of(Mark mark, DisplayLine line, int shift) {
      int from = line.cell(mark.start() - shift);
      int to = line.cell(mark.end() - shift);
      return new Placed(from, Math.max(to, from + 1), mark);
    }

    Role role() {
      return mark.role();
    }
  }

  /** The last mark has its label beside it; the others have theirs below, hung on bars. */
  private void underline(List<Placed> placed) {
    if (placed.isEmpty()) {
      return;
    }
    var row = new Canvas();
    placed.stream()
        .sorted(Comparator.comparing(Placed::role).reversed())
        .forEach(at -> row.fill(at.from(), at.to(), at.mark().underline(), at.role()));
    Placed last = placed.getLast();
    row.write(row.width() + 1, last.mark().label(), last.role());
    add(row);
    hang(
        placed.subList(0, placed.size() - 1).stream()
            .filter(at -> !at.mark().label().isEmpty())
            .toList());
  }

  private void hang(List<Placed> labels) {
    if (!labels.isEmpty()) {
      add(bars(labels));
    }
    for (int i = labels.size() - 1; i >= 0; i--) {
      Placed at = labels.get(i);
      Canvas row = bars(labels.subList(0, i));
      row.write(at.from(), at.mark().label(), at.role());
      add(row);
    }
  }

  private static Canvas bars(List<Placed> labels) {
    var row = new Canvas();
    labels.forEach(at -> row.fill(at.from(), at.from() + 1, '|', at.role()));
    return row;
  }

  private void add(Canvas row) {
    rows.add(Row.under(row.painted(palette)));
  }
}
