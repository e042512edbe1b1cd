package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.launch.OciWords.Option;
import java.util.List;
import java.util.Locale;

/** The verbs of the OCI runtime that need no Java while all is plain. */
enum OciVerb {
  STATE(1, List.of()),
  KILL(2, List.of()),
  START(3, List.of()),
  DELETE(
      4,
      List.of(
          new Option("--force", DeleteVerb.FORCE, false),
          new Option("-f", DeleteVerb.FORCE, false))),
  EXEC(5, ExecVerb.OPTIONS);

  private final int number;
  private final List<Option> options;

  OciVerb(int number, List<Option> options) {
    this.number = number;
    this.options = options;
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
    return options;
  }
}
