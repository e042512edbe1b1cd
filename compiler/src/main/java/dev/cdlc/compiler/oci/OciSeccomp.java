package dev.cdlc.compiler.oci;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code linux.seccomp} of a config.json, in the specification's words: actions as in {@code
 * SCMP_ACT_ERRNO}, architectures as in {@code SCMP_ARCH_X86_64}.
 */
public record OciSeccomp(
    String defaultAction,
    OptionalInt defaultErrnoRet,
    List<String> architectures,
    List<String> flags,
    Optional<String> listenerPath,
    Optional<String> listenerMetadata,
    List<Rule> syscalls) {
  public OciSeccomp {
    architectures = List.copyOf(architectures);
    flags = List.copyOf(flags);
    syscalls = List.copyOf(syscalls);
  }

  /** One of {@code syscalls}: what happens to calls of these names whose arguments all match. */
  public record Rule(List<String> names, String action, OptionalInt errnoRet, List<Argument> args) {
    public Rule {
      names = List.copyOf(names);
      args = List.copyOf(args);
    }
  }

  /**
   * A test of an argument, counted from 0; {@code op} as in {@code SCMP_CMP_MASKED_EQ}, whose mask
   * is {@code value}. Unsigned numbers of 64 bits.
   */
  public record Argument(int index, long value, Optional<Long> valueTwo, String op) {}
}
