package dev.cdlc.codegen.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Runs the bytes of a program as the kernel does: from what linux/bpf.h says of them, not from the
 * compiler's own types. What the kernel's verifier refuses is an exception.
 */
final class EbpfInterpreter {
  private final ByteBuffer program;

  EbpfInterpreter(List<EbpfInstruction> program) {
    this(EbpfInstruction.bytes(program));
  }

  EbpfInterpreter(byte[] program) {
    this.program = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The answer to a use of a device: what is not 0 allows it. */
  long run(int type, int access, int major, int minor) {
    ByteBuffer context = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    context.putInt(access << 16 | type).putInt(major).putInt(minor);
    Long[] registers = new Long[10];
    registers[1] = 0L;
    int at = 0;
    while (true) {
      int destination = program.get(at * 8 + 1) & 0xf;
      int source = program.get(at * 8 + 1) >> 4 & 0xf;
      int offset = program.getShort(at * 8 + 2);
      long immediate = program.getInt(at * 8 + 4);
      switch (program.get(at * 8) & 0xff) {
        case 0x61 -> {
          assertContext(registers[source], source);
          registers[destination] = Integer.toUnsignedLong(context.getInt(offset));
        }
        case 0xbf -> registers[destination] = known(registers[source]);
        case 0xb7 -> registers[destination] = immediate;
        case 0x77 -> registers[destination] = known(registers[destination]) >>> immediate;
        case 0x57 -> registers[destination] = known(registers[destination]) & immediate;
        case 0x15 -> at += known(registers[destination]) == immediate ? offset : 0;
        case 0x55 -> at += known(registers[destination]) != immediate ? offset : 0;
        case 0x95 -> {
          return known(registers[0]);
        }
        default -> throw new IllegalStateException("instruction " + at);
      }
      at++;
    }
  }

  private static void assertContext(Long address, int register) {
    if (register != 1 || known(address) != 0) {
      throw new IllegalStateException("a load from elsewhere than the context");
    }
  }

  private static long known(Long register) {
    if (register == null) {
      throw new IllegalStateException("a register is read that was never written");
    }
    return register;
  }
}
