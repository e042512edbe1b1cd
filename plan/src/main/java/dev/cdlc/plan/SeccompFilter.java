package dev.cdlc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A filter of system calls by their names. For one call, a rule without tests decides, else the
 * first whose tests all hold, else the default; a rule whose action is the default's does not
 * count. So do libseccomp and runc.
 *
 * @param abis those that the rules hold for, besides the machine's own; a call by any other kills
 *     the thread
 * @param listener present if a flag or rule needs one
 */
public record SeccompFilter(
    SeccompAction defaultAction,
    List<SyscallAbi> abis,
    List<Flag> flags,
    List<Rule> rules,
    Optional<Listener> listener) {
  public SeccompFilter {
    abis = abis.stream().sorted().distinct().toList();
    flags = flags.stream().sorted().distinct().toList();
    rules = List.copyOf(rules);
  }

  /** Whether the filter lets every call of this name pass. */
  public boolean lets(String name) {
    return outcomes(name).allMatch(SeccompFilter::isMade);
  }

  /** Whether some call of this name can pass, or a listener may let it. */
  public boolean mayLet(String name) {
    return outcomes(name)
        .anyMatch(action -> isMade(action) || action instanceof SeccompAction.Notify);
  }

  /** Whether some call of this name is answered by SIGSYS. */
  public boolean maySignal(String name) {
    return outcomes(name).anyMatch(SeccompFilter::signals);
  }

  private static boolean signals(SeccompAction action) {
    return switch (action) {
      case SeccompAction.KillProcess _, SeccompAction.KillThread _, SeccompAction.Trap _ -> true;
      case SeccompAction.Allow _,
          SeccompAction.Log _,
          SeccompAction.Deny _,
          SeccompAction.Notify _,
          SeccompAction.Trace _ ->
          false;
    };
  }

  /** The same filter, but for calls of these names, which pass. */
  public SeccompFilter allowing(List<String> names) {
    List<Rule> all = new ArrayList<>(rules);
    all.addFirst(new Rule(names, new SeccompAction.Allow(), List.of()));
    return new SeccompFilter(defaultAction, abis, flags, all, listener);
  }

  /** All that may happen to a call of this name, by its arguments. */
  private Stream<SeccompAction> outcomes(String name) {
    List<Rule> counted =
        rules.stream()
            .filter(rule -> !rule.action().equals(defaultAction) && rule.names().contains(name))
            .toList();
    return counted.stream()
        .filter(rule -> rule.tests().isEmpty())
        .findFirst()
        .map(rule -> Stream.of(rule.action()))
        .orElseGet(
            () -> Stream.concat(counted.stream().map(Rule::action), Stream.of(defaultAction)));
  }

  private static boolean isMade(SeccompAction action) {
    return switch (action) {
      case SeccompAction.Allow _, SeccompAction.Log _ -> true;
      case SeccompAction.KillProcess _,
          SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Deny _,
          SeccompAction.Notify _,
          SeccompAction.Trace _ ->
          false;
    };
  }

  /** What happens to calls of these names whose arguments pass all tests. */
  public record Rule(List<String> names, SeccompAction action, List<ArgumentTest> tests) {
    public Rule {
      names = List.copyOf(names);
      tests = List.copyOf(tests);
    }
  }

  /**
   * A comparison of an argument with a value, both unsigned and 64 bits wide.
   *
   * @param index from 0 to 5
   * @param mask what of the argument counts; all bits but for {@link Operator#MASKED_EQ}
   */
  public record ArgumentTest(int index, Operator operator, long value, long mask) {
    public ArgumentTest {
      if (index < 0 || index > 5) {
        throw new IllegalArgumentException("a call has arguments 0 to 5, not " + index);
      }
    }

    public ArgumentTest(int index, Operator operator, long value) {
      this(index, operator, value, -1);
    }
  }

  /** How an argument is compared: SCMP_CMP_* of libseccomp. */
  public enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    /** Equal in the bits of the mask. */
    MASKED_EQ
  }

  /** SECCOMP_FILTER_FLAG_* of linux/seccomp.h. */
  public enum Flag {
    TSYNC(1),
    LOG(2),
    SPEC_ALLOW(4),
    WAIT_KILLABLE_RECV(32);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    public int bit() {
      return bit;
    }
  }

  /**
   * Who answers for calls that {@link SeccompAction.Notify} holds.
   *
   * @param path of the UNIX socket that receives the file descriptor
   * @param metadata passed on to it
   */
  public record Listener(String path, String metadata) {}
}
