package dev.cdlc.compiler.fmt;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fmt.Element.Part;
import dev.cdlc.compiler.fmt.Element.Part.Remark;
import dev.cdlc.compiler.fmt.Element.Part.Text;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.ArrayList;
import java.util.List;

/** Puts the words of one statement in order, with the comments among them. */
final class Words {
  private final List<String> words;
  private final ListValues values;
  private final Comments comments;
  private final List<Part> parts = new ArrayList<>();

  private Words(List<String> words, ListValues values, Comments comments) {
    this.words = words;
    this.values = values;
    this.comments = comments;
  }

  /**
   * What a statement has before its end or its block. Comments that follow its last word are taken
   * only if a block does.
   *
   * @param words all of the statement's, as they are to be written
   */
  static List<Part> of(
      Statement statement, List<String> words, ListValues values, Comments comments) {
    var order = new Words(words, values, comments);
    int place = 0;
    for (Item item : statement.items()) {
      int last = place + item.words().size() - 1;
      for (var word : item.words()) {
        order.takeRemarks(word.span());
        order.take(place, place == last && item.comma().isPresent());
        place++;
      }
    }
    statement.block().ifPresent(block -> order.takeRemarks(block.open()));
    return order.parts;
  }

  private void takeRemarks(Span end) {
    for (Token found : comments.takeBefore(end.start())) {
      boolean free = !parts.isEmpty() && parts.getLast() instanceof Text;
      parts.add(new Remark(comments.text(found), free && comments.trails(found)));
    }
  }

  /** A comma after the last value of a list says nothing, and is left out. */
  private void take(int place, boolean comma) {
    boolean last = place == words.size() - 1;
    List<String> inside = values.in(words.get(place), place);
    inside.subList(0, inside.size() - 1).forEach(value -> parts.add(new Text(value + ",")));
    boolean kept = comma && !(last && values.holds(place));
    parts.add(new Text(inside.getLast() + (kept ? "," : "")));
  }
}
