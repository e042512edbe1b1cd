package dev.cdlc.codegen;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Compute;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is selected for each instruction of a program, as the GNU disassembler shows it. */
class SelectionTest {
  private static final Cell A = new Cell("a");
  private static final Cell B = new Cell("b");
  private static final Operand.Address DATUM = new Operand.Address("datum", 2);
  private static final Instruction CLOSE = call(Syscall.CLOSE, OnError.KEEP, Operand.of(A));
  private static final int HEADERS = 400;

  @TempDir private Path folder;
  private final StringBuilder listing = new StringBuilder();
  private Target target = Target.X86_64;

  @ParameterizedTest
  @EnumSource
  void selectsShortInstructions(Target machine) throws Exception {
    target = machine;
    GnuTools.assume(target, "objdump");
    moves();
    computations();
    loadsAndStores();
    choices();
    loops();
    calls();
    arguments();
    Golden.check(target.machineName() + "/selection.txt", listing.toString());
  }

  private void moves() throws Exception {
    show("a = 0", new Instruction.Move(A, Operand.of(0)));
    show("a = -7", new Instruction.Move(A, Operand.of(-7)));
    show("a = 1000", new Instruction.Move(A, Operand.of(1000)));
    show("a = 1 << 40", new Instruction.Move(A, Operand.of(1L << 40)));
    show("a = b", new Instruction.Move(A, Operand.of(B)));
    show("a = &datum[2]", new Instruction.Move(A, DATUM));
    show("a = initial_stack", new Instruction.Move(A, Operand.of(Cell.INITIAL_STACK)));
  }

  private void computations() throws Exception {
    for (Operation operation : Operation.values()) {
      show("a " + operation + " 3", new Compute(A, operation, Operand.of(3)));
      show("a " + operation + " b", new Compute(A, operation, Operand.of(B)));
    }
    show("a ADD 1 << 40", new Compute(A, Operation.ADD, Operand.of(1L << 40)));
  }

  private void loadsAndStores() throws Exception {
    for (Width width : Width.values()) {
      show(
          "a = %s of &datum[2] + 3".formatted(width),
          new Instruction.Load(A, width, DATUM, Operand.of(3)));
      show(
          "%s of &datum[2] + 3 = b".formatted(width),
          new Instruction.Store(width, DATUM, Operand.of(3), Operand.of(B)));
    }
    show(
        "a = BYTE of a + 300", new Instruction.Load(A, Width.BYTE, Operand.of(A), Operand.of(300)));
    show(
        "BYTE of a + b = 10",
        new Instruction.Store(Width.BYTE, Operand.of(A), Operand.of(B), Operand.of(10)));
    show(
        "a = BYTE of a + 1 << 40",
        new Instruction.Load(A, Width.BYTE, Operand.of(A), Operand.of(1L << 40)));
    show(
        "a = BYTE of 1 << 40",
        new Instruction.Load(A, Width.BYTE, Operand.of(1L << 40), Operand.of(0)));
  }

  private void choices() throws Exception {
    for (Comparison comparison : Comparison.values()) {
      show(
          "if a %s b then close".formatted(comparison),
          choice(Operand.of(A), comparison, Operand.of(B), List.of(CLOSE), List.of()));
    }
    show(
        "if a EQUAL -2 then close else close",
        choice(Operand.of(A), Comparison.EQUAL, Operand.of(-2), List.of(CLOSE), List.of(CLOSE)));
    show(
        "if 1 << 40 LESS a then close",
        choice(Operand.of(1L << 40), Comparison.LESS, Operand.of(A), List.of(CLOSE), List.of()));
    show(
        "if &datum[2] EQUAL 1000 then close",
        choice(DATUM, Comparison.EQUAL, Operand.of(1000), List.of(CLOSE), List.of()));
  }

  private void loops() throws Exception {
    Instruction atZero =
        choice(
            Operand.of(A),
            Comparison.EQUAL,
            Operand.of(0),
            List.of(new Instruction.Break()),
            List.of());
    Instruction otherwise =
        choice(
            Operand.of(B),
            Comparison.LESS,
            Operand.of(0),
            List.of(new Instruction.Continue()),
            List.of());
    show("loop: break if a is 0; continue if b < 0", loop(atZero, otherwise, CLOSE));
    show("loop: close, break", loop(CLOSE, new Instruction.Break()));
  }

