package dev.cdlc.compiler.diagnostic;

/** How the parts of a report stand out from each other. */
public enum Palette {
  PLAIN,
  /** The sixteen colours of ECMA-48 SGR, which every terminal theme defines. */
  ANSI;

  /** What a stretch of a report is. */
  enum Role {
    ERROR("1;31"),
    WARNING("1;33"),
    INFO("1;36"),
    STYLE("1;35"),
    MESSAGE("1"),
    FRAME("1;34"),
    RELATED("1;34"),
    HELP("1;32"),
    ADDED("32"),
    REMOVED("31");

    private final String sgr;

    Role(String sgr) {
      this.sgr = sgr;
    }

    static Role of(Severity severity) {
      return switch (severity) {
        case ERROR -> ERROR;
        case WARNING -> WARNING;
        case INFO -> INFO;
        case STYLE -> STYLE;
      };
    }
  }

  String paint(Role role, String text) {
    return switch (this) {
      case PLAIN -> text;
      case ANSI -> text.isBlank() ? text : "\u001b[" + role.sgr + "m" + text + "\u001b[0m";
    };
  }
}
