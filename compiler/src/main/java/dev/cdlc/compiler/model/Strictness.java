package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.Optional;

/** What a project says of one rule: that it is off, or how grave it is what it finds. */
public enum Strictness {
  OFF,
  STYLE,
  INFO,
  WARNING,
  ERROR;

  /** Empty where the rule is off. */
  public Optional<Severity> severity() {
    return switch (this) {
      case OFF -> Optional.empty();
      case STYLE -> Optional.of(Severity.STYLE);
      case INFO -> Optional.of(Severity.INFO);
      case WARNING -> Optional.of(Severity.WARNING);
      case ERROR -> Optional.of(Severity.ERROR);
    };
  }
}
