package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedOtherwise;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.launch.ContainerStatus.Status;
import dev.cdlc.codegen.launch.OciWords.Option;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Strlen;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction.WritePid;
import java.util.List;

/**
 * {@code exec}: becomes the executable that Java kept when the same was asked for the last time;
 * see {@link KeptExec}. A command that is left to run is started by a child, since whether it runs
 * is to be told.
 */
final class ExecVerb {
  private static final Cell DETACH = new Cell("exec_detach");
  private static final Cell PROCESS = new Cell("exec_process");
  private static final Cell PID_FILE = new Cell("exec_pid_file");

  static final List<Option> OPTIONS =
      List.of(
          new Option("--process", PROCESS, true),
          new Option("-p", PROCESS, true),
          new Option("--pid-file", PID_FILE, true),
          new Option("--detach", DETACH, false),
          new Option("-d", DETACH, false));

  private static final int PATH_MAX = 4096;

  /** What a child exits with that could not become the executable. */
  private static final int FAILED = 255;

  private static final Cell CGROUP = new Cell("exec_cgroup");
  private static final Cell FILE = new Cell("exec_file");
  private static final Cell BYTES = new Cell("exec_bytes");
  private static final Cell ROOM = new Cell("exec_room");
  private static final Cell CALLERS = new Cell("exec_callers_environment");
  private static final Cell CHILD = new Cell("exec_child");
  private static final Cell STATUS = new Cell("exec_status");

  private ExecVerb() {}

  static void run(Sequence s, Data data, String build) {
    ContainerStatus.find(s);
    for (Status status : List.of(Status.PAUSED, Status.STOPPED)) {
      s.when(is(ContainerStatus.STATUS, status.number()), OciScript::become);
    }
    StateFolder.loadText(s, data, CGROUP, LaunchRecord.CGROUPS);
    s.loop(cgroup -> requireLeaf(cgroup, data));
    makeKey(s, data, build);
    s.move(CacheFolder.FOLDER, value(StateFolder.FD));
    CacheEntry.execute(s);
    OciScript.become(s);
  }

