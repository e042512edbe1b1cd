package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Level;
import java.util.Optional;

/**
 * How grave it is what a rule finds, from which level on.
 *
 * @param from the least level at which the rule is followed; empty where only a project file asks
 *     for it
 */
record Scale(Optional<Level> from, Severity severity) {
  /** The same at every level. */
  static Scale always(Severity severity) {
    return from(Level.PRIVILEGED, severity);
  }

  static Scale from(Level level, Severity severity) {
    return new Scale(Optional.of(level), severity);
  }

  /** For a project file to ask for. */
  static Scale onRequest(Severity severity) {
    return new Scale(Optional.empty(), severity);
  }

  /** Empty where the rule is not followed. */
  Optional<Severity> at(Level level) {
    return from.filter(least -> least.compareTo(level) <= 0).map(_ -> severity);
  }
}
