package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.function.Consumer;

/** A pipe(2) over which one process lets another go on, by a byte, or by its end does not. */
record BytePipe(String name) {
  private static final Cell RESULT = new Cell("result");

  Cell readEnd() {
    return new Cell(name + "_read");
  }

  Cell writeEnd() {
    return new Cell(name + "_write");
  }

  void open(Lowering l) {
    Address ends = l.data().buffer(name, 8);
    l.call(Syscall.PIPE2, ends, Fcntl.O_CLOEXEC)
        .orFail(l.site(Fault.HOST_RESOURCES, "cannot make a pipe"));
    l.s().load(readEnd(), Width.WORD, ends, value(0));
    l.s().load(writeEnd(), Width.WORD, ends, value(4));
  }

  void send(Lowering l, int site) {
    l.call(Syscall.WRITE, value(writeEnd()), l.text(""), value(1)).orFail(site);
  }

  /**
   * Waits for the byte.
   *
   * @param atEnd what is done where none will come
   */
  void await(Lowering l, Consumer<Sequence> atEnd) {
    Address buffer = l.data().buffer(name + "_byte", 8);
    l.call(Syscall.READ, value(readEnd()), buffer, value(1))
        .retrying(Errno.EINTR)
        .into(RESULT)
        .orGoOn();
    l.s().when(isNot(RESULT, 1), atEnd);
  }
}