  /** A cgroup of v2 that has handed controllers down takes no process: Java looks for another. */
  private static void requireLeaf(Sequence s, Data data) {
    s.load(BYTES, Width.BYTE, value(CGROUP), value(0));
    s.when(is(BYTES, 0), Sequence::leave);
    Address path = data.buffer("exec_subtree_control", PATH_MAX);
    Append.begin(s, path, PATH_MAX);
    Append.call(s, value(CGROUP));
    Append.join(s, data.text("/cgroup.subtree_control"));
    s.when(isNot(Append.FULL, 0), OciScript::become);
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            path,
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FILE)
        .orGoOn();
    s.choose(
        failed(FILE),
        // Only cgroups of v2 have it, and not their root.
        closed -> closed.when(failedOtherwise(FILE, Errno.ENOENT), OciScript::become),
        opened -> {
          opened.call(Syscall.READ, value(FILE), path, value(1)).into(BYTES).orGoOn();
          opened.call(Syscall.CLOSE, value(FILE)).orGoOn();
          opened.when(isNot(BYTES, 0), OciScript::become);
        });
    Strlen.call(s, value(CGROUP), BYTES);
    s.compute(CGROUP, Operation.ADD, value(BYTES));
    s.compute(CGROUP, Operation.ADD, value(1));
  }

  /** As {@link KeptExec} makes it. */
  private static void makeKey(Sequence s, Data data, String build) {
    Append.begin(s, CacheKey.buffer(data), CacheKey.MOST_BYTES);
    Append.call(s, data.text(build));
    appendIf(s, data, DETACH, KeptExec.DETACHED, "");
    appendIf(s, data, PROCESS, KeptExec.PROCESS, KeptExec.WORDS);
    s.when(isNot(Append.FULL, 0), OciScript::become);
    s.move(CacheKey.LENGTH, value(Append.CURSOR));
    s.compute(CacheKey.LENGTH, Operation.SUBTRACT, CacheKey.buffer(data));
    s.move(CacheKey.DELIMITER, value(OciWords.NEXT));
    s.choose(is(PROCESS, 0), ExecVerb::requireCommand, file -> addProcess(file, data));
    CacheKey.nameEntry(s, data);
  }

  private static void appendIf(Sequence s, Data data, Cell given, String word, String otherwise) {
    s.choose(
        is(given, 0),
        unsaid -> Append.call(unsaid, data.text(otherwise)),
        said -> Append.call(said, data.text(word)));
  }

  /** It follows the word that the executable's name takes the place of. */
  private static void requireCommand(Sequence s) {
    s.load(BYTES, Width.DOUBLE, value(OciWords.NEXT), value(0));
    s.when(is(BYTES, 0), OciScript::become);
    s.compute(CacheKey.DELIMITER, Operation.SUBTRACT, value(8));
  }

  /** Only what can be read once more: a pipe would have nothing left for Java. */
  private static void addProcess(Sequence s, Data data) {
    OciWords.requireEnd(s);
    Address stat = data.buffer("exec_stat", Stat.STATX_BYTES);
    s.call(Syscall.STATX, Fcntl.AT_FDCWD, value(PROCESS), value(0), Stat.STATX_TYPE, stat)
        .into(FILE)
        .orGoOn();
    s.when(failed(FILE), OciScript::become);
    s.load(BYTES, Width.HALF, stat, Stat.STX_MODE);
    s.compute(BYTES, Operation.AND, Stat.S_IFMT);
    s.when(isNot(BYTES, Stat.S_IFREG), OciScript::become);
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            value(PROCESS),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC),
            value(0))
        .into(FILE)
        .orGoOn();
    s.when(failed(FILE), OciScript::become);
    s.loop(ExecVerb::addChunk);
    s.call(Syscall.CLOSE, value(FILE)).orGoOn();
  }

  private static void addChunk(Sequence s) {
    s.move(ROOM, value(CacheKey.MOST_BYTES));
    s.compute(ROOM, Operation.SUBTRACT, value(CacheKey.LENGTH));
    s.when(is(ROOM, 0), OciScript::become);
    s.call(Syscall.READ, value(FILE), value(Append.CURSOR), value(ROOM)).into(BYTES).orGoOn();
    s.when(failed(BYTES), OciScript::become);
    s.when(is(BYTES, 0), Sequence::leave);
    s.compute(Append.CURSOR, Operation.ADD, value(BYTES));
    s.compute(CacheKey.LENGTH, Operation.ADD, value(BYTES));
  }

  /** In any case, lest the caller's own variable count. What is too long is Java's to refuse. */
  private static void passPidFile(Sequence s, Data data) {
    Address variable = data.buffer("exec_pid_variable", PATH_MAX);
    Append.begin(s, variable, PATH_MAX);
    Append.call(s, data.text(WritePid.VARIABLE + "="));
    s.when(isNot(PID_FILE, 0), said -> Append.join(said, value(PID_FILE)));
    s.when(isNot(Append.FULL, 0), OciScript::become);
    Environment.of(s, data, variable);
    s.move(Variables.ENVP, value(Environment.ENVP));
  }

  /** In the place of {@link Image#execute}, which comes back if it cannot be executed. */
  static void execute(Sequence s, Data data, Cell file) {
    s.move(CALLERS, value(Variables.ENVP));
    passPidFile(s, data);
    s.when(isNot(DETACH, 0), leaves -> start(leaves, data, file));
    Image.execute(s, data, file);
    s.move(Variables.ENVP, value(CALLERS));
  }

  /** The child ends with this process, as Java's does. */
  private static void start(Sequence s, Data data, Cell file) {
    Sequence child = Sequence.ofRoutine();
    Child.endWithParent(child);
    Image.execute(child, data, file);
    child.call(Syscall.EXIT_GROUP, value(FAILED)).orGoOn();
    Child.start(s, data, "command", CHILD, child);
    s.move(Variables.ENVP, value(CALLERS));
    s.when(failed(CHILD), OciScript::become);
    Child.await(s, data, CHILD, STATUS);
    s.when(is(STATUS, 0), done -> done.call(Syscall.EXIT_GROUP, value(0)).orGoOn());
    OciScript.tell(s, STATUS);
  }
}
