package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.launch.OciWords.Option;
import java.util.List;
import java.util.Locale;

/** The verbs of the OCI runtime that need no Java while all is plain. */
enum OciVerb {
  STATE(List.of()),
  KILL(List.of()),
  START(List.of()),
  DELETE(
      List.of(
          new Option("--force", DeleteVerb.FORCE, false),
          new Option("-f", DeleteVerb.FORCE, false))),
  EXEC(ExecVerb.OPTIONS);

  private final List<Option> options;

  OciVerb(List<Option> options) {
    this.options = options;
  }

  /** From 1. */
  int number() {
    return ordinal() + 1;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those before the id that are no reason to ask Java. */
  List<Option> options() {
    return options;
  }
}
