package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Filters made up from a seed: of any size, with rules that contradict each other. */
final class RandomFilter {
  /** Where the halves of 64 bits meet, and where signs would matter. */
  static final List<Long> VALUES =
      List.of(
          0L,
          1L,
          0x7fff_ffffL,
          0x8000_0000L,
          0xffff_ffffL,
          0x1_0000_0000L,
          0x1_0000_0001L,
          0x7e02_0000L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          -1L);

  private static final List<String> NAMES = List.copyOf(SyscallTable.names());

  private final Random random;

  RandomFilter(long seed) {
    random = new Random(seed);
  }

  SeccompFilter filter() {
    List<SyscallAbi> abis =
        Stream.of(SyscallAbi.values()).filter(_ -> random.nextBoolean()).toList();
    int mostRules = 1 << random.nextInt(8);
    List<Rule> rules = IntStream.range(0, random.nextInt(mostRules)).mapToObj(_ -> rule()).toList();
    return new SeccompFilter(action(), abis, List.of(), rules, Optional.empty());
  }

  private Rule rule() {
    int mostNames = 1 << random.nextInt(7);
    List<String> names =
        Stream.generate(() -> pick(NAMES)).limit(1 + random.nextInt(mostNames)).toList();
    List<ArgumentTest> tests = new ArrayList<>();
    while (random.nextBoolean()) {
      tests.add(test());
    }
    return new Rule(names, action(), tests);
  }

  private ArgumentTest test() {
    Operator operator = pick(List.of(Operator.values()));
    long mask = operator == Operator.MASKED_EQ ? pick(VALUES) : -1;
    return new ArgumentTest(random.nextInt(6), operator, pick(VALUES), mask);
  }

  private SeccompAction action() {
    return pick(
        List.of(
            new SeccompAction.Allow(),
            new SeccompAction.Allow(),
            new SeccompAction.Log(),
            new SeccompAction.Trace(random.nextInt(0x10000)),
            new SeccompAction.Notify(),
            new SeccompAction.Trap(),
            new SeccompAction.Deny(1),
            new SeccompAction.Deny(38),
            new SeccompAction.KillThread(),
            new SeccompAction.KillProcess()));
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
