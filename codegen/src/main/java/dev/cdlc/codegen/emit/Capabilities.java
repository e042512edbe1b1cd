package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import java.util.List;
import java.util.stream.Collectors;

/** The five sets of capabilities(7). */
final class Capabilities {
  private static final int EFFECTIVE = 0;
  private static final int PERMITTED = 4;
  private static final int INHERITABLE = 8;

  /** The second struct __user_cap_data_struct holds the capabilities from 32 on. */
  private static final int HIGH = 12;

  private static final int MOST_CAPABILITIES = 64;
  private static final Cell OWN = new Cell("own_capabilities");
  private static final Cell SET = new Cell("capability_set");
  private static final Cell HALF = new Cell("capability_half");
  private static final Cell NUMBER = new Cell("capability");
  private static final Cell RESULT = new Cell("result");

  private Capabilities() {}

  static void require(Lowering l, InitAction.RequireCapabilities action) {
    Sequence s = l.s();
    String names = action.capabilities().stream().map(Enum::name).collect(Collectors.joining(", "));
    int site = l.site(Fault.CAPABILITY, "cannot give " + names);
    get(l, site);
    s.note(site);
    s.compute(SET, Operation.AND, mask(action.capabilities()));
    s.move(RESULT, new Constant(-Errno.EPERM.number(), "-EPERM"));
    s.when(isNot(SET, mask(action.capabilities())), lacking -> lacking.fail(RESULT));
  }

  /** Drops all others, those too that only a newer kernel knows; past the last it is EINVAL. */
  static void limitBoundingSet(Lowering l, InitAction.LimitBoundingSet action) {
    Sequence s = l.s();
    int site = l.site(Fault.CAPABILITY, "cannot drop capabilities from the bounding set");
    s.note(site);
    s.move(SET, mask(action.keep()));
    s.move(NUMBER, value(0));
    s.loop(
        next -> {
          next.move(HALF, value(SET));
          next.compute(HALF, Operation.AND, value(1));
          next.when(is(HALF, 0), dropped -> drop(dropped, site));
          next.compute(SET, Operation.SHIFT_RIGHT, value(1));
          next.compute(NUMBER, Operation.ADD, value(1));
          next.when(is(NUMBER, MOST_CAPABILITIES), Sequence::leave);
        });
  }

  private static void drop(Sequence s, int site) {
    s.call(Syscall.PRCTL, Processes.PR_CAPBSET_DROP, value(NUMBER), value(0), value(0), value(0))
        .ignoring(Errno.EINVAL)
        .into(RESULT)
        .orFail(site);
    s.when(failedWith(RESULT, Errno.EINVAL), Sequence::leave);
  }

  static void set(Lowering l, InitAction.SetCapabilities action) {
    Sequence s = l.s();
    int site = l.site(Fault.CAPABILITY, "cannot set the capabilities");
    Address sets = sets(l.data());
    get(l, site);
    put(s, sets, EFFECTIVE, action.effective());
    put(s, sets, PERMITTED, action.permitted());
    put(s, sets, INHERITABLE, action.inheritable());
    s.call(Syscall.CAPSET, header(l.data()), sets).orFail(site);
    if (!action.inheritable().isEmpty()) {
      ambient(s, Processes.PR_CAP_AMBIENT_CLEAR_ALL, value(0), site);
    }
    action.ambient().forEach(capability -> raiseAmbient(s, capability, site));
  }

  /** After a change of user all that was kept in the permitted set is made effective again. */
  static void raisePermitted(Lowering l) {
    int site = l.site(Fault.CAPABILITY, "cannot keep capabilities across the change of user");
    get(l, site);
    Sequence s = l.s();
    Address sets = sets(l.data());
    store(s, sets, EFFECTIVE);
    s.call(Syscall.CAPSET, header(l.data()), sets).orFail(site);
  }

  private static void get(Lowering l, int site) {
    Address sets = sets(l.data());
    l.call(Syscall.CAPGET, header(l.data()), sets).orFail(site);
    l.s().load(OWN, Width.WORD, sets, value(PERMITTED + HIGH));
    l.s().compute(OWN, Operation.SHIFT_LEFT, value(32));
    l.s().load(HALF, Width.WORD, sets, value(PERMITTED));
    l.s().compute(OWN, Operation.OR, value(HALF));
    l.s().move(SET, value(OWN));
  }

  private static void put(Sequence s, Address sets, int offset, List<Capability> capabilities) {
    s.move(SET, value(OWN));
    s.compute(SET, Operation.AND, mask(capabilities));
    store(s, sets, offset);
  }

  private static void store(Sequence s, Address sets, int offset) {
    s.store(Width.WORD, sets, value(offset), value(SET));
    s.compute(SET, Operation.SHIFT_RIGHT, value(32));
    s.store(Width.WORD, sets, value(offset + HIGH), value(SET));
  }

  private static void raiseAmbient(Sequence s, Capability capability, int site) {
    s.move(SET, value(OWN));
    s.compute(SET, Operation.AND, mask(List.of(capability)));
    s.when(
        isNot(SET, 0),
        owned ->
            ambient(
                owned,
                Processes.PR_CAP_AMBIENT_RAISE,
                new Constant(capability.number(), capability.name()),
                site));
  }

  private static void ambient(Sequence s, Constant operation, Operand capability, int site) {
    s.call(Syscall.PRCTL, Processes.PR_CAP_AMBIENT, operation, capability, value(0), value(0))
        .orFail(site);
  }

  private static Constant mask(List<Capability> capabilities) {
    long bits =
        capabilities.stream()
            .mapToLong(capability -> 1L << capability.number())
            .reduce(0, (a, b) -> a | b);
    return new Constant(bits, "");
  }

  private static Address header(Data data) {
    return data.variable(
        "capability_header",
        List.of(
            new Part.Field("version", Width.WORD, Processes._LINUX_CAPABILITY_VERSION_3),
            new Part.Field("pid", Width.WORD, new Constant(0, "0"))));
  }

  private static Address sets(Data data) {
    return data.buffer("capability_sets", 2 * HIGH);
  }
}
