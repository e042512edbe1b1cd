package dev.cdlc.codegen.elf;

import dev.cdlc.plan.SyscallAbi;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine that executables are made for, with its number in {@code e_machine} (elf.h). */
public enum Target {
  X86_64("x86_64", "amd64", 62, SyscallAbi.X86_64),
  AARCH64("aarch64", "arm64", 183, SyscallAbi.AARCH64);

  private final String machineName;
  private final String packageName;
  private final int number;
  private final SyscallAbi abi;

  Target(String machineName, String packageName, int number, SyscallAbi abi) {
    this.machineName = machineName;
    this.packageName = packageName;
    this.number = number;
    this.abi = abi;
  }

  /** As uname(2) spells it. */
  public String machineName() {
    return machineName;
  }

  /** As Debian and Go spell it. */
  public String packageName() {
    return packageName;
  }

  /** By which its executables call the kernel. */
  public SyscallAbi abi() {
    return abi;
  }

  /** {@code e_machine} of its executables. */
  public int number() {
    return number;
  }

  /** The machine that one of its two names stands for. */
  public static Optional<Target> named(String name) {
    return Stream.of(values())
        .filter(target -> name.equals(target.machineName) || name.equals(target.packageName))
        .findFirst();
  }

  static Optional<Target> ofNumber(int number) {
    return Stream.of(values()).filter(target -> target.number == number).findFirst();
  }
}
