package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Kind;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;

/** A program with one of everything that the grammar can show. */
final class SampleProgram {
  /** What strace(1) shows of a run, with an error, a signal and interrupted calls. */
  static final String LOG =
      """
      100 execve("./sample", ["./sample"], 0x7ffc0a5c7d18 /* 20 vars */) = 0
      100 openat2(-100 /* AT_FDCWD */, "/srv", {flags=0x280000 /* O_RDONLY|O_CLOEXEC|O_PATH */, resolve=0x10 /* RESOLVE_IN_ROOT */}, 24) = -1 EAGAIN (Resource temporarily unavailable)
      100 openat2(-100 /* AT_FDCWD */, "/srv", {flags=0x280000 /* O_RDONLY|O_CLOEXEC|O_PATH */, resolve=0x10 /* RESOLVE_IN_ROOT */}, 24) = 3
      100 clone3({flags=0x1000 /* CLONE_PIDFD */, pidfd=0x50123c, exit_signal=17 /* SIGCHLD */, stack=NULL, stack_size=0} => {pidfd=[4]}, 88) = 101
      101 fchdir(3 <unfinished ...>
      100 ppoll([{fd=4, events=0x1 /* POLLIN */}], 1, NULL, NULL, 8 <unfinished ...>
      101 <... fchdir resumed>)             = 0
      101 sethostname("srv", 3)             = 0
      101 execve("/bin/sh", ["sh", "-c"], 0x501260 /* 1 var */) = 0
      101 brk(NULL)                         = 0x55d0c8a4a000
      100 <... ppoll resumed>)              = ? ERESTARTNOHAND (To be restarted if no handler)
      100 --- SIGWINCH {si_signo=28 /* SIGWINCH */, si_code=0x80 /* SI_KERNEL */} ---
      100 ppoll([{fd=4, events=0x1 /* POLLIN */}], 1, NULL, NULL, 8) = 0 (Timeout)
      100 ppoll([{fd=4, events=0x1 /* POLLIN */}], 1, NULL, NULL, 8 <unfinished ...>
      101 exit_group(0)                     = ?
      101 +++ exited with 0 +++
      100 <... ppoll resumed>)              = 1 ([{fd=4, revents=0x1 /* POLLIN */}])
      100 write(1, "done\\n", 5)             = 5
      100 exit_group(0)                     = ?
      100 +++ exited with 0 +++
      """;

  private static final Cell ROOT = new Cell("root");
  private static final Cell PID = new Cell("pid");
  private static final Cell PIDFD = new Cell("pidfd");
  private static final Cell COUNT = new Cell("count");
  private static final Cell LENGTH = new Cell("length");
  private static final Cell PATH = new Cell("path");
  private static final Constant AT_FDCWD = new Constant(-100, "AT_FDCWD");
  private static final Constant SIGCHLD = new Constant(17, "SIGCHLD");
  private static final OnError FAIL = OnError.fail("fail");

  private SampleProgram() {}

  static Program program() {
    return new Program("parent", main(), List.of(show(), count(), fail()), data());
  }

  private static List<Instruction> main() {
    return List.of(
        new Instruction.Mark(1, "open the root"),
        openRoot(),
        ifEqual(ROOT, -2, List.of(exit(2)), List.of()),
        new Instruction.CallRoutine("count"),
        new Instruction.Mark(2, "make the child"),
        fork(),
        new Instruction.Load(PIDFD, Width.WORD, new Address("pidfd_memory", 0), Operand.of(0)),
        new Instruction.Store(Width.WORD, new Address("polled", 0), Operand.of(0), pidfd()),
        new Instruction.Loop(
            List.of(
                call(
                        Syscall.PPOLL,
                        new Address("polled", 0),
                        Operand.of(1),
                        Operand.of(0),
                        Operand.of(0),
                        Operand.of(8))
                    .into(COUNT),
                ifEqual(COUNT, 1, List.of(new Instruction.Break()), List.of()))),
        new Instruction.Move(PATH, new Address("done", 0)),
        new Instruction.CallRoutine("show"),
        exit(0));
  }

  private static Instruction openRoot() {
    OnError onError = new OnError(List.of(Errno.ENOENT), List.of(Errno.EAGAIN), FAIL.failure());
    return call(
            Syscall.OPENAT2,
            AT_FDCWD,
            new Address("folder", 0),
            new Address("how", 0),
            Operand.of(24))
        .on(onError)
        .into(ROOT);
  }

