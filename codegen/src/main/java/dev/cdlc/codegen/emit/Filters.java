package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Seccomp;
import dev.cdlc.codegen.linux.Terminals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.KillingFilter;
import dev.cdlc.codegen.seccomp.BpfInstruction;
import dev.cdlc.codegen.seccomp.FilterCompiler;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The filter of system calls. */
final class Filters {
  /** Between the members of {@code struct sock_fprog}. */
  private static final byte[] PADDING = new byte[6];

  private static final Cell RESULT = new Cell("result");

  private Filters() {}

  /** A filter that further steps come after, and must allow. */
  static void load(Lowering l, InitAction.LoadFilter action, Target target) {
    if (action.filter().listener().isPresent()) {
      call(l, action, target).into(RESULT).orFail(site(l));
      Listener.announce(l.s(), RESULT);
    } else {
      call(l, action, target).orFail(site(l));
    }
  }

  /**
   * A filter after which nothing but execve(2) comes. What was noted stays noted: a signal that
   * ends the init from here on was sent to the command.
   */
  static void loadLast(Lowering l, InitAction.LoadFilter action, Target target) {
    l.s().mark(l.index() + 1, l.text());
    call(l, action, target).into(RESULT).orGoOn();
    l.s()
        .when(
            failed(RESULT),
            refused -> {
              refused.note(site(l));
              refused.fail(RESULT);
            });
    action.filter().listener().ifPresent(_ -> Listener.announce(l.s(), RESULT));
  }

  /** The filter that a hook loads for itself, since its parent has still more to do. */
  static void give(Lowering l, InitAction.LoadFilter action, Target target) {
    l.s().move(HookProcess.FILTER_FLAGS, flags(action.filter(), false));
    l.s()
        .move(
            HookProcess.FILTER,
            program(l.data(), FilterCompiler.compile(action.filter(), target.abi())));
  }

  /**
   * TIOCSTI puts a byte into the input of a terminal, and TIOCLINUX the selection into that of a
   * console (CVE-2017-5226). Loaded while the init has the privilege that this takes without
   * no_new_privs.
   */
  static void forbidTyping(Lowering l, Target target) {
    List<SeccompFilter.Rule> rules =
        Stream.of(Terminals.TIOCSTI, Terminals.TIOCLINUX).map(Filters::denied).toList();
    SeccompFilter filter =
        new SeccompFilter(
            new SeccompAction.Allow(),
            target.abi().ofSameMachine(),
            List.of(Flag.SPEC_ALLOW),
            rules,
            Optional.empty());
    call(l, new InitAction.LoadFilter(filter), target)
        .orFail(l.site(Fault.FILTER, "cannot protect the input of the terminal"));
  }

  /** The kernel reads 32 bits of a request; see ioctl(2). */
  private static SeccompFilter.Rule denied(Constant request) {
    var test =
        new SeccompFilter.ArgumentTest(
            1, SeccompFilter.Operator.MASKED_EQ, request.value(), 0xffff_ffffL);
    return new SeccompFilter.Rule(
        List.of("ioctl"), new SeccompAction.Deny(Errno.EPERM.number()), List.of(test));
  }

  /** What the filter may kill for, and how that is told; absent if it kills for nothing. */
  static Optional<KillingFilter> killing(Lowering l, InitAction.LoadFilter action, Target target) {
    SortedMap<Integer, String> calls = new TreeMap<>();
    SyscallTable.numbers(target.abi())
        .forEach(
            (name, number) -> {
              if (action.filter().maySignal(name)) {
                calls.put(number, name);
              }
            });
    return calls.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KillingFilter(
                l.siteOfEnd(Fault.FILTERED, "the filter killed the command for a system call"),
                calls,
                target.abi().auditArch()));
  }

  private static PendingCall call(Lowering l, InitAction.LoadFilter action, Target target) {
    return l.call(
        Syscall.SECCOMP,
        Seccomp.SECCOMP_SET_MODE_FILTER,
        flags(action.filter(), action.filter().listener().isPresent()),
        program(l.data(), FilterCompiler.compile(action.filter(), target.abi())));
  }

  private static int site(Lowering l) {
    return l.site(Fault.FILTER, "cannot filter system calls");
  }

  /** The init is its only thread: there is nothing to synchronize with. */
  private static Constant flags(SeccompFilter filter, boolean listener) {
    List<Constant> flags = new ArrayList<>();
    if (listener) {
      flags.add(Seccomp.SECCOMP_FILTER_FLAG_NEW_LISTENER);
    }
    for (Flag flag : filter.flags()) {
      switch (flag) {
        case TSYNC -> {}
        case LOG, SPEC_ALLOW, WAIT_KILLABLE_RECV ->
            flags.add(new Constant(flag.bit(), "SECCOMP_FILTER_FLAG_" + flag.name()));
      }
    }
    return Flags.or(flags);
  }

  /** {@code struct sock_fprog} of linux/filter.h. */
  private static Address program(Data data, List<BpfInstruction> instructions) {
    Address code = data.constant(Part.Bytes.of(BpfInstruction.bytes(instructions)));
    return data.constant(
        new Part.Field("len", Width.HALF, new Constant(instructions.size(), "")),
        Part.Bytes.of(PADDING),
        Data.pointer(code));
  }
}
