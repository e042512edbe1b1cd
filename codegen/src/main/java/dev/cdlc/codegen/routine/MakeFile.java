package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;

/** Makes an empty file beneath the root, with the folders above it. */
final class MakeFile {
  private static final String NAME = "make_file";
  private static final Cell PATH = new Cell("make_file_path");
  private static final Cell FD = new Cell("make_file_fd");

  private MakeFile() {}

  /** Fails at the site noted last. */
  static void call(Sequence s, Operand path) {
    s.move(PATH, path);
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    create(s, data);
    s.when(
        failedWith(FD, Errno.ENOENT),
        missing -> {
          MakeFolder.callAbove(missing, value(PATH));
          create(missing, data);
        });
    s.when(failed(FD), other -> other.fail(FD));
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    return new Routine(NAME, s.instructions());
  }

  private static void create(Sequence s, Data data) {
    s.call(Syscall.OPENAT2, value(Variables.ROOT), value(PATH), OpenHow.create(data), OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FD)
        .orGoOn();
  }
}
