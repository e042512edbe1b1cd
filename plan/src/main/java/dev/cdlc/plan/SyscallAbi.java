package dev.cdlc.plan;

import java.util.List;
import java.util.Locale;

/**
 * A set of system calls by which programs can call a kernel of a machine that cdlc knows. Their
 * order is that of the columns of {@code syscalls.txt}. Sources: linux/audit.h, linux/elf-em.h, and
 * asm/unistd.h of x86 for the bit of x32.
 */
public enum SyscallAbi {
  X86_64(0xc000_003e, 0),
  /** ILP32 on x86-64: the same AUDIT_ARCH, told apart by a bit in the number. */
  X32(0xc000_003e, 0x4000_0000),
  I386(0x4000_0003, 0),
  AARCH64(0xc000_00b7, 0),
  /** The EABI of 32-bit ARM. */
  ARM(0x4000_0028, 0);

  private final int auditArch;
  private final int bit;

  SyscallAbi(int auditArch, int bit) {
    this.auditArch = auditArch;
    this.bit = bit;
  }

  /** AUDIT_ARCH_*, which a filter of seccomp(2) finds in {@code seccomp_data.arch}. */
  public int auditArch() {
    return auditArch;
  }

  /** In the words of the manual: {@code x86_64}. */
  public String machineName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is set in every number of this ABI; {@link SyscallTable} has the numbers without it. */
  public int bit() {
    return bit;
  }

  /** All ABIs that the kernel of a machine may serve, its own first. */
  public List<SyscallAbi> ofSameMachine() {
    return switch (this) {
      case X86_64, X32, I386 -> List.of(X86_64, X32, I386);
      case AARCH64, ARM -> List.of(AARCH64, ARM);
    };
  }
}
