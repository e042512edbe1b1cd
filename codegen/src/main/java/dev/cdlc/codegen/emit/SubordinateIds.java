package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Processes;
import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Help;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.IdMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ids that the host's /etc/subuid and /etc/subgid give to a caller without privilege, mapped for it
 * by a set-user-ID program: newuidmap(1), newgidmap(1).
 */
final class SubordinateIds {
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_STATUS = 24;

  /** What the programs exit with when they refuse; also the number of EPERM. */
  private static final int REFUSED = Errno.EPERM.number();

  private static final Cell CODE = new Cell("mapper_code");
  private static final Cell STATUS = new Cell("mapper_status");
  private static final Cell ERROR = new Cell("mapper_error");

  private SubordinateIds() {}

  /** One side of the map. */
  enum Side {
    USERS("uid_map", "newuidmap", "/etc/subuid"),
    GROUPS("gid_map", "newgidmap", "/etc/subgid");

    /** In /proc/PID. */
    private final String map;

    private final String program;

    /** Who may map which ids. */
    private final String ranges;

    Side(String map, String program, String ranges) {
      this.map = map;
      this.program = program;
      this.ranges = ranges;
    }

    String map() {
      return map;
    }

    /** Holds the pid of the program while it runs; 0 if it was not needed. */
    Cell mapper() {
      return new Cell(program + "_pid");
    }

    /** Holds what it exited with. */
    Cell status() {
      return new Cell(program + "_status");
    }

    /** By a path that only root can write to, whatever the caller's PATH says. */
    String path() {
      return "/usr/bin/" + program;
    }
  }

  /**
   * Starts the program. Users and groups are mapped at the same time: to execute both is most of
   * what they cost.
   *
   * @param pid where the init's pid stands as a text
   */
  static void start(Lowering l, Side side, List<IdMapping> mappings, Address pid) {
    Sequence child = Sequence.ofRoutine();
    execute(l.in(child), side, mappings, pid);
    l.call(Syscall.CLONE3, Cloning.childArgs(l.data()), value(Cloning.CLONE_ARGS_BYTES))
        .fork(side.program, side.mapper(), child, site(l, side, mappings));
  }

  /** Waits for the programs that were started, and fails as the first of them that did. */
  static void finish(Lowering l, Map<Side, List<IdMapping>> sides) {
    for (Side side : sides.keySet()) {
      l.s().when(isNot(side.mapper(), 0), started -> await(l.in(started), side));
    }
    sides.forEach(
        (side, mappings) ->
            l.s()
                .when(
                    isNot(side.status(), 0),
                    refused -> {
                      refused.note(site(l, side, mappings));
                      refused.move(ERROR, value(0));
                      refused.compute(ERROR, Operation.SUBTRACT, value(side.status()));
                      refused.fail(ERROR);
                    }));
  }

  private static void await(Lowering l, Side side) {
    Sequence s = l.s();
    Address siginfo = l.data().buffer("mapper_siginfo", SIGINFO_BYTES);
    s.call(
            Syscall.WAITID,
            Processes.P_PID,
            value(side.mapper()),
            siginfo,
            Processes.WEXITED,
            value(0))
        .retrying(Errno.EINTR)
        .orGoOn();
    s.load(CODE, Width.WORD, siginfo, value(SI_CODE));
    s.load(side.status(), Width.WORD, siginfo, value(SI_STATUS));
    s.when(isNot(CODE, Processes.CLD_EXITED), killed -> killed.move(side.status(), value(REFUSED)));
  }

  private static int site(Lowering l, Side side, List<IdMapping> mappings) {
    return l.site(Fault.ID_MAP, "cannot map ids by " + side.program, helps(side, mappings));
  }

  /** Nothing is open in it but the standard files; the program clears what it runs with. */
  private static void execute(Lowering l, Side side, List<IdMapping> mappings, Address pid) {
    Address arguments = l.data().constant(arguments(l, side, mappings, pid));
    l.call(Syscall.CLOSE_RANGE, value(3), Preparation.HIGHEST_FD, value(0)).orGoOn();
    l.call(
            Syscall.RT_SIGPROCMASK,
            Signals.SIG_SETMASK,
            SignalSet.NONE.address(l.data()),
            value(0),
            value(8))
        .orGoOn();
    l.call(Syscall.EXECVE, l.text(side.path()), arguments, noEnvironment(l)).into(ERROR).orGoOn();
    l.s().move(STATUS, value(0));
    l.s().compute(STATUS, Operation.SUBTRACT, value(ERROR));
    l.call(Syscall.EXIT_GROUP, value(STATUS)).orGoOn();
  }

  private static List<Part> arguments(
      Lowering l, Side side, List<IdMapping> mappings, Address pid) {
    List<Part> parts = new ArrayList<>();
    parts.add(Data.pointer(l.text(side.program)));
    parts.add(Data.pointer(pid));
    for (IdMapping one : mappings) {
      for (long id : List.of(one.inside(), one.outside(), one.count())) {
        parts.add(Data.pointer(l.text(Long.toString(id))));
      }
    }
    parts.add(new Part.Zero(8));
    return parts;
  }

  private static Address noEnvironment(Lowering l) {
    return l.data().constant(List.of(new Part.Zero(8)));
  }

  private static Help[] helps(Side side, List<IdMapping> mappings) {
    boolean oneByOne = mappings.stream().allMatch(one -> one.count() == 1);
    String lines =
        mappings.stream()
            .filter(one -> oneByOne || one.count() > 1)
            .map(one -> "`USER:%d:%d`".formatted(one.outside(), one.count()))
            .collect(Collectors.joining(" and "));
    return new Help[] {
      new Help(
          Errno.ENOENT,
          "%s is not installed; Debian has it in the package uidmap".formatted(side.path())),
      new Help(
          Errno.EPERM,
          "%s must give these ids to the caller, as %s, and %s be set-user-ID root"
              .formatted(side.ranges, lines, side.path()))
    };
  }
}
