package dev.cdlc.codegen;

import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Syscall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel with a folder of one entry, which is of one type when it is looked at by its name, and
 * of another when it has been opened.
 */
final class ExchangedFile implements Kernel {
  private static final long FD = 10;
  private static final int STX_MODE = 28;
  private static final int ENTRY_BYTES = 24;

  private final int seen;
  private final int opened;
  private final List<Syscall> calls = new ArrayList<>();
  private long status;

  /** The types are bits of {@code st_mode}. */
  ExchangedFile(int seen, int opened) {
    this.seen = seen;
    this.opened = opened;
  }

  List<Syscall> calls() {
    return calls;
  }

  long status() {
    return status;
  }

  @Override
  public long call(Syscall syscall, List<Long> arguments, Memory memory) {
    calls.add(syscall);
    return switch (syscall) {
      case OPENAT, OPENAT2 -> FD;
      case GETDENTS64 -> entry(arguments.get(1), memory);
      case STATX -> look(arguments, memory);
      case MKDIRAT -> 0;
      case EXIT_GROUP -> end(arguments.getFirst());
      default -> throw new IllegalStateException("no model of " + syscall.kernelName());
    };
  }

  @Override
  public Kernel child(long pid) {
    throw new IllegalStateException("nothing forks here");
  }

  private long end(long number) {
    status = number;
    return 0;
  }

  /** As linux/dirent.h lays it out. */
  private static long entry(long buffer, Memory memory) {
    memory.store(buffer + 16, Width.HALF, ENTRY_BYTES);
    memory.write(buffer + 19, "f\0".getBytes(StandardCharsets.US_ASCII));
    return ENTRY_BYTES;
  }

  private long look(List<Long> arguments, Memory memory) {
    boolean byName = memory.readString(arguments.get(1)).length > 0;
    memory.store(arguments.get(4) + STX_MODE, Width.HALF, byName ? seen : opened);
    return 0;
  }
}
