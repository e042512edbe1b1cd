package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.Optional;

/**
 * Enables controllers of cgroup v2 for the container's cgroup: in the folder that it is in, and
 * first in those above where the host has not done so.
 */
public final class EnableControllers {
  private static final String NAME = "enable_controllers";
  private static final String FILE = "cgroup.subtree_control";
  private static final Cell BASE = new Cell("enable_base");
  private static final Cell ABOVE = new Cell("enable_above");
  private static final Cell CONTROLLERS = new Cell("enable_controllers");

  private EnableControllers() {}

  /**
   * Leaves the result in {@link WriteFile#RESULT}.
   *
   * @param base the fd of the folder that the path begins at
   * @param above the path of the file that enables controllers for cdlc's folder
   * @param controllers what to write, {@code +cpu +memory}: all of them or none are enabled
   */
  public static void call(Sequence s, Operand base, Operand above, Operand controllers) {
    s.move(BASE, base);
    s.move(ABOVE, above);
    s.move(CONTROLLERS, controllers);
    s.run(NAME);
  }

  static Routine routine(Data data, Optional<NamedCgroup> named) {
    Sequence s = Sequence.ofRoutine();
    enableInFolder(s, data);
    s.when(succeeded(WriteFile.RESULT), Sequence::comeBack);
    if (named.isPresent()) {
      named.get().above().stream()
          .map(level -> level.substring(0, level.lastIndexOf('/') + 1) + FILE)
          .forEach(file -> enableAbove(s, value(Hierarchy.UNIFIED.path()), data.text(file)));
    } else {
      enableAbove(s, value(BASE), value(ABOVE));
    }
    enableInFolder(s, data);
    return new Routine(NAME, s.instructions());
  }

  private static void enableAbove(Sequence s, Operand folder, Operand file) {
    WriteFile.call(s, folder, file, value(CONTROLLERS));
    s.when(failed(WriteFile.RESULT), Sequence::comeBack);
  }

  private static void enableInFolder(Sequence s, Data data) {
    WriteFile.call(s, value(Hierarchy.UNIFIED.parent()), data.text(FILE), value(CONTROLLERS));
  }
}
