package dev.cdlc.codegen;

import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A model of the few calls that random programs make; it keeps what they write and exit with. */
final class HarmlessKernel implements Kernel {
  private static final int INITIAL_UMASK = 022;
  private static final int PERMISSIONS = 0777;
  private static final int STATUS_MASK = 0xff;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private long umask = INITIAL_UMASK;
  private int status;

  Execution.Outcome outcome() {
    return new Execution.Outcome(status, output.toString(StandardCharsets.ISO_8859_1));
  }

  @Override
  public long call(Syscall syscall, List<Long> arguments, Memory memory) {
    if (syscall == Syscall.WRITE) {
      return write(memory.read(arguments.get(1), Math.toIntExact(arguments.get(2))));
    }
    if (syscall == Syscall.UMASK) {
      return umask(arguments.getFirst());
    }
    if (syscall == Syscall.EXIT_GROUP) {
      status = (int) (arguments.getFirst() & STATUS_MASK);
      return 0;
    }
    return -errno(syscall).number();
  }

  @Override
  public Kernel child(long pid) {
    throw new IllegalStateException("random programs do not fork");
  }

  private long write(byte[] bytes) {
    output.writeBytes(bytes);
    return bytes.length;
  }

  private long umask(long mask) {
    long previous = umask;
    umask = mask & PERMISSIONS;
    return previous;
  }

  private static Errno errno(Syscall syscall) {
    if (syscall == Syscall.OPENAT) {
      return Errno.ENOENT;
    }
    if (syscall == Syscall.CHDIR) {
      return Errno.ENOTDIR;
    }
    if (syscall == Syscall.MKDIRAT) {
      return Errno.EEXIST;
    }
    if (syscall == Syscall.PIPE2) {
      return Errno.EINVAL;
    }
    throw new IllegalStateException("no model of " + syscall.kernelName());
  }
}
