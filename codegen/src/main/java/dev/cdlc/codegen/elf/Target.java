package dev.cdlc.codegen.elf;

import java.util.Optional;
import java.util.stream.Stream;

/** A machine that executables are made for, with its number in {@code e_machine} (elf.h). */
public enum Target {
  X86_64("x86_64", 62);

  private final String machineName;
  private final int number;

  Target(String machineName, int number) {
    this.machineName = machineName;
    this.number = number;
  }

  /** As uname(2) spells it. */
  public String machineName() {
    return machineName;
  }

  int number() {
    return number;
  }

  static Optional<Target> ofNumber(int number) {
    return Stream.of(values()).filter(target -> target.number == number).findFirst();
  }
}
