package dev.cdlc.codegen.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.seccomp.BpfInterpreter.SyscallData;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCompilerTest {
  private static final SeccompAction ALLOW = new SeccompAction.Allow();
  private static final SeccompAction EPERM = new SeccompAction.Deny(1);
  private static final SeccompAction ENOSYS = new SeccompAction.Deny(38);
  private static final SeccompAction KILL = new SeccompAction.KillThread();

  /** Above all numbers of all tables, and a few of each place where an ABI ends. */
  private static final int[] NUMBERS =
      IntStream.concat(
              IntStream.range(0, 600),
              IntStream.of(0xf0000, 0xf0001, 0xf0006, 0xf0007, 0x3fffffff, 0x7fffffff, 0x80000000))
          .flatMap(number -> IntStream.of(number, number | 0x4000_0000))
          .toArray();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomFilterAnswersAsItsRulesSay(long seed) {
    RandomFilter random = new RandomFilter(seed);
    for (SyscallAbi machine : List.of(SyscallAbi.X86_64, SyscallAbi.AARCH64)) {
      SeccompFilter filter = random.filter();
      BpfInterpreter program = new BpfInterpreter(FilterCompiler.compile(filter, machine));
      Meaning meaning = new Meaning(filter, machine);
      for (SyscallAbi abi : SyscallAbi.values()) {
        for (int number : NUMBERS) {
          check(program, meaning, call(abi, number, random));
        }
        check(program, meaning, call(abi, -1, random));
      }
    }
  }

  private static SyscallData call(SyscallAbi abi, int number, RandomFilter random) {
    List<Long> arguments =
        Stream.generate(() -> random.pick(RandomFilter.VALUES)).limit(6).toList();
    return new SyscallData(number, abi.auditArch(), arguments);
  }

  private static void check(BpfInterpreter program, Meaning meaning, SyscallData call) {
    assertThat(program.run(call))
        .as("%s of %s", call, meaning.filter())
        .isEqualTo(meaning.answer(call));
  }

  @ParameterizedTest
  @EnumSource
  void operatorComparesAllBitsWithoutASign(Operator operator) {
    for (long value : RandomFilter.VALUES) {
      for (long mask : operator == Operator.MASKED_EQ ? RandomFilter.VALUES : List.of(-1L)) {
        ArgumentTest test = new ArgumentTest(5, operator, value, mask);
        SeccompFilter filter =
            filter(EPERM, new Rule(List.of("read"), ALLOW, List.of(test)), allow("file_setattr"));
        BpfInterpreter program =
            new BpfInterpreter(FilterCompiler.compile(filter, SyscallAbi.X86_64));
        for (long argument : RandomFilter.VALUES) {
          check(
              program,
              new Meaning(filter, SyscallAbi.X86_64),
              new SyscallData(
                  0, SyscallAbi.X86_64.auditArch(), List.of(0L, 0L, 0L, 0L, 0L, argument)));
        }
      }
    }
  }

  @Test
  void testsOfOneRuleMustAllHold() {
    SeccompFilter filter =
        filter(
            EPERM,
            new Rule(
                List.of("socket"),
                ALLOW,
                List.of(
                    new ArgumentTest(0, Operator.EQ, 16), new ArgumentTest(2, Operator.EQ, 9))));
    assertThat(answer(filter, "socket", 16, 0, 9)).isEqualTo(ALLOW);
    assertThat(answer(filter, "socket", 16, 0, 8)).isEqualTo(EPERM);
    assertThat(answer(filter, "socket", 15, 0, 9)).isEqualTo(EPERM);
  }

  @Test
  void firstOfSeveralRulesThatHoldsDecides() {
    SeccompFilter filter =
        filter(
            EPERM,
            new Rule(List.of("socket"), ENOSYS, List.of(new ArgumentTest(0, Operator.EQ, 40))),
            new Rule(List.of("socket"), ALLOW, List.of(new ArgumentTest(0, Operator.LE, 40))));
    assertThat(answer(filter, "socket", 40)).isEqualTo(ENOSYS);
    assertThat(answer(filter, "socket", 39)).isEqualTo(ALLOW);
    assertThat(answer(filter, "socket", 41)).isEqualTo(EPERM);
  }

  @Test
  void callThatIsNewerThanAllThatIsNamedIsNotThere() {
    SeccompFilter old = filter(EPERM, allow("read"));
    assertThat(answer(old, "write")).as("older than the common numbers").isEqualTo(EPERM);
    assertThat(answer(old, "clone3")).isEqualTo(ENOSYS);
    SeccompFilter newer = filter(EPERM, allow("faccessat2"));
    assertThat(answer(newer, "clone3")).isEqualTo(EPERM);
    assertThat(answer(newer, "epoll_pwait2")).isEqualTo(ENOSYS);
    assertThat(answer(filter(ALLOW), "clone3")).isEqualTo(ALLOW);
  }

  @Test
  void ruleForAFurtherAbiHoldsByItsNumbers() {
    SeccompFilter filter =
        new SeccompFilter(
            EPERM,
            List.of(SyscallAbi.X32, SyscallAbi.I386),
            List.of(),
            List.of(allow("execve", "socketcall")),
            Optional.empty());
    assertThat(answer(filter, SyscallAbi.X86_64, 59)).isEqualTo(ALLOW);
    assertThat(answer(filter, SyscallAbi.X32, 0x4000_0000 + 520)).isEqualTo(ALLOW);
    assertThat(answer(filter, SyscallAbi.I386, 11)).isEqualTo(ALLOW);
    assertThat(answer(filter, SyscallAbi.I386, 102)).isEqualTo(ALLOW);
    assertThat(answer(filter, SyscallAbi.ARM, 11)).isEqualTo(KILL);
    assertThat(answer(filter(EPERM, allow("execve")), SyscallAbi.I386, 11)).isEqualTo(KILL);
  }

  /** Thousands of tests lie between the search and the answers that it ends in. */
  @Test
  void jumpsReachAcrossALongProgram() {
    List<Rule> rules = new ArrayList<>();
    long value = 0;
    for (String name : SyscallTable.names()) {
      value += 0x1_0000_0001L;
      rules.add(new Rule(List.of(name), ALLOW, List.of(new ArgumentTest(0, Operator.GT, value))));
    }
    SeccompFilter filter = filter(EPERM, rules.toArray(Rule[]::new));
    List<BpfInstruction> program = FilterCompiler.compile(filter, SyscallAbi.X86_64);
    assertThat(program).hasSizeBetween(2000, BpfInstruction.MOST);
    Meaning meaning = new Meaning(filter, SyscallAbi.X86_64);
    for (int number = 0; number < 480; number++) {
      for (long argument : new long[] {0, 0x40_0000_0000L, -1}) {
        check(
            new BpfInterpreter(program),
            meaning,
            new SyscallData(
                number, SyscallAbi.X86_64.auditArch(), List.of(argument, 0L, 0L, 0L, 0L, 0L)));
      }
    }
  }

  @Test
  void sameRulingIsCompiledOnce() {
    Rule rule =
        new Rule(
            List.copyOf(SyscallTable.names()), ALLOW, List.of(new ArgumentTest(0, Operator.GT, 7)));
    assertThat(FilterCompiler.compile(filter(EPERM, rule), SyscallAbi.X86_64)).hasSizeLessThan(40);
  }

  private static List<Long> padded(long... arguments) {
    return Arrays.stream(Arrays.copyOf(arguments, 6)).boxed().toList();
  }

  private static Rule allow(String... names) {
    return new Rule(List.of(names), ALLOW, List.of());
  }

  private static SeccompFilter filter(SeccompAction otherwise, Rule... rules) {
    return new SeccompFilter(otherwise, List.of(), List.of(), List.of(rules), Optional.empty());
  }

  private static SeccompAction answer(SeccompFilter filter, String name, long... arguments) {
    int number = SyscallTable.number(name, SyscallAbi.X86_64).orElseThrow();
    return answer(filter, SyscallAbi.X86_64, number, arguments);
  }

  private static SeccompAction answer(
      SeccompFilter filter, SyscallAbi abi, int number, long... arguments) {
    int answer =
        new BpfInterpreter(FilterCompiler.compile(filter, SyscallAbi.X86_64))
            .run(new SyscallData(number, abi.auditArch(), padded(arguments)));
    return List.of(ALLOW, EPERM, ENOSYS, KILL).stream()
        .filter(action -> Answers.of(action) == answer)
        .findFirst()
        .orElseThrow();
  }
}
