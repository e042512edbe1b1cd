package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;

/** Reports what belongs to the language, but not yet to this version of cdlc. */
final class NotYetKnown {
  private NotYetKnown() {}

  /**
   * A report.
   *
   * @param what the subject of a sentence, as in "`seccomp`"
   */
  static Diagnostic report(Span span, String what) {
    return Diagnostic.of(
            Code.NOT_YET_KNOWN,
            span,
            what + " is part of CDL, but not known to this version of cdlc")
        .withHelp("docs/language.md says what this version knows");
  }
}
