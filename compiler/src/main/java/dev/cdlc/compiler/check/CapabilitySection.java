package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Base;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What {@code cap} says, layer by layer: a contradiction is an error only within one of them. */
final class CapabilitySection {
  private final Cells cells;
  private Optional<Capabilities> below = Optional.empty();
  private CapabilityLayer current;
  private int layer;
  private Optional<Span> place = Optional.empty();

  CapabilitySection(Cells cells) {
    this.cells = cells;
    current = new CapabilityLayer(cells);
    cells.onReset("cap", this::clear);
  }

  void drop(Arguments arguments) {
    layer(arguments).drop(names(arguments));
  }

  void add(Arguments arguments) {
    layer(arguments).add(names(arguments));
  }

  void only(Arguments arguments) {
    layer(arguments).only(names(arguments), arguments.span());
  }

  void sets(Arguments arguments) {
    layer(arguments).sets(arguments);
  }

  void base(Arguments arguments) {
    CapabilityLayer said = layer(arguments);
    Word word = arguments.one(0);
    switch (word.text()) {
      case "default" -> said.base(Base.DEFAULT, word.span());
      case "all" -> said.base(Base.ALL, word.span());
      case "none" -> said.base(Base.NONE, word.span());
      default -> cells.findings().add(unknownBase(word));
    }
  }

  Located<Capabilities> value(Span elsewhere) {
    return new Located<>(merged(), place.orElse(elsewhere));
  }

  /** Reports what the last layer asks for and against at once. */
  void finish() {
    current.finish();
  }

  private Capabilities merged() {
    return below
        .map(earlier -> new CapabilityOverlay(earlier, current.value()).merged())
        .orElseGet(current::value);
  }

  /** The layer that is being read: a new one begins above what was said so far. */
  private CapabilityLayer layer(Arguments arguments) {
    if (place.isEmpty() || layer != cells.layer()) {
      place = Optional.of(arguments.span());
    }
    if (layer != cells.layer()) {
      current.finish();
      below = Optional.of(merged());
      current = new CapabilityLayer(cells);
      layer = cells.layer();
    }
    return current;
  }

  private void clear() {
    below = Optional.empty();
    current = new CapabilityLayer(cells);
    layer = cells.layer();
    place = Optional.empty();
  }

  private List<CapabilityName> names(Arguments arguments) {
    return CapabilityName.readAll(arguments.many(0), cells.findings());
  }

  private static Diagnostic unknownBase(Word word) {
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no base set `" + word.text() + "`"),
        word.text(),
        ValueType.CAPABILITY_BASE.words(),
        "it is " + ValueType.CAPABILITY_BASE.doc());
  }
}
