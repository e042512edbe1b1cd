package dev.cdlc.codegen.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One {@code struct bpf_insn} of linux/bpf.h. Registers are those of the kernel's
 * bpf/standardization/instruction-set.rst: 0 is the result, 1 the context at the start.
 *
 * @param offset of a load in bytes, of a jump the instructions that it passes over
 */
public record EbpfInstruction(
    Operation operation, int destination, int source, int offset, int immediate) {
  /** In bytes. */
  public static final int LENGTH = 8;

  /** Where the immediate stands within an instruction, in bytes. */
  public static final int IMMEDIATE = 4;

  /** The operations that programs use, by their codes in linux/bpf.h and linux/bpf_common.h. */
  enum Operation {
    /** destination = the 32 bits at source + offset. */
    LOAD(0x61),
    MOVE(0xbf),
    MOVE_IMMEDIATE(0xb7),
    SHIFT_RIGHT(0x77),
    AND(0x57),
    /** Jumps where destination = immediate. */
    JUMP_IF_EQUAL(0x15),
    JUMP_IF_NOT_EQUAL(0x55),
    EXIT(0x95);

    private final int code;

    Operation(int code) {
      this.code = code;
    }
  }

  static EbpfInstruction load(int destination, int source, int offset) {
    return new EbpfInstruction(Operation.LOAD, destination, source, offset, 0);
  }

  static EbpfInstruction move(int destination, int source) {
    return new EbpfInstruction(Operation.MOVE, destination, source, 0, 0);
  }

  /** An operation with an immediate, that does not jump. */
  static EbpfInstruction of(Operation operation, int destination, int immediate) {
    return new EbpfInstruction(operation, destination, 0, 0, immediate);
  }

  static EbpfInstruction exit() {
    return new EbpfInstruction(Operation.EXIT, 0, 0, 0, 0);
  }

  boolean jumps() {
    return switch (operation) {
      case JUMP_IF_EQUAL, JUMP_IF_NOT_EQUAL -> true;
      case LOAD, MOVE, MOVE_IMMEDIATE, SHIFT_RIGHT, AND, EXIT -> false;
    };
  }

  /** The same, jumping over so many instructions. */
  EbpfInstruction over(int count) {
    return new EbpfInstruction(operation, destination, source, count, immediate);
  }

  /** As the kernel reads a program. */
  public static byte[] bytes(List<EbpfInstruction> program) {
    ByteBuffer bytes = ByteBuffer.allocate(program.size() * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    for (EbpfInstruction instruction : program) {
      bytes
          .put((byte) instruction.operation.code)
          .put((byte) (instruction.source << 4 | instruction.destination))
          .putShort((short) instruction.offset)
          .putInt(instruction.immediate);
    }
    return bytes.array();
  }
}
