package dev.cdlc.importer.cdl;

import dev.cdlc.importer.cdl.Statement.Block;
import dev.cdlc.importer.cdl.Statement.Item;
import dev.cdlc.importer.cdl.Statement.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The text of statements, which remembers what part of it is whose. */
final class Draft {
  private final StringBuilder text = new StringBuilder();

  /** By where they begin. */
  private final NavigableMap<Integer, List<Part>> parts = new TreeMap<>();

  /** In code points, as the compiler counts. */
  private int length;

  /**
   * What a stretch of the text was printed for.
   *
   * @param node a {@link Statement}, or an {@link Item} of one
   */
  private record Part(int end, Object node) {}

  Draft(List<Statement> statements) {
    for (Statement statement : statements) {
      blankLineBefore(statement);
      print(statement);
      put("\n");
    }
  }

  String text() {
    return text.toString();
  }

  /** The innermost item or statement that stands at an offset. */
  Optional<Object> at(int offset) {
    for (var from = parts.floorEntry(offset);
        from != null;
        from = parts.lowerEntry(from.getKey())) {
      // Of those that begin at one place, the inner ones were printed first.
      for (Part part : from.getValue()) {
        if (offset < part.end()) {
          return Optional.of(part.node());
        }
      }
    }
    return Optional.empty();
  }

  private void blankLineBefore(Statement statement) {
    if (length > 0 && statement.block().map(Block::layout).equals(Optional.of(Layout.LINES))) {
      put("\n");
    }
  }

  private void print(Statement statement) {
    int start = length;
    put(String.join(" ", statement.words()));
    String separator = " ";
    for (Item item : statement.items()) {
      put(separator);
      print(item);
      separator = ", ";
    }
    statement.block().ifPresentOrElse(this::print, () -> put(";"));
    note(start, statement);
  }

  private void print(Item item) {
    int start = length;
    put(item.text());
    note(start, item);
  }

  private void note(int start, Object node) {
    parts.computeIfAbsent(start, _ -> new ArrayList<>()).add(new Part(length, node));
  }

  private void print(Block block) {
    put(" <");
    for (Statement statement : block.statements()) {
      put(block.layout() == Layout.LINES ? "\n" : " ");
      print(statement);
    }
    put(block.layout() == Layout.LINES ? "\n>" : " >");
  }

  private void put(String more) {
    text.append(more);
    length += more.codePointCount(0, more.length());
  }
}
