package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.ExplainExecve;
import dev.cdlc.codegen.routine.FindVariable;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.routine.SearchPath;
import dev.cdlc.codegen.routine.TryExecve;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The container's command: where it starts, with which arguments and environment. */
final class Command {
  private static final int POINTER_BYTES = 8;

  /** Where commands are looked for if nobody says otherwise. */
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final Cell FOLDER = new Cell("working_folder");
  private static final Cell BYTES = new Cell("argument_bytes");
  private static final Cell CURSOR = new Cell("cursor");
  private static final Cell INDEX = new Cell("index");
  private static final Cell ITEM = new Cell("item");
  private static final Cell RESULT = new Cell("result");

  private Command() {}

  /**
   * The init stands in the root already. A path may lead through a link to one of the init's own
   * fds (CVE-2024-21626); resolved beneath the root it does not.
   */
  static void chdir(Lowering l, InitAction.Chdir action) {
    if (!action.path().equals("/")) {
      enter(l, action.path());
    }
  }

  private static void enter(Lowering l, String path) {
    int site = l.site(Fault.WORKING_FOLDER, "cannot enter " + path);
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(path),
            OpenHow.path(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(FOLDER)
        .orFail(site);
    l.call(Syscall.FCHDIR, value(FOLDER)).orFail(site);
  }

  /**
   * Executes the command.
   *
   * @param last what is to be done when nothing else is left to do
   */
  static void execve(Lowering l, InitAction.Execve action, Consumer<Lowering> last) {
    if (action.args().isEmpty()) {
      GivenCommand.execve(l, action.environment(), last);
      return;
    }
    String command = action.args().getFirst();
    arguments(l, action.args());
    environment(l, action.environment());
    if (command.contains("/")) {
      executeFile(l, l.text(command), l.commandSite("cannot run " + command), last);
    } else {
      searchPath(l, command, action.environment(), last);
    }
  }

  /**
   * Fails where there is no such command, for a container that waits: when it is to be executed,
   * nobody is told any more. Whether it can be executed, only execve(2) knows.
   */
  static void lookUp(Lowering l, InitAction.Execve action) {
    String command = action.args().getFirst();
    String path = path(action.environment());
    List<String> files = command.contains("/") ? List.of(command) : candidates(path, command);
    Sequence s = l.s();
    s.note(l.commandSite("cannot run " + command));
    Constant nowhere = new Constant(-Errno.ENOENT.number(), "-ENOENT");
    s.move(RESULT, nowhere);
    for (String file : files) {
      s.when(failedWith(RESULT, Errno.ENOENT), missing -> lookUp(missing, l.text(file)));
      s.when(failedWith(RESULT, Errno.ENOTDIR), missing -> missing.move(RESULT, nowhere));
      s.when(failedWith(RESULT, Errno.ELOOP), missing -> missing.move(RESULT, nowhere));
    }
    s.when(failedWith(RESULT, Errno.ENOENT), missing -> missing.fail(RESULT));
  }

  private static void lookUp(Sequence s, Address file) {
    s.call(Syscall.FACCESSAT, Fcntl.AT_FDCWD, file, Files.F_OK).into(RESULT).orGoOn();
  }

  static void executeFile(Lowering l, Operand command, int site, Consumer<Lowering> last) {
    Sequence s = l.s();
    s.note(site);
    unblockSignals(l);
    last.accept(l);
    s.call(Syscall.EXECVE, command, value(TryExecve.ARGV), value(TryExecve.ENVP))
        .into(RESULT)
        .orGoOn();
    ExplainExecve.call(s, command, value(RESULT));
    s.fail(RESULT);
  }

  /**
   * What is sent while the container is built waits until now: it is for the command, and must not
   * look like a failure of the init.
   */
  private static void unblockSignals(Lowering l) {
    l.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.NONE.address(l.data()),
            value(0),
            value(8))
        .orGoOn();
  }

  private static void searchPath(
      Lowering l, String command, List<EnvironmentEntry> environment, Consumer<Lowering> last) {
    String path = path(environment);
    boolean passed = environment.contains(new EnvironmentEntry.Pass("PATH"));
    int site =
        l.commandSite(
            "cannot run " + command,
            passed
                ? new Help(Errno.ENOENT, "not found along the caller's PATH")
                : notFoundAlong(path));
    Consumer<Sequence> search =
        passed
            ? s -> SearchPath.call(s, l.data(), value(FindVariable.FOUND), command)
            : s -> candidates(path, command).forEach(file -> TryExecve.call(s, l.text(file)));
    Consumer<Lowering> before = passed ? last.andThen(found -> findPassedPath(found, path)) : last;
    search(l, site, before, search);
  }

  static Help notFoundAlong(String path) {
    return new Help(Errno.ENOENT, "not found along PATH=" + path);
  }

  /** Tries each candidate, and once more to find out what is in the way. */
  static void search(Lowering l, int site, Consumer<Lowering> last, Consumer<Sequence> candidates) {
    Sequence s = l.s();
    s.note(site);
    unblockSignals(l);
    last.accept(l);
    s.move(TryExecve.ERRNO, new Constant(-Errno.ENOENT.number(), "-ENOENT"));
    candidates.accept(s);
    s.move(TryExecve.EXPLAINING, value(1));
    candidates.accept(s);
    s.fail(TryExecve.ERRNO);
  }

