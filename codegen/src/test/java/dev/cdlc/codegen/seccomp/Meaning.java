package dev.cdlc.codegen.seccomp;

import dev.cdlc.codegen.seccomp.BpfInterpreter.SyscallData;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a filter means, said as plainly as possible and without any regard to cost. */
record Meaning(SeccompFilter filter, SyscallAbi machine) {
  private static final SeccompAction KILL = new SeccompAction.KillThread();

  int answer(SyscallData call) {
    return switch (action(call)) {
      case SeccompAction.KillProcess() -> 0x80000000;
      case SeccompAction.KillThread() -> 0;
      case SeccompAction.Trap() -> 0x00030000;
      case SeccompAction.Deny(int errno) -> 0x00050000 + errno;
      case SeccompAction.Notify() -> 0x7fc00000;
      case SeccompAction.Trace(int message) -> 0x7ff00000 + message;
      case SeccompAction.Log() -> 0x7ffc0000;
      case SeccompAction.Allow() -> 0x7fff0000;
    };
  }

  private SeccompAction action(SyscallData call) {
    boolean listedArch =
        machine.ofSameMachine().stream()
            .anyMatch(abi -> isListed(abi) && abi.auditArch() == call.auditArch());
    if (!listedArch) {
      return KILL;
    }
    if (call.number() == -1) {
      return unknown();
    }
    SyscallAbi abi = abi(call);
    return isListed(abi) ? action(call, abi, call.number() - abi.bit()) : KILL;
  }

  private SyscallAbi abi(SyscallData call) {
    boolean x32 =
        call.auditArch() == SyscallAbi.X32.auditArch()
            && Integer.compareUnsigned(call.number(), SyscallAbi.X32.bit()) >= 0;
    return x32
        ? SyscallAbi.X32
        : Stream.of(SyscallAbi.values())
            .filter(abi -> abi.auditArch() == call.auditArch())
            .findFirst()
            .orElseThrow();
  }

  private boolean isListed(SyscallAbi abi) {
    return abi == machine || filter.abis().contains(abi);
  }

  private SeccompAction action(SyscallData call, SyscallAbi abi, int number) {
    boolean exists = names().anyMatch(name -> has(abi, name, number));
    if (!exists || isNewerThanAllThatIsNamed(abi, number)) {
      return unknown();
    }
    List<Rule> rules =
        filter.rules().stream()
            .filter(rule -> !rule.action().equals(filter.defaultAction()))
            .filter(rule -> rule.names().stream().anyMatch(name -> has(abi, name, number)))
            .toList();
    Optional<Rule> decides =
        rules.stream()
            .filter(rule -> rule.tests().isEmpty())
            .findFirst()
            .or(() -> rules.stream().filter(rule -> holds(rule, call)).findFirst());
    return decides.map(Rule::action).orElse(filter.defaultAction());
  }

  private boolean isNewerThanAllThatIsNamed(SyscallAbi abi, int number) {
    boolean newer =
        filter.rules().stream()
            .flatMap(rule -> rule.names().stream())
            .mapToInt(name -> SyscallTable.number(name, abi).orElse(0))
            .noneMatch(named -> named >= number && named < 512);
    return newer && number >= 424 && number < 512;
  }

  private static boolean has(SyscallAbi abi, String name, int number) {
    return SyscallTable.number(name, abi).orElse(-1) == number;
  }

  private static Stream<String> names() {
    return SyscallTable.names().stream();
  }

  private SeccompAction unknown() {
    return switch (filter.defaultAction()) {
      case SeccompAction.Allow _, SeccompAction.Log _, SeccompAction.Trace _ ->
          filter.defaultAction();
      case SeccompAction.KillProcess _,
          SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Deny _,
          SeccompAction.Notify _ ->
          new SeccompAction.Deny(38);
    };
  }

  private static boolean holds(Rule rule, SyscallData call) {
    return rule.tests().stream().allMatch(test -> holds(test, call.arguments().get(test.index())));
  }

  private static boolean holds(ArgumentTest test, long argument) {
    BigInteger left = unsigned(argument & test.mask());
    BigInteger right = unsigned(test.value() & test.mask());
    int order = left.compareTo(right);
    return switch (test.operator()) {
      case EQ, MASKED_EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
