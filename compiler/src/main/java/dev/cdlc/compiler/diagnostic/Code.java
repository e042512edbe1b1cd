package dev.cdlc.compiler.diagnostic;

/**
 * The stable identity of a kind of finding. Ids are never reused; each has a page under {@code
 * docs/diagnostics/} that {@code cdlc explain} prints. The constant's name states the fact.
 */
public enum Code {
  MISSING_SEMICOLON("CDL0102", Severity.ERROR),
  UNCLOSED_BLOCK("CDL0104", Severity.ERROR),
  STRAY_CLOSER("CDL0105", Severity.ERROR),
  UNTERMINATED_QUOTE("CDL0106", Severity.ERROR),
  FORBIDDEN_CHARACTER("CDL0110", Severity.ERROR),
  UNKNOWN_STATEMENT("CDL1001", Severity.ERROR),
  UNKNOWN_OPTION("CDL1002", Severity.ERROR),
  WRONG_TYPE("CDL1003", Severity.ERROR),
  DUPLICATE_STATEMENT("CDL1012", Severity.ERROR),
  DUPLICATE_NAME("CDL1013", Severity.ERROR),
  NO_EFFECT("CDL1090", Severity.ERROR),
  MISSING_RUN("CDL3030", Severity.WARNING);

  private final String id;
  private final Severity severity;

  Code(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
  }

  /** As in {@code CDL1001}. */
  public String id() {
    return id;
  }

  /** The severity where no rule, level, project file or pragma says otherwise. */
  public Severity severity() {
    return severity;
  }
}