  /** Where a command without a slash is looked for. */
  static String path(List<EnvironmentEntry> environment) {
    return fixedPath(environment).orElse(DEFAULT_PATH);
  }

  private static void findPassedPath(Lowering l, String otherwise) {
    FindVariable.call(l.s(), l.text("PATH="));
    l.s()
        .choose(
            is(FindVariable.FOUND, 0),
            none -> none.move(FindVariable.FOUND, l.text(otherwise)),
            some -> some.compute(FindVariable.FOUND, Operation.ADD, value("PATH=".length())));
  }

  private static Optional<String> fixedPath(List<EnvironmentEntry> environment) {
    return environment.stream()
        .filter(EnvironmentEntry.Set.class::isInstance)
        .map(EnvironmentEntry.Set.class::cast)
        .filter(set -> set.name().equals("PATH"))
        .map(EnvironmentEntry.Set::value)
        .reduce((_, last) -> last);
  }

  private static List<String> candidates(String path, String command) {
    List<String> candidates = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      candidates.add(folder.isEmpty() ? command : folder + "/" + command);
    }
    return candidates;
  }

  /** The arguments that the executable was started with follow those of the source. */
  private static void arguments(Lowering l, List<String> args) {
    Sequence s = l.s();
    Address fixed = array(l, args);
    s.move(TryExecve.ARGV, fixed);
    s.when(isAtLeast(Variables.ARGC, 2), more -> append(l.in(more), fixed, args.size()));
  }

  private static void append(Lowering l, Address fixed, int count) {
    Sequence s = l.s();
    int site = l.commandSite("cannot pass the arguments on");
    long fixedBytes = (long) count * POINTER_BYTES;
    s.move(BYTES, value(Variables.ARGC));
    s.compute(BYTES, Operation.MULTIPLY, value(POINTER_BYTES));
    s.compute(BYTES, Operation.ADD, value(fixedBytes));
    s.call(
            Syscall.MMAP,
            value(0),
            value(BYTES),
            Flags.or(Files.PROT_READ, Files.PROT_WRITE),
            Flags.or(Files.MAP_PRIVATE, Files.MAP_ANONYMOUS),
            value(-1),
            value(0))
        .into(TryExecve.ARGV)
        .orFail(site);
    s.move(INDEX, value(0));
    copyPointers(s, fixed, value(fixedBytes));
    s.move(CURSOR, value(Variables.ARGV));
    s.compute(CURSOR, Operation.ADD, value(POINTER_BYTES - fixedBytes));
    copyPointers(s, value(CURSOR), value(BYTES));
  }

  /** From {@link #INDEX} on, to the same place in the new array. */
  private static void copyPointers(Sequence s, Operand source, Operand end) {
    s.loop(
        next -> {
          next.when(is(INDEX, end), Sequence::leave);
          next.load(ITEM, Width.DOUBLE, source, value(INDEX));
          next.store(Width.DOUBLE, value(TryExecve.ARGV), value(INDEX), value(ITEM));
          next.compute(INDEX, Operation.ADD, value(POINTER_BYTES));
        });
  }

  /** What is fixed stands there from the start; what the caller has follows it. */
  static void environment(Lowering l, List<EnvironmentEntry> environment) {
    List<String> fixed = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    for (EnvironmentEntry entry : environment) {
      switch (entry) {
        case EnvironmentEntry.Set(String name, String value) -> fixed.add(name + "=" + value);
        case EnvironmentEntry.Pass(String name) -> passed.add(name + "=");
      }
    }
    Sequence s = l.s();
    if (passed.isEmpty()) {
      s.move(TryExecve.ENVP, array(l, fixed));
    } else {
      s.move(TryExecve.ENVP, l.data().variable("environment", slots(l, fixed, passed.size())));
      s.move(INDEX, value((long) fixed.size() * POINTER_BYTES));
      passed.forEach(prefix -> pass(s, l.text(prefix)));
    }
  }

  private static void pass(Sequence s, Operand prefix) {
    FindVariable.call(s, prefix);
    s.when(
        isNot(FindVariable.FOUND, 0),
        found -> {
          found.store(Width.DOUBLE, value(TryExecve.ENVP), value(INDEX), value(FindVariable.FOUND));
          found.compute(INDEX, Operation.ADD, value(POINTER_BYTES));
        });
  }

  private static List<Part> slots(Lowering l, List<String> fixed, int free) {
    List<Part> parts = pointers(l, fixed);
    parts.add(new Part.Zero((free + 1) * POINTER_BYTES));
    return parts;
  }

  static Address array(Lowering l, List<String> strings) {
    List<Part> parts = pointers(l, strings);
    parts.add(new Part.Zero(POINTER_BYTES));
    return l.data().constant(parts);
  }

  private static List<Part> pointers(Lowering l, List<String> strings) {
    List<Part> parts = new ArrayList<>();
    strings.forEach(string -> parts.add(Data.pointer(l.text(string))));
    return parts;
  }
}
