package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Palette.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a fix would make of a source: the lines it changes, as they are and as they would be. */
final class Suggestion {
  private static final int MOST_LINES = 6;
  private static final int LONGEST_LINE = 160;

  private final Source source;
  private final List<Edit> edits;
  private final Palette palette;

  private Suggestion(Source source, List<Edit> edits, Palette palette) {
    this.source = source;
    this.edits = edits;
    this.palette = palette;
  }

  /** Empty where the lines are too many or too long to be shown. */
  static List<Row> of(Source source, List<Edit> edits, Palette palette) {
    List<Edit> ordered =
        edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList();
    return new Suggestion(source, ordered, palette).rows();
  }

  private List<Row> rows() {
    int first = source.line(edits.getFirst().span().start());
    int last = source.line(edits.getLast().span().end());
    int start = source.lineStart(first);
    int end = source.lineEnd(last);
    if (last - first >= MOST_LINES || end - start > LONGEST_LINE * (last - first + 1)) {
      return List.of();
    }
    List<String> before = lines(source.slice(source.span(start, end)));
    List<String> after = lines(edited(start, end));
    return first == last && after.size() == 1 && edits.stream().noneMatch(Suggestion::deletes)
        ? inserted(first, after.getFirst())
        : difference(first, before, after);
  }

  private static boolean deletes(Edit edit) {
    return edit.replacement().isEmpty();
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\r?\n", -1));
  }

  private String edited(int start, int end) {
    var text = new StringBuilder();
    int from = start;
    for (Edit edit : edits) {
      text.append(source.slice(source.span(from, edit.span().start()))).append(edit.replacement());
      from = edit.span().end();
    }
    return text.append(source.slice(source.span(from, end))).toString();
  }

  /** The line as it would be, with what is new underlined. */
  private List<Row> inserted(int number, String text) {
    var line = new DisplayLine(text);
    var under = new Canvas();
    int shift = -source.lineStart(number);
    for (Edit edit : edits) {
      int from = edit.span().start() + shift;
      int length = edit.replacement().codePointCount(0, edit.replacement().length());
      char mark = edit.span().start() == edit.span().end() ? '+' : '~';
      under.fill(line.cell(from), line.cell(from + length), mark, Role.ADDED);
      shift += length - (edit.span().end() - edit.span().start());
    }
    return List.of(Row.line(number, line.text()), Row.under(under.painted(palette)));
  }

  private List<Row> difference(int first, List<String> before, List<String> after) {
    int same = 0;
    int most = Math.min(before.size(), after.size());
    while (same < most && before.get(same).equals(after.get(same))) {
      same++;
    }
    int alike = 0;
    while (alike < most - same
        && before.get(before.size() - 1 - alike).equals(after.get(after.size() - 1 - alike))) {
      alike++;
    }
    var rows = new ArrayList<Row>();
    for (int i = same; i < before.size() - alike; i++) {
      rows.add(changed(first + i, "-", before.get(i), Role.REMOVED));
    }
    for (int i = same; i < after.size() - alike; i++) {
      rows.add(changed(first + i, "+", after.get(i), Role.ADDED));
    }
    return rows;
  }

  private Row changed(int number, String bar, String text, Role role) {
    String shown = palette.paint(role, new DisplayLine(text).text());
    return new Row(Integer.toString(number), bar, shown);
  }
}