  private void calls() throws Exception {
    Operand name = new Operand.Address("datum", 0);
    show("fsopen", call(Syscall.FSOPEN, OnError.KEEP, name, Operand.of(1)));
    show(
        "mmap, else failure",
        call(
            Syscall.MMAP,
            OnError.fail("failure"),
            Operand.of(0),
            Operand.of(4096),
            Operand.of(3),
            Operand.of(0x21),
            Operand.of(-1),
            Operand.of(0)));
    show(
        "close, retried on EINTR, EAGAIN",
        call(
            Syscall.CLOSE,
            new OnError(List.of(), List.of(Errno.EINTR, Errno.EAGAIN), Optional.empty()),
            Operand.of(A)));
    show(
        "close, EPERM ignored, retried on EINTR, else failure",
        call(
            Syscall.CLOSE,
            new OnError(List.of(Errno.EPERM), List.of(Errno.EINTR), Optional.of("failure")),
            Operand.of(A)));
    show("exit_group", call(Syscall.EXIT_GROUP, OnError.KEEP, Operand.of(125)));
    Call clone = call(Syscall.CLONE3, OnError.fail("failure"), DATUM, Operand.of(88));
    show("fork: close", new Instruction.Fork("child", clone, A, List.of(CLOSE)));
    show("routine", new Instruction.CallRoutine("routine"));
    show("mark", new Instruction.Mark(1, "nothing"));
  }

  /** Descriptor a, name and flags stay in their registers as long as nothing changes them. */
  private void arguments() throws Exception {
    Operand name = new Operand.Address("datum", 0);
    Call open =
        call(Syscall.OPENAT, OnError.KEEP, Operand.of(A), name, Operand.of(3), Operand.of(0));
    Instruction add = new Compute(A, Operation.ADD, Operand.of(1));
    Instruction divide = new Compute(B, Operation.DIVIDE, Operand.of(A));
    show("openat, openat", open, open);
    show("openat, a ADD 1, openat", open, add, open);
    show("openat, b DIVIDE a, openat", open, divide, open);
    show("openat, routine, openat", open, new Instruction.CallRoutine("routine"), open);
    Condition negative = new Condition(Operand.of(B), Comparison.LESS, Operand.of(0));
    show("openat, if b < 0 close, openat", open, ifThen(negative, CLOSE), open);
    show("openat, if b < 0 a ADD 1, openat", open, ifThen(negative, add), open);
    Instruction exit = call(Syscall.EXIT_GROUP, OnError.KEEP, Operand.of(1));
    show("openat, if b < 0 exit, openat", open, ifThen(negative, exit), open);
    show(
        "openat, if b < 0 close else exit, openat",
        open,
        new Instruction.If(negative, List.of(CLOSE), List.of(exit)),
        open);
    show("openat, loop: openat, break", open, loop(open, new Instruction.Break()), open);
  }

  private static Instruction ifThen(Condition condition, Instruction then) {
    return new Instruction.If(condition, List.of(then), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void refusesToLeaveALoopThatIsNone(Target machine) {
    Program program = new Program("p", List.of(new Instruction.Break()), List.of(), List.of());
    Layout layout = Layout.of(program, HEADERS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codegen.machineCode(program, machine, layout));
  }

  private static Call call(Syscall syscall, OnError onError, Operand... arguments) {
    return new Call(syscall, List.of(arguments), Optional.of(B), onError);
  }

  private static Instruction choice(
      Operand left,
      Comparison comparison,
      Operand right,
      List<Instruction> then,
      List<Instruction> otherwise) {
    return new Instruction.If(new Condition(left, comparison, right), then, otherwise);
  }

  private static Instruction loop(Instruction... body) {
    return new Instruction.Loop(List.of(body));
  }

  private void show(String title, Instruction... instructions) throws Exception {
    Program whole =
        new Program(
            "p",
            List.of(instructions),
            List.of(
                new Routine("routine", List.of(CLOSE, new Instruction.Return())),
                new Routine("failure", List.of(CLOSE))),
            List.of(new Datum("datum", Datum.Kind.WRITABLE, List.of(new Datum.Part.Zero(88)))));
    Program program = Trim.trim(whole);
    byte[] code = Codegen.machineCode(program, target, Layout.of(program, HEADERS));
    listing.append("# ").append(title).append('\n');
    GnuTools.disassemble(target, code, folder).forEach(line -> listing.append(line).append('\n'));
  }
}
