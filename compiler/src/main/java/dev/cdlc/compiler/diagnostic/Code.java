package dev.cdlc.compiler.diagnostic;

/**
 * The stable identity of a kind of finding. Ids are never reused; each has a page under {@code
 * docs/diagnostics/} that {@code cdlc explain} prints. The constant's name states the fact.
 */
public enum Code {
  EMPTY_FILE("CDL0101", Severity.WARNING),
  MISSING_SEMICOLON("CDL0102", Severity.ERROR),
  BRACKET_IN_COMMAND("CDL0103", Severity.ERROR),
  UNCLOSED_BLOCK("CDL0104", Severity.ERROR),
  STRAY_CLOSER("CDL0105", Severity.ERROR),
  UNTERMINATED_QUOTE("CDL0106", Severity.ERROR),
  UNQUOTED_CHARACTER("CDL0107", Severity.ERROR),
  UNKNOWN_ESCAPE("CDL0108", Severity.ERROR),
  BAD_REFERENCE("CDL0109", Severity.ERROR),
  FORBIDDEN_CHARACTER("CDL0110", Severity.ERROR),
  INVALID_UTF8("CDL0111", Severity.ERROR),
  BINARY_FILE("CDL0112", Severity.ERROR),
  MISPLACED_COMMA("CDL0113", Severity.ERROR),
  GLUED_COMMENT("CDL0114", Severity.WARNING),
  BLOCK_WITHOUT_STATEMENT("CDL0115", Severity.ERROR),
  FILE_TOO_LARGE("CDL0120", Severity.ERROR),
  NESTED_TOO_DEEP("CDL0121", Severity.ERROR),
  TOO_MANY_STATEMENTS("CDL0122", Severity.ERROR),
  SCHEMA_MISSING_PROPERTY("CDL0601", Severity.ERROR),
  SCHEMA_UNKNOWN_PROPERTY("CDL0602", Severity.ERROR),
  SCHEMA_WRONG_TYPE("CDL0603", Severity.ERROR),
  SCHEMA_WRONG_VALUE("CDL0604", Severity.ERROR),
  SCHEMA_OUT_OF_RANGE("CDL0605", Severity.ERROR),
  SCHEMA_WRONG_FORM("CDL0606", Severity.ERROR),
  UNKNOWN_STATEMENT("CDL1001", Severity.ERROR),
  UNKNOWN_OPTION("CDL1002", Severity.ERROR),
  WRONG_TYPE("CDL1003", Severity.ERROR),
  NOT_YET_KNOWN("CDL1004", Severity.ERROR),
  WRONG_ARGUMENT_COUNT("CDL1005", Severity.ERROR),
  WRONG_SEPARATOR("CDL1006", Severity.ERROR),
  UNEXPECTED_BLOCK("CDL1007", Severity.ERROR),
  MISSING_BLOCK("CDL1008", Severity.ERROR),
  MISPLACED_STATEMENT("CDL1009", Severity.ERROR),
  INVALID_NAME("CDL1010", Severity.ERROR),
  OUT_OF_RANGE("CDL1011", Severity.ERROR),
  DUPLICATE_STATEMENT("CDL1012", Severity.ERROR),
  DUPLICATE_NAME("CDL1013", Severity.ERROR),
  CONFLICTING_CAPABILITIES("CDL1014", Severity.ERROR),
  INVALID_MOUNT_TARGET("CDL1015", Severity.ERROR),
  MISSING_ROOT("CDL1016", Severity.ERROR),
  UNKNOWN_LANGUAGE_VERSION("CDL1017", Severity.ERROR),
  CONFLICTING_OPTIONS("CDL1018", Severity.ERROR),
  UNTRIABLE_STATEMENT("CDL1019", Severity.ERROR),
  CYCLE("CDL1021", Severity.ERROR),
  UNMAPPED_ID("CDL1042", Severity.ERROR),
  PROC_NEEDS_PID_NAMESPACE("CDL1043", Severity.ERROR),
  BURST_ABOVE_QUOTA("CDL1060", Severity.ERROR),
  RESERVATION_ABOVE_LIMIT("CDL1061", Severity.ERROR),
  SOFT_ABOVE_HARD("CDL1062", Severity.ERROR),
  CGROUP_FILE_CLASH("CDL1064", Severity.ERROR),
  SWAP_WITHOUT_LIMIT("CDL1065", Severity.ERROR),
  SWAP_TOTAL_BELOW_LIMIT("CDL1066", Severity.ERROR),
  RT_RUNTIME_ABOVE_PERIOD("CDL1067", Severity.ERROR),
  NO_MULTIPLE_OF_PAGE("CDL1068", Severity.ERROR),
  MISSING_SETTING("CDL1069", Severity.ERROR),
  UNKNOWN_CONTAINER("CDL1080", Severity.ERROR),
  NEVER_READY("CDL1081", Severity.ERROR),
  RESERVED_ANNOTATION("CDL1083", Severity.ERROR),
  INVALID_JSON("CDL1084", Severity.ERROR),
  INVALID_POINTER("CDL1085", Severity.ERROR),
  NO_EFFECT("CDL1090", Severity.ERROR),
  MISSING_RUN("CDL3030", Severity.WARNING),
  SHELL_SYNTAX_IN_RUN("CDL3040", Severity.WARNING),
  BARE_CPU_COUNT("CDL3041", Severity.WARNING);

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
