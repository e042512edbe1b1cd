package dev.cdlc.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Kind;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small programs, run on each machine that executables are made for. */
class CodegenTest {
  private static final Cell PID = new Cell("pid");
  private static final Cell FILE = new Cell("file");
  private static final int STATUS_OF_SIGSEGV = 128 + 11;
  private static final long CLONE_ARGS_BYTES = 64;
  private static final long SIGINFO_STATUS = 24;
  private static final Constant P_PID = new Constant(1, "P_PID");
  private static final Constant WEXITED = new Constant(4, "WEXITED");
  private static final Constant LOCK_EX = new Constant(2, "LOCK_EX");
  private static final Constant LOCK_EX_NB = new Constant(2 | 4, "LOCK_EX|LOCK_NB");
  private static final Constant O_CREAT = new Constant(0100, "O_CREAT");

  private static final List<Datum> DATA =
      List.of(
          new Datum("text", Kind.READ_ONLY, List.of(Part.Bytes.of("hello\n"))),
          new Datum(
              "clone_args",
              Kind.READ_ONLY,
              List.of(
                  new Part.Zero(32),
                  new Part.Field("exit_signal", Width.DOUBLE, new Constant(17, "SIGCHLD")),
                  new Part.Zero(24))),
          new Datum(
              "pause",
              Kind.READ_ONLY,
              List.of(
                  new Part.Field("tv_sec", Width.DOUBLE, new Constant(0, "")),
                  new Part.Field("tv_nsec", Width.DOUBLE, new Constant(50_000_000, "")))),
          new Datum("siginfo", Kind.WRITABLE, List.of(new Part.Zero(128))),
          new Datum("pipe", Kind.WRITABLE, List.of(new Part.Zero(8))));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void writesAndExits(Target target) throws Exception {
    assertThat(run(target, DATA, write(), exit(Operand.of(7))))
        .isEqualTo(new Execution.Outcome(7, "hello\n"));
  }

  @ParameterizedTest
  @EnumSource
  void forksAndWaits(Target target) throws Exception {
    Execution.assumeForkPossible(target);
    assertThat(
            run(
                target,
                DATA,
                fork(write(), exit(Operand.of(42))),
                waitForChild(),
                load(PID, "siginfo", SIGINFO_STATUS),
                exit(Operand.of(PID))))
        .isEqualTo(new Execution.Outcome(42, "hello\n"));
  }

  /** The child holds the lock for a while, and tells its parent first; then it is the parent's. */
  @ParameterizedTest
  @EnumSource
  void makesACallAgainUntilItSucceeds(Target target) throws Exception {
    Execution.assumeForkPossible(target);
    Datum path =
        new Datum("path", Kind.READ_ONLY, List.of(Part.Bytes.of(folder.resolve("lock") + "\0")));
    List<Datum> data = Stream.concat(DATA.stream(), Stream.of(path)).toList();
    OnError again = new OnError(List.of(), List.of(Errno.EAGAIN), Optional.empty());
    assertThat(
            run(
                target,
                data,
                call(Syscall.PIPE2, new Address("pipe", 0), Operand.of(0)),
                fork(
                    open(),
                    call(Syscall.FLOCK, Operand.of(FILE), LOCK_EX),
                    load(PID, "pipe", 4),
                    call(Syscall.WRITE, Operand.of(PID), new Address("text", 0), Operand.of(1)),
                    call(Syscall.NANOSLEEP, new Address("pause", 0), Operand.of(0)),
                    write(),
                    exit(Operand.of(0))),
                load(PID, "pipe", 0),
                call(Syscall.READ, Operand.of(PID), new Address("siginfo", 0), Operand.of(1)),
                open(),
                new Call(
                    Syscall.FLOCK, List.of(Operand.of(FILE), LOCK_EX_NB), Optional.of(FILE), again),
                write(),
                exit(Operand.of(FILE))))
        .isEqualTo(new Execution.Outcome(0, "hello\nhello\n"));
  }

  /** Code, data and stack: none of them is writable and executable. */
  @ParameterizedTest
  @EnumSource
  void mapsCodeApartFromWhatItMayWrite(Target target) throws Exception {
    Operand buffer = new Address("maps", 0);
    Execution.Outcome outcome =
        run(
            target,
            List.of(
                new Datum("path", Kind.READ_ONLY, List.of(Part.Bytes.of("/proc/self/maps\0"))),
                new Datum("maps", Kind.WRITABLE, List.of(new Part.Zero(8192)))),
            open(),
            new Call(
                Syscall.READ,
                List.of(Operand.of(FILE), buffer, Operand.of(8192)),
                Optional.of(PID),
                OnError.KEEP),
            call(Syscall.WRITE, Operand.of(1), buffer, Operand.of(PID)),
            exit(Operand.of(0)));
    assertThat(outcome.output().lines().filter(line -> !line.contains("[v")))
        .extracting(line -> line.replaceFirst("\\S+ (\\S+).* (\\S+)$", "$1 $2"))
        .extracting(line -> line.replaceFirst("/.*", "file"))
        .containsOnlyOnce("r--p file", "r-xp file", "rw-p [stack]")
        .contains("rw-p file")
        .noneMatch(line -> line.contains("wx"));
  }

  @ParameterizedTest
  @EnumSource
  void mayNotChangeReadOnlyData(Target target) throws Exception {
    Instruction store =
        new Instruction.Store(Width.BYTE, new Address("text", 0), Operand.of(0), Operand.of('j'));
    assertThat(run(target, DATA, store, exit(Operand.of(0))).status()).isEqualTo(STATUS_OF_SIGSEGV);
  }

  @ParameterizedTest
  @EnumSource
  void diesWhereItMustNotCome(Target target) throws Exception {
    int statusOfSigill = 128 + 4;
    assertThat(run(target, DATA, write()).status()).isEqualTo(statusOfSigill);
  }

  private Execution.Outcome run(Target target, List<Datum> data, Instruction... main)
      throws Exception {
    Execution.assumePossible(target);
    return Execution.run(new Program("test", List.of(main), List.of(), data), target, folder);
  }

  private static Instruction fork(Instruction... child) {
    Operand size = Operand.of(CLONE_ARGS_BYTES);
    Call clone = call(Syscall.CLONE3, new Address("clone_args", 0), size);
    return new Instruction.Fork("child", clone, PID, List.of(child));
  }

  private static Instruction waitForChild() {
    return call(
        Syscall.WAITID, P_PID, Operand.of(PID), new Address("siginfo", 0), WEXITED, Operand.of(0));
  }

  private static Instruction open() {
    Operand folder = new Constant(-100, "AT_FDCWD");
    List<Operand> arguments =
        List.of(folder, new Address("path", 0), O_CREAT, new Constant(0600, "0600"));
    return new Call(Syscall.OPENAT, arguments, Optional.of(FILE), OnError.KEEP);
  }

  private static Instruction load(Cell target, String datum, long offset) {
    return new Instruction.Load(target, Width.WORD, new Address(datum, 0), Operand.of(offset));
  }

  private static Call write() {
    return call(Syscall.WRITE, Operand.of(1), new Address("text", 0), Operand.of(6));
  }

  private static Call exit(Operand status) {
    return call(Syscall.EXIT_GROUP, status);
  }

  private static Call call(Syscall syscall, Operand... arguments) {
    return new Call(syscall, List.of(arguments), Optional.empty(), OnError.KEEP);
  }
}
