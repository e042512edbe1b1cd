package dev.cdlc.codegen.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Runs the bytes of a filter as the kernel does: from what linux/filter.h says of them, not from
 * the compiler's own types. What the kernel's check of filters refuses is an exception.
 */
final class BpfInterpreter {
  private final ByteBuffer program;

  BpfInterpreter(List<BpfInstruction> program) {
    byte[] bytes = BpfInstruction.bytes(program);
    this.program = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length == 0 || bytes.length > 4096 * 8) {
      throw new IllegalArgumentException(bytes.length / 8 + " instructions");
    }
  }

  /** One system call as {@code struct seccomp_data} tells it. */
  record SyscallData(int number, int auditArch, List<Long> arguments) {
    private int word(int offset) {
      ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      data.putInt(number).putInt(auditArch).putLong(0x5eed_f00dL);
      arguments.forEach(data::putLong);
      return data.getInt(offset);
    }
  }

  /** The filter's answer: SECCOMP_RET_*. */
  int run(SyscallData data) {
    int accumulator = 0;
    int at = 0;
    while (true) {
      int code = program.getShort(at * 8);
      int k = program.getInt(at * 8 + 4);
      switch (code) {
        case 0x20 -> accumulator = data.word(k);
        case 0x54 -> accumulator &= k;
        case 0x06 -> {
          return k;
        }
        case 0x05 -> at += k;
        case 0x15 -> at += jump(at, accumulator == k);
        case 0x25 -> at += jump(at, Integer.compareUnsigned(accumulator, k) > 0);
        case 0x35 -> at += jump(at, Integer.compareUnsigned(accumulator, k) >= 0);
        default -> throw new IllegalStateException("operation " + code);
      }
      at++;
    }
  }

  private int jump(int at, boolean holds) {
    return program.get(at * 8 + (holds ? 2 : 3)) & 0xff;
  }
}
