package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Parameter.Arity;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;

/** What may be a value of a list, and what beside a missing comma cannot be one. */
record ListedValues(Parameter parameter) {
  /** The values that a word holds. */
  List<Word> values(Part part) {
    return parameter.arity() == Arity.ENTRIES ? List.of(part.word()) : part.split();
  }

  /** Whether a word beside a missing comma may be a value all the same. */
  boolean mayBeValue(Part part) {
    return !isLooseText(part) && !isStranger(part);
  }

  /**
   * What is said of two words without a comma between them.
   *
   * @param behind the second, and those after it
   */
  Diagnostic noComma(Entry entry, Part before, List<Part> behind) {
    if (isWithoutValue(before)) {
      return Misfit.valueApart(before, behind);
    }
    return isLooseText(behind.getFirst())
        ? Misfit.unquotedBlank(before, behind.getFirst())
        : Misfit.missingComma(entry, before, behind.getFirst());
  }

  /** Whether a word cannot be an entry of its own, but the tail of an unquoted one. */
  private boolean isLooseText(Part part) {
    return parameter.arity() == Arity.ENTRIES
        && !parameter.type().takesOthers()
        && part.text().indexOf('=') <= 0;
  }

  /** Whether a word is a name whose value, as it seems, stands apart from it. */
  private boolean isWithoutValue(Part part) {
    return isLooseText(part)
        && parameter.name().endsWith("=VALUE")
        && !part.text().isEmpty()
        && part.text().indexOf('=') < 0;
  }

  /** Whether a word is no value of the list, nor nearly one. */
  private boolean isStranger(Part part) {
    List<String> known = parameter.type().words();
    return !known.isEmpty()
        && (part.quoted() || !parameter.type().lists(part.text()))
        && Suggestion.nearest(part.text(), known).isEmpty();
  }
}