  private static Instruction fork() {
    Call clone = call(Syscall.CLONE3, new Address("clone_args", 0), Operand.of(88)).on(FAIL).end();
    List<Instruction> child =
        List.of(
            call(Syscall.FCHDIR, Operand.of(ROOT)).on(FAIL).end(),
            call(Syscall.SETHOSTNAME, new Address("folder", 1), Operand.of(3)).on(FAIL).end(),
            call(
                    Syscall.EXECVE,
                    new Address("shell", 0),
                    new Address("argv", 0),
                    new Address("environment", 0))
                .on(FAIL)
                .end());
    return new Instruction.Fork("child", clone, PID, child);
  }

  /** Writes what PATH points to. */
  private static Routine show() {
    return new Routine(
        "show",
        List.of(
            new Instruction.Move(LENGTH, Operand.of(5)),
            call(Syscall.WRITE, new Constant(1, ""), Operand.of(PATH), Operand.of(LENGTH))
                .on(new OnError(List.of(), List.of(Errno.EINTR), Optional.empty()))
                .end(),
            new Instruction.Return()));
  }

  /** Makes no call. */
  private static Routine count() {
    return new Routine(
        "count",
        List.of(
            new Instruction.Loop(
                List.of(
                    new Compute(COUNT, Operation.ADD, Operand.of(1)),
                    ifEqual(COUNT, 3, List.of(new Instruction.Break()), List.of())))));
  }

  private static Routine fail() {
    return new Routine(
        "fail",
        List.of(
            ifEqual(
                PID, 0, List.of(exit(125)), List.of(call(Syscall.GETPID).into(PID), exit(124)))));
  }

  private static List<Datum> data() {
    return List.of(
        new Datum("folder", Kind.READ_ONLY, text("/srv")),
        new Datum("done", Kind.READ_ONLY, text("done\n")),
        new Datum("shell", Kind.READ_ONLY, text("/bin/sh")),
        new Datum("option", Kind.READ_ONLY, text("-c")),
        new Datum(
            "argv",
            Kind.READ_ONLY,
            List.of(new Part.Pointer("shell", 5), new Part.Pointer("option", 0), new Part.Zero(8))),
        new Datum("environment", Kind.WRITABLE, List.of(new Part.Zero(64))),
        new Datum(
            "how",
            Kind.READ_ONLY,
            List.of(
                field("flags", Width.DOUBLE, new Constant(0x280000, "O_PATH|O_CLOEXEC")),
                field("mode", Width.DOUBLE, new Constant(0, "")),
                field("resolve", Width.DOUBLE, new Constant(16, "RESOLVE_IN_ROOT")))),
        new Datum(
            "clone_args",
            Kind.READ_ONLY,
            List.of(
                field("flags", Width.DOUBLE, new Constant(0x1000, "CLONE_PIDFD")),
                new Part.Pointer("pidfd_memory", 0),
                new Part.Zero(16),
                field("exit_signal", Width.DOUBLE, SIGCHLD),
                new Part.Zero(48))),
        new Datum("pidfd_memory", Kind.WRITABLE, List.of(new Part.Zero(8))),
        new Datum(
            "polled",
            Kind.WRITABLE,
            List.of(
                field("fd", Width.WORD, new Constant(0, "")),
                field("events", Width.HALF, new Constant(1, "POLLIN")),
                new Part.Zero(2))));
  }

  private static List<Part> text(String text) {
    return List.of(Part.Bytes.of(text), new Part.Zero(1));
  }

  private static Part field(String name, Width width, Constant value) {
    return new Part.Field(name, width, value);
  }

  private static Operand pidfd() {
    return Operand.of(PIDFD);
  }

  private static Instruction exit(int status) {
    return call(Syscall.EXIT_GROUP, Operand.of(status)).end();
  }

  private static Instruction ifEqual(
      Cell cell, long value, List<Instruction> then, List<Instruction> otherwise) {
    Constant constant = new Constant(value, value == -2 ? "-ENOENT" : "");
    return new Instruction.If(
        new Condition(Operand.of(cell), Comparison.EQUAL, constant), then, otherwise);
  }

  private static Pending call(Syscall syscall, Operand... arguments) {
    return new Pending(new Call(syscall, List.of(arguments), Optional.empty(), OnError.KEEP));
  }

  /** A call that may still get an error policy and a result cell. */
  private record Pending(Call call) {
    Pending on(OnError onError) {
      return new Pending(new Call(call.syscall(), call.arguments(), call.result(), onError));
    }

    Call into(Cell cell) {
      return new Call(call.syscall(), call.arguments(), Optional.of(cell), call.onError());
    }

    Call end() {
      return call;
    }
  }
}
