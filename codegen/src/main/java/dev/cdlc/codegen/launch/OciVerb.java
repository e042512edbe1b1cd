package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.launch.OciWords.Option;
import java.util.List;
import java.util.Locale;

/** The verbs of the OCI runtime that need no Java while all is plain. */
enum OciVerb {
  STATE(1),
  KILL(2),
  START(3),
  DELETE(4),
  EXEC(5);

  private final int number;

  OciVerb(int number) {
    this.number = number;
  }

  /** From 1. */
  int number() {
    return number;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those before the id that are no reason to ask Java. */
  List<Option> options() {
    return switch (this) {
      case STATE, KILL, START -> List.of();
      case DELETE -> DeleteVerb.OPTIONS;
      case EXEC -> ExecVerb.OPTIONS;
    };
  }
}
