package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.linux.Scheduling.IOPRIO_WHO_PROCESS;
import static dev.cdlc.codegen.linux.Scheduling.SCHED_ATTR_SIZE_VER0;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.ActionText;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;

/** How the kernel gives a process its CPUs, its turns at the disk, and its memory. */
final class Scheduling {
  private Scheduling() {}

  static void setScheduler(Lowering l, InitAction.SetScheduler action) {
    SchedulingPolicy policy = action.policy();
    Operand attributes =
        l.data()
            .constant(
                new Part.Field("size", Width.WORD, SCHED_ATTR_SIZE_VER0),
                word("sched_policy", policy.number(), policy.constantName()),
                new Part.Field("sched_flags", Width.DOUBLE, flags(action.flags())),
                word("sched_nice", action.nice(), Integer.toString(action.nice())),
                word("sched_priority", action.priority(), Integer.toString(action.priority())),
                time("sched_runtime", action.runtime()),
                time("sched_deadline", action.deadline()),
                time("sched_period", action.period()));
    l.call(Syscall.SCHED_SETATTR, value(0), attributes, value(0)).orFail(site(l));
  }

  private static Part.Field word(String name, int number, String text) {
    return new Part.Field(name, Width.WORD, new Constant(number, text));
  }

  private static Part.Field time(String name, long nanos) {
    return new Part.Field(name, Width.DOUBLE, new Constant(nanos, Long.toString(nanos)));
  }

  private static Constant flags(List<SchedulingPolicy.Flag> flags) {
    return Flags.or(
        flags.stream().map(flag -> new Constant(flag.bit(), flag.constantName())).toList());
  }

  static void setCpuAffinity(Lowering l, SupervisorAction.SetCpuAffinity action) {
    List<Part> mask = mask(action.cpus());
    Operand bytes = value((long) mask.size() * Long.BYTES);
    l.call(Syscall.SCHED_SETAFFINITY, value(0), bytes, l.data().constant(mask)).orFail(site(l));
  }

  static void setIoPriority(Lowering l, InitAction.SetIoPriority action) {
    String text =
        "IOPRIO_PRIO_VALUE(%s, %d)".formatted(action.ioClass().constantName(), action.level());
    Constant priority = new Constant(action.ioClass().priority(action.level()), text);
    l.call(Syscall.IOPRIO_SET, IOPRIO_WHO_PROCESS, value(0), priority).orFail(site(l));
  }

  /** The kernel takes one bit less than it is told of. */
  static void setMemoryPolicy(Lowering l, InitAction.SetMemoryPolicy action) {
    List<Part> mask = mask(action.nodes());
    Operand nodes = mask.isEmpty() ? value(0) : l.data().constant(mask);
    long bits = mask.isEmpty() ? 0 : (long) mask.size() * Long.SIZE + 1;
    l.call(Syscall.SET_MEMPOLICY, mode(action), nodes, value(bits)).orFail(site(l));
  }

  private static Constant mode(InitAction.SetMemoryPolicy action) {
    List<Constant> bits = new ArrayList<>();
    bits.add(new Constant(action.mode().number(), action.mode().constantName()));
    for (MemoryPolicyMode.Flag flag : action.flags()) {
      bits.add(new Constant(flag.bit(), flag.constantName()));
    }
    return Flags.or(bits);
  }

  /** A bit for each number, in as many unsigned longs as the highest needs. */
  private static List<Part> mask(List<Integer> numbers) {
    long[] longs = new long[numbers.isEmpty() ? 0 : numbers.getLast() / Long.SIZE + 1];
    for (int number : numbers) {
      longs[number / Long.SIZE] |= 1L << number;
    }
    List<Part> parts = new ArrayList<>();
    for (long bits : longs) {
      parts.add(
          new Part.Field("", Width.DOUBLE, new Constant(bits, "0x" + Long.toHexString(bits))));
    }
    return parts;
  }

  private static int site(Lowering l) {
    return l.site(Fault.SCHEDULING, "cannot " + ActionText.of(l.step().action()));
  }
}
