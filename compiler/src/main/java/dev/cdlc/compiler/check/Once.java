package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;

/** A value that a layer may say once, and that a later layer replaces; made by {@link Cells}. */
final class Once<T> {
  private final String what;
  private final Cells cells;
  private Optional<Located<T>> said = Optional.empty();
  private int layer;

  Once(String what, Cells cells) {
    this.what = what;
    this.cells = cells;
  }

  /** Takes the value, or reports that its layer said one before: the first holds. */
  void say(T value, Span span) {
    if (said.isPresent() && layer == cells.layer()) {
      reportSecond(said.get().span(), span);
      return;
    }
    said = Optional.of(new Located<>(value, span));
    layer = cells.layer();
  }

  /** Whether an earlier layer than the one being read said it. */
  boolean isInherited() {
    return said.isPresent() && layer < cells.layer();
  }

  void clear() {
    said = Optional.empty();
  }

  void say(Located<T> value) {
    say(value.value(), value.span());
  }

  Optional<Located<T>> value() {
    return said;
  }

  private void reportSecond(Span first, Span second) {
    cells
        .findings()
        .add(
            Diagnostic.of(Code.DUPLICATE_STATEMENT, second, what + " is set twice")
                .withLabel("set again here")
                .withRelated(first, "first set here")
                .withHelp("remove one of the two"));
  }
}
