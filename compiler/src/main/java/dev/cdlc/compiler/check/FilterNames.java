package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.MachineAbi;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SyscallTable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The names that filters of system calls are made of. */
final class FilterNames {
  private static final String ARCH = "SCMP_ARCH_";

  /**
   * Calls that no machine has which cdlc serves, and that profiles name since they are for all
   * machines. Source: arch/&lt;machine&gt;/kernel/syscalls/syscall.tbl of m68k, mips, powerpc and
   * s390, and scripts/syscall.tbl for riscv, in Linux 6.18; {@code getsid}, which no Linux has, is
   * in moby's profile.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "atomic_barrier",
          "atomic_cmpxchg_32",
          "cachectl",
          "getpagesize",
          "getsid",
          "multiplexer",
          "riscv_flush_icache",
          "riscv_hwprobe",
          "rtas",
          "s390_guarded_storage",
          "s390_pci_mmio_read",
          "s390_pci_mmio_write",
          "s390_runtime_instr",
          "s390_sthyi",
          "spu_create",
          "spu_run",
          "subpage_prot",
          "swapcontext",
          "switch_endian",
          "sys_debug_setcontext",
          "sysmips",
          "timerfd");

  private FilterNames() {}

  /** The name of a system call. */
  static Reading<String> syscall(String text) {
    return SyscallTable.exists(text)
        ? new Reading.Value<>(text)
        : unknown(
            "there is no system call `" + text + "`",
            text,
            SyscallTable.names(),
            "syscalls(2) lists them, by their names in the kernel");
  }

  /** The name of a system call of any machine, as a filter in JSON may have it. */
  static Reading<String> anySyscall(String text) {
    return ELSEWHERE.contains(text) ? new Reading.Value<>(text) : syscall(text);
  }

  /** The machine of calls: {@code x86_64}, or as the specification writes it. */
  static Reading<MachineAbi> architecture(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    String constant = name.startsWith(ARCH) ? name.substring(ARCH.length()) : name;
    for (MachineAbi abi : MachineAbi.values()) {
      if (abi.name().equals(constant)) {
        return new Reading.Value<>(abi);
      }
    }
    return unknown(
        "there is no architecture `" + text + "`",
        text,
        Arrays.stream(MachineAbi.values()).map(abi -> abi.name().toLowerCase(Locale.ROOT)).toList(),
        "usual are x86_64, x86 (32-bit), x32, aarch64 and arm");
  }

  /** The number of an error, by its name or as it is. */
  static Reading<Integer> errno(String text) {
    if (text.matches("[0-9]+")) {
      return WholeNumber.read(text, 0, SeccompAction.MOST_ERRNO).map(Long::intValue);
    }
    Optional<Errno> errno =
        Arrays.stream(Errno.values())
            .filter(each -> each.name().equals(otherwiseNamed(text.toUpperCase(Locale.ROOT))))
            .findFirst();
    return errno
        .<Reading<Integer>>map(found -> new Reading.Value<>(found.number()))
        .orElseGet(
            () ->
                unknown(
                    "there is no error `" + text + "`",
                    text,
                    Arrays.stream(Errno.values()).map(Enum::name).toList(),
                    "errno(3) lists them; EPERM and ENOSYS are usual here"));
  }

  /** Names that errno(3) gives as synonyms. */
  private static String otherwiseNamed(String name) {
    return switch (name) {
      case "EWOULDBLOCK" -> Errno.EAGAIN.name();
      case "EDEADLOCK" -> Errno.EDEADLK.name();
      case "ENOTSUP" -> Errno.EOPNOTSUPP.name();
      default -> name;
    };
  }

  static <T> Reading<T> unknown(
      String message, String text, Collection<String> names, String otherwise) {
    return Suggestion.nearest(text, names)
        .<Reading<T>>map(
            near ->
                new Reading.Refusal<>(
                    Code.UNKNOWN_OPTION,
                    message,
                    "did you mean `" + near.word() + "`?",
                    List.of(near.word())))
        .orElseGet(() -> new Reading.Refusal<>(Code.UNKNOWN_OPTION, message, otherwise, List.of()));
  }
}
