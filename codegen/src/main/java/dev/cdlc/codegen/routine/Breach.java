package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * A limit that the container may have reached, which the kernel counts in a file of the cgroup: a
 * line of the event's name, a space, and how often it came about.
 *
 * @param site that tells of it
 * @param v1 where the controller is on cgroup v1
 * @param dispensable whether there may be no such cgroup
 */
public record Breach(
    int site, Hierarchy v1, String fileV1, String fileV2, String event, boolean dispensable) {
  private static final String NAME = "tell_breaches";
  private static final int FILE_BYTES = 1024;
  private static final Cell CGROUP = new Cell("breach_cgroup");
  private static final Cell FILE = new Cell("breach_file");
  private static final Cell EVENT = new Cell("breach_event");
  private static final Cell FD = new Cell("breach_fd");
  private static final Cell LENGTH = new Cell("breach_length");
  private static final Cell CURSOR = new Cell("breach_cursor");
  private static final Cell INDEX = new Cell("breach_index");
  private static final Cell BYTE = new Cell("breach_byte");
  private static final Cell WANTED = new Cell("breach_wanted");
  private static final Cell COUNTED = new Cell("breach_counted");
  private static final String COUNT_EVENT = "count_event";

  /** Tells of each limit that was reached. */
  static void tellAll(Sequence s) {
    s.run(NAME);
  }

  static List<Routine> routines(Data data, List<Breach> breaches) {
    Sequence s = Sequence.ofRoutine();
    breaches.forEach(breach -> breach.tell(s, data));
    return List.of(new Routine(NAME, s.instructions()), countEvent(data));
  }

  private void tell(Sequence s, Data data) {
    s.move(EVENT, data.text(event + " "));
    s.choose(
        isNot(v1.cgroup(), 0), onV1 -> count(onV1, data, v1, fileV1), onV2 -> countV2(onV2, data));
    s.when(isNot(COUNTED, 0), reached -> Report.tell(reached, value(site), value(0)));
  }

  private void countV2(Sequence s, Data data) {
    if (dispensable) {
      s.move(COUNTED, value(0));
      s.when(
          isNot(Hierarchy.UNIFIED.cgroup(), 0),
          made -> count(made, data, Hierarchy.UNIFIED, fileV2));
    } else {
      count(s, data, Hierarchy.UNIFIED, fileV2);
    }
  }

  private static void count(Sequence s, Data data, Hierarchy hierarchy, String file) {
    s.move(CGROUP, value(hierarchy.cgroup()));
    s.move(FILE, data.text(file));
    s.run(COUNT_EVENT);
  }

  /** Whether the event came about: its count does not begin with 0. */
  private static Routine countEvent(Data data) {
    Address content = data.buffer("breach_content", FILE_BYTES + 1);
    Sequence s = Sequence.ofRoutine();
    s.move(COUNTED, value(0));
    s.call(
            Syscall.OPENAT,
            value(CGROUP),
            value(FILE),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FD)
        .orGoOn();
    s.when(failed(FD), Sequence::comeBack);
    s.call(Syscall.READ, value(FD), content, value(FILE_BYTES)).into(LENGTH).orGoOn();
    s.call(Syscall.CLOSE, value(FD)).orGoOn();
    s.when(isLess(LENGTH, value(1)), Sequence::comeBack);
    s.store(Width.BYTE, content, value(LENGTH), value(0));
    s.move(CURSOR, content);
    s.loop(Breach::matchLine);
    return new Routine(COUNT_EVENT, s.instructions());
  }

  private static void matchLine(Sequence s) {
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.load(WANTED, Width.BYTE, value(EVENT), value(INDEX));
          next.load(BYTE, Width.BYTE, value(CURSOR), value(INDEX));
          next.when(is(WANTED, 0), Breach::takeCount);
          next.when(isNot(BYTE, value(WANTED)), Sequence::leave);
          next.compute(INDEX, Operation.ADD, value(1));
        });
    s.loop(
        rest -> {
          rest.load(BYTE, Width.BYTE, value(CURSOR), value(0));
          rest.when(is(BYTE, 0), Sequence::comeBack);
          rest.compute(CURSOR, Operation.ADD, value(1));
          rest.when(is(BYTE, '\n'), Sequence::leave);
        });
  }

  private static void takeCount(Sequence s) {
    s.when(isNot(BYTE, '0'), counted -> counted.move(COUNTED, value(1)));
    s.comeBack();
  }
}
