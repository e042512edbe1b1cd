package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A filter that kills for some system calls. Which one it was, no signal says: the kernel's audit
 * does, in a record of the host's log, where that may be read.
 *
 * @param site that tells of it
 * @param calls that it may kill for, by their numbers
 * @param auditArch of the machine's own calls
 */
public record KillingFilter(int site, SortedMap<Integer, String> calls, int auditArch) {
  private static final String NAME = "tell_killing_call";
  private static final String FIND_RECORD = "find_audit_record";
  private static final int RECORD_BYTES = 8192;
  private static final int MOST_DIGITS = 20;
  private static final int ENTRY_BYTES = 8;
  private static final int ENTRY_NAME = 4;

  /** The audit writes its records from a thread of its own. */
  private static final long PATIENCE_NANOS = 300_000_000;

  /** Others write to the log too. */
  private static final int MOST_WAITS = 10;

  private static final int POLLFD_BYTES = 8;
  private static final int POLLFD_EVENTS = 4;

  private static final Cell PID = new Cell("audit_pid");
  private static final Cell LOG = new Cell("audit_log");
  private static final Cell WAITS = new Cell("audit_waits");
  private static final Cell LENGTH = new Cell("audit_length");
  private static final Cell CURSOR = new Cell("audit_cursor");
  private static final Cell NUMBER = new Cell("audit_number");
  private static final Cell DIGIT = new Cell("audit_digit");
  private static final Cell ENTRY = new Cell("audit_entry");
  private static final Cell TITLE = new Cell("audit_title");

  /** Tells of the call that a process was killed for. */
  static void tell(Sequence s, Cell pid) {
    s.move(PID, value(pid));
    s.run(NAME);
  }

  List<Routine> routines(Data data) {
    return List.of(telling(data), findingRecord(data));
  }

  private Routine telling(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.move(TITLE, calls.size() == 1 ? data.text(calls.values().iterator().next()) : value(0));
    s.run(FIND_RECORD);
    s.when(isNot(NUMBER, -1), found -> findName(found, data));
    Report.tell(s, value(site), value(TITLE));
    return new Routine(NAME, s.instructions());
  }

  private void findName(Sequence s, Data data) {
    s.move(ENTRY, data.constant(table(data)));
    s.loop(
        next -> {
          next.load(DIGIT, Width.WORD, value(ENTRY), value(0));
          next.load(CURSOR, Width.WORD, value(ENTRY), value(ENTRY_NAME));
          next.when(is(CURSOR, 0), Sequence::leave);
          next.when(is(DIGIT, value(NUMBER)), same -> same.move(TITLE, value(CURSOR)));
          next.compute(ENTRY, Operation.ADD, value(ENTRY_BYTES));
        });
  }

  private List<Part> table(Data data) {
    List<Part> parts = new ArrayList<>();
    calls.forEach(
        (number, name) -> {
          parts.add(new Part.Field("number", Width.WORD, new Constant(number, "")));
          parts.add(Data.shortPointer(data.text(name)));
        });
    parts.add(new Part.Zero(ENTRY_BYTES));
    return parts;
  }

  /** Leaves the call's number, or -1. */
  private Routine findingRecord(Data data) {
    Address sought =
        data.variable(
            "audit_sought", List.of(Part.Bytes.of(" pid="), new Part.Zero(MOST_DIGITS + 2)));
    Sequence s = Sequence.ofRoutine();
    s.move(NUMBER, value(-1));
    s.move(WAITS, value(MOST_WAITS));
    s.move(CURSOR, sought);
    s.compute(CURSOR, Operation.ADD, value(" pid=".length()));
    FormatInt.call(s, value(PID), CURSOR);
    s.store(Width.BYTE, value(CURSOR), value(0), value(' '));
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            data.text("/dev/kmsg"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC),
            value(0))
        .into(LOG)
        .orGoOn();
    s.when(failed(LOG), Sequence::comeBack);
    s.loop(next -> readRecord(next, data, sought));
    s.call(Syscall.CLOSE, value(LOG)).orGoOn();
    return new Routine(FIND_RECORD, s.instructions());
  }

  /** Each read(2) gives one record; EPIPE says that some were overwritten meanwhile. */
  private void readRecord(Sequence s, Data data, Address sought) {
    Address content = data.buffer("audit_record", RECORD_BYTES + 1);
    s.call(Syscall.READ, value(LOG), content, value(RECORD_BYTES)).into(LENGTH).orGoOn();
    s.when(failedWith(LENGTH, Errno.EPIPE), Sequence::again);
    s.when(
        failedWith(LENGTH, Errno.EAGAIN),
        end -> {
          end.when(isNot(NUMBER, -1), Sequence::leave);
          end.compute(WAITS, Operation.SUBTRACT, value(1));
          end.when(is(WAITS, 0), Sequence::leave);
          awaitRecord(end, data);
          end.again();
        });
    s.when(isLess(LENGTH, value(1)), Sequence::leave);
    s.store(Width.BYTE, content, value(LENGTH), value(0));
    FindText.call(s, content, data.text("audit: type=1326 "));
    s.when(isNot(FindText.FOUND, 0), seccomp -> FindText.call(seccomp, content, sought));
    s.when(isNot(FindText.FOUND, 0), own -> FindText.call(own, content, numberOf(data)));
    s.when(isNot(FindText.FOUND, 0), KillingFilter::takeNumber);
  }

  private Address numberOf(Data data) {
    return data.text(" arch=%x syscall=".formatted(auditArch));
  }

  private static void awaitRecord(Sequence s, Data data) {
    Address polled = data.buffer("audit_poll", POLLFD_BYTES);
    s.store(Width.WORD, polled, value(0), value(LOG));
    s.store(Width.WORD, polled, value(POLLFD_EVENTS), Files.POLLIN);
    s.call(Syscall.PPOLL, polled, value(1), Pause.of(data, 0, PATIENCE_NANOS), value(0), value(0))
        .into(LENGTH)
        .orGoOn();
    s.when(isLess(LENGTH, value(1)), Sequence::leave);
  }

  private static void takeNumber(Sequence s) {
    s.move(NUMBER, value(0));
    s.loop(
        next -> {
          next.load(DIGIT, Width.BYTE, value(FindText.FOUND), value(0));
          next.when(isLess(DIGIT, value('0')), Sequence::leave);
          next.compute(NUMBER, Operation.MULTIPLY, value(10));
          next.compute(NUMBER, Operation.ADD, value(DIGIT));
          next.compute(NUMBER, Operation.SUBTRACT, value('0'));
          next.compute(FindText.FOUND, Operation.ADD, value(1));
        });
  }
}
