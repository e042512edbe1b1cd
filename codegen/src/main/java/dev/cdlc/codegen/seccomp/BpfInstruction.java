package dev.cdlc.codegen.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One {@code struct sock_filter} of linux/filter.h.
 *
 * @param operation what it does
 * @param jumpTrue how many instructions a conditional jump that holds passes over, up to 255
 * @param jumpFalse the same where it does not hold
 * @param k the operand, without a sign
 */
public record BpfInstruction(Operation operation, int jumpTrue, int jumpFalse, int k) {
  /** In bytes. */
  public static final int LENGTH = 8;

  /** BPF_MAXINSNS of linux/bpf_common.h: the kernel takes no longer program. */
  public static final int MOST = 4096;

  static final int FARTHEST_JUMP = 255;

  public BpfInstruction {
    if (Math.max(jumpTrue, jumpFalse) > FARTHEST_JUMP || Math.min(jumpTrue, jumpFalse) < 0) {
      throw new IllegalArgumentException("no jump leads so far: " + jumpTrue + ", " + jumpFalse);
    }
  }

  /** The operations that filters use, by their codes in linux/bpf_common.h. */
  public enum Operation {
    /** A = the 32 bits at {@code k} of {@code struct seccomp_data}. */
    LOAD(0x20),
    /** A = A AND k. */
    AND(0x54),
    /** Passes over {@code k} instructions. */
    JUMP(0x05),
    JUMP_IF_EQUAL(0x15),
    /** A > k, without a sign. */
    JUMP_IF_GREATER(0x25),
    /** A >= k, without a sign. */
    JUMP_IF_GREATER_OR_EQUAL(0x35),
    /** The filter's answer is {@code k}: SECCOMP_RET_*. */
    RETURN(0x06);

    private final int code;

    Operation(int code) {
      this.code = code;
    }
  }

  /** As the kernel reads a program. */
  public static byte[] bytes(List<BpfInstruction> program) {
    ByteBuffer bytes = ByteBuffer.allocate(program.size() * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    for (BpfInstruction instruction : program) {
      bytes
          .putShort((short) instruction.operation.code)
          .put((byte) instruction.jumpTrue)
          .put((byte) instruction.jumpFalse)
          .putInt(instruction.k);
    }
    return bytes.array();
  }
}
