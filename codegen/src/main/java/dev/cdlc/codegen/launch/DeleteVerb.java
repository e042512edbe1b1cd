package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.launch.ContainerStatus.Status;
import dev.cdlc.codegen.launch.OciWords.Option;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Pause;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.List;

/**
 * {@code delete} of a container that has stopped: removes its cgroups, then its files, and the
 * state and the lock last. Where anything is in the way, Java goes on from there.
 */
final class DeleteVerb {
  /** Nonzero with {@code --force}, which asks for no more where the container has stopped. */
  private static final Cell FORCE = new Cell("delete_force");

  static final List<Option> OPTIONS =
      List.of(new Option("--force", FORCE, false), new Option("-f", FORCE, false));

  private static final int CHUNK_BYTES = 4096;

  /** Fields of {@code struct linux_dirent64}; see getdents(2). */
  private static final int D_RECLEN = 16;

  private static final int D_NAME = 19;

  /** Java starts in the time of so many. */
  private static final int MOST_TRIES = 50;

  private static final long PAUSE_NANOSECONDS = 1_000_000;

  private static final Cell TRIES = new Cell("delete_tries");
  private static final Cell PATH = new Cell("delete_path");
  private static final Cell LENGTH = new Cell("delete_length");
  private static final Cell RESULT = new Cell("delete_result");
  private static final Cell LIST = new Cell("delete_list");
  private static final Cell INDEX = new Cell("delete_index");
  private static final Cell RECORD = new Cell("delete_record");
  private static final Cell ENTRY = new Cell("delete_entry");
  private static final Cell KEPT = new Cell("delete_kept");

  private DeleteVerb() {}

  static void run(Sequence s, Data data) {
    OciWords.requireEnd(s);
    StateFolder.loadNumber(s, data, RESULT, LaunchRecord.HOOKED);
    s.when(isNot(RESULT, 0), OciScript::become);
    StateFolder.lock(s);
    ContainerStatus.find(s);
    s.when(isNot(ContainerStatus.STATUS, Status.STOPPED.number()), OciScript::become);
    StateFolder.loadText(s, data, PATH, LaunchRecord.CGROUPS);
    s.loop(cgroup -> removeCgroup(cgroup, data));
    StateFolder.openFile(s, data, ".", LIST, Fcntl.O_RDONLY, Fcntl.O_CLOEXEC);
    s.loop(chunk -> removeFiles(chunk, data));
    List.of(StateFolder.STATE, StateFolder.LOCK_FILE).forEach(last -> remove(s, data.text(last)));
    s.call(Syscall.UNLINKAT, value(StateFolder.ROOT), value(OciWords.ID), Fcntl.AT_REMOVEDIR)
        .into(RESULT)
        .orGoOn();
    s.when(failed(RESULT), OciScript::become);
  }

  /** Whatever runs there still, or has cgroups of its own, is in the way. */
  private static void removeCgroup(Sequence s, Data data) {
    s.load(RESULT, Width.BYTE, value(PATH), value(0));
    s.when(is(RESULT, 0), Sequence::leave);
    s.move(TRIES, value(MOST_TRIES));
    s.loop(attempt -> tryCgroup(attempt, data));
    requireGone(s);
    Strlen.call(s, value(PATH), LENGTH);
    s.compute(PATH, Operation.ADD, value(LENGTH));
    s.compute(PATH, Operation.ADD, value(1));
  }

  /** What was killed a moment ago keeps it busy still. */
  private static void tryCgroup(Sequence s, Data data) {
    s.call(Syscall.UNLINKAT, Fcntl.AT_FDCWD, value(PATH), Fcntl.AT_REMOVEDIR).into(RESULT).orGoOn();
    s.when(failedOtherwise(RESULT, Errno.EBUSY), Sequence::leave);
    s.compute(TRIES, Operation.SUBTRACT, value(1));
    s.when(is(TRIES, 0), Sequence::leave);
    s.call(Syscall.NANOSLEEP, Pause.of(data, 0, PAUSE_NANOSECONDS), value(0)).orGoOn();
  }

  private static void requireGone(Sequence s) {
    s.when(
        failed(RESULT),
        left -> left.when(failedOtherwise(RESULT, Errno.ENOENT), OciScript::become));
  }

  private static void removeFiles(Sequence s, Data data) {
    Address chunk = data.buffer("delete_chunk", CHUNK_BYTES);
    s.call(Syscall.GETDENTS64, value(LIST), chunk, value(CHUNK_BYTES)).into(LENGTH).orGoOn();
    s.when(failed(LENGTH), OciScript::become);
    s.when(is(LENGTH, 0), Sequence::leave);
    s.move(INDEX, value(0));
    s.loop(
        next -> {
          next.when(is(INDEX, value(LENGTH)), Sequence::leave);
          next.load(RECORD, Width.HALF, new Address(chunk.datum(), D_RECLEN), value(INDEX));
          next.move(ENTRY, new Address(chunk.datum(), D_NAME));
          next.compute(ENTRY, Operation.ADD, value(INDEX));
          next.compute(INDEX, Operation.ADD, value(RECORD));
          next.move(KEPT, value(0));
          List.of(".", "..", StateFolder.STATE, StateFolder.LOCK_FILE)
              .forEach(
                  name ->
                      Prefix.whenSame(
                          next, value(ENTRY), data.text(name), same -> same.move(KEPT, value(1))));
          next.when(is(KEPT, 0), file -> remove(file, value(ENTRY)));
        });
  }

  private static void remove(Sequence s, Operand name) {
    s.call(Syscall.UNLINKAT, value(StateFolder.FD), name, value(0)).into(RESULT).orGoOn();
    requireGone(s);
  }
}
