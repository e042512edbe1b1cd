package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Palette.Role;
import java.util.ArrayList;
import java.util.List;

/** One row of cells to draw on. */
final class Canvas {
  private record Cell(int codePoint, Role role) {}

  private static final Cell BLANK = new Cell(' ', Role.FRAME);

  private final List<Cell> cells = new ArrayList<>();

  void fill(int from, int to, char mark, Role role) {
    for (int i = from; i < to; i++) {
      put(i, new Cell(mark, role));
    }
  }

  void write(int from, String text, Role role) {
    int at = from;
    for (int c : text.codePoints().toArray()) {
      put(at++, new Cell(c, role));
    }
  }

  private void put(int at, Cell cell) {
    while (cells.size() <= at) {
      cells.add(BLANK);
    }
    cells.set(at, cell);
  }

  int width() {
    return cells.size();
  }

  String painted(Palette palette) {
    var row = new StringBuilder();
    for (int i = 0; i < cells.size(); ) {
      Role role = cells.get(i).role();
      var stretch = new StringBuilder();
      while (i < cells.size() && cells.get(i).role() == role) {
        stretch.appendCodePoint(cells.get(i++).codePoint());
      }
      row.append(palette.paint(role, stretch.toString()));
    }
    return row.toString();
  }
}
