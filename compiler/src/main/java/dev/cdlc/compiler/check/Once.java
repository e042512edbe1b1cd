package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import java.util.Optional;

/** A value that a block may say once. */
final class Once<T> {
  private final String what;
  private final Findings findings;
  private Optional<Located<T>> said = Optional.empty();

  /**
   * A value still unsaid.
   *
   * @param what the subject of a sentence, as in "the host name"
   */
  Once(String what, Findings findings) {
    this.what = what;
    this.findings = findings;
  }

  /** Takes the value, or reports that it was said before: the first holds. */
  void say(T value, Span span) {
    if (said.isEmpty()) {
      said = Optional.of(new Located<>(value, span));
      return;
    }
    findings.add(
        Diagnostic.of(Code.DUPLICATE_STATEMENT, span, what + " is set twice")
            .withLabel("set again here")
            .withRelated(said.get().span(), "first set here")
            .withHelp("remove one of the two"));
  }

  void say(Located<T> value) {
    say(value.value(), value.span());
  }

  Optional<Located<T>> value() {
    return said;
  }
}
