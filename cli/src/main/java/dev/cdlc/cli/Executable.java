package dev.cdlc.cli;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import java.util.List;

/** The executable of a container. */
final class Executable {
  private Executable() {}

  static byte[] of(Plan plan) {
    var note = new Note(Version.CDLC, "sha256:" + PlanJson.digest(plan), List.of());
    return Codegen.generate(Emit.program(plan), Target.X86_64, note);
  }
}
