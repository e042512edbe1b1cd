package dev.cdlc.codegen.seccomp;

/** Offsets in {@code struct seccomp_data} of linux/seccomp.h, in bytes. */
final class SeccompData {
  static final int NUMBER = 0;
  static final int ARCHITECTURE = 4;

  /** Six arguments of 8 bytes, the low half first on all machines that cdlc knows. */
  static final int ARGUMENTS = 16;

  private SeccompData() {}
}
