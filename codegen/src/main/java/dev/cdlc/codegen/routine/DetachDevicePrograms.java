package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Bpf;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;

/**
 * Detaches all programs that restrict the devices of the container's cgroup of v2: each that is
 * attached can only take away from what the others allow.
 */
public final class DetachDevicePrograms {
  /** 0, or the negative errno of what keeps one attached. */
  public static final Cell RESULT = new Cell("detach_devices_result");

  /** Nonzero once the supervisor has attached one to a cgroup that may stay. */
  public static final Cell ATTACHED = new Cell("devices_attached");

  private static final String NAME = "detach_device_programs";
  private static final int QUERY_BYTES = 32;
  private static final int QUERY_COUNT = 24;
  private static final int GET_BYTES = 12;
  private static final int DETACH_BYTES = 16;
  private static final Cell ID = new Cell("detach_devices_id");
  private static final Cell PROGRAM = new Cell("detach_devices_program");

  private DetachDevicePrograms() {}

  public static void call(Sequence s) {
    s.run(NAME);
  }

  static Routine routine(Data data) {
    Sequence s = Sequence.ofRoutine();
    s.loop(next -> detachFirst(next, data));
    return new Routine(NAME, s.instructions());
  }

  private static void detachFirst(Sequence s, Data data) {
    s.move(RESULT, value(0));
    askForFirst(s, data);
    s.when(is(ID, 0), Sequence::leave);
    Address get = data.buffer("device_program_get", GET_BYTES);
    s.store(Width.WORD, get, value(0), value(ID));
    s.call(Syscall.BPF, Bpf.BPF_PROG_GET_FD_BY_ID, get, value(GET_BYTES)).into(PROGRAM).orGoOn();
    s.move(RESULT, value(PROGRAM));
    s.when(failed(RESULT), Sequence::leave);
    Address detach =
        data.variable(
            "device_detachment",
            List.of(
                new Part.Zero(2 * Width.WORD.bytes()),
                new Part.Field("attach_type", Width.WORD, Bpf.BPF_CGROUP_DEVICE),
                new Part.Zero(Width.WORD.bytes())));
    s.store(Width.WORD, detach, value(0), value(Hierarchy.UNIFIED.cgroup()));
    s.store(Width.WORD, detach, value(Width.WORD.bytes()), value(PROGRAM));
    s.call(Syscall.BPF, Bpf.BPF_PROG_DETACH, detach, value(DETACH_BYTES)).into(RESULT).orGoOn();
    s.call(Syscall.CLOSE, value(PROGRAM)).orGoOn();
    s.when(failed(RESULT), Sequence::leave);
  }

  /** With room for one the kernel tells one, and ENOSPC where there are more. */
  private static void askForFirst(Sequence s, Data data) {
    Address first = data.buffer("device_program_id", Width.DOUBLE.bytes());
    Address query =
        data.variable(
            "device_program_query",
            List.of(
                new Part.Zero(Width.WORD.bytes()),
                new Part.Field("attach_type", Width.WORD, Bpf.BPF_CGROUP_DEVICE),
                new Part.Zero(2 * Width.WORD.bytes()),
                Data.pointer(first),
                new Part.Zero(Width.DOUBLE.bytes())));
    s.store(Width.WORD, first, value(0), value(0));
    s.store(Width.WORD, query, value(0), value(Hierarchy.UNIFIED.cgroup()));
    s.store(Width.WORD, query, value(QUERY_COUNT), value(1));
    s.call(Syscall.BPF, Bpf.BPF_PROG_QUERY, query, value(QUERY_BYTES)).orGoOn();
    s.load(ID, Width.WORD, first, value(0));
  }
}
