package dev.cdlc.compiler.model;

/**
 * The machines whose calls a filter may know, SCMP_ARCH_* without the prefix. Source: runtime-spec
 * 1.3, config-linux.md, "Seccomp".
 */
public enum MachineAbi {
  X86,
  X86_64,
  X32,
  ARM,
  AARCH64,
  LOONGARCH64,
  M68K,
  MIPS,
  MIPS64,
  MIPS64N32,
  MIPSEL,
  MIPSEL64,
  MIPSEL64N32,
  PPC,
  PPC64,
  PPC64LE,
  S390,
  S390X,
  SH,
  SHEB,
  PARISC,
  PARISC64,
  RISCV64
}
