package dev.cdlc.codegen;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program drawn from a seed. It always ends, makes only system calls that {@link HarmlessKernel}
 * models, and writes all its cells and data to its standard output before it exits.
 */
final class RandomProgram {
  private static final int CELLS = 44;
  private static final int ROUTINES = 4;
  private static final int DEPTH = 3;
  private static final int BUFFER_SIZE = 136;
  private static final int INDEX_MASK = 127;
  private static final String FAILURE = "failure";
  private static final String DUMP = "dump";
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    8,
    63,
    64,
    127,
    128,
    -128,
    -129,
    255,
    256,
    0x7fff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    0x100000000L,
    -0x80000000L,
    -0x80000001L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;
  private int loops;

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  static Program of(long seed) {
    return new RandomProgram(seed).program();
  }

  private Program program() {
    List<Instruction> main = new ArrayList<>();
    for (int number = 0; number < CELLS; number++) {
      main.add(new Instruction.Move(cell(number), Operand.of(number())));
    }
    main.addAll(body(DEPTH, 0, false));
    main.addAll(epilogue(Operand.of(cell())));
    List<Routine> routines = new ArrayList<>();
    for (int number = 0; number < ROUTINES; number++) {
      routines.add(new Routine("routine" + number, body(1, number + 1, false)));
    }
    routines.add(new Routine(FAILURE, epilogue(Operand.of(OnError.ERRNO))));
    return new Program("random", main, routines, data());
  }

  private List<Datum> data() {
    return List.of(
        new Datum("constants", Datum.Kind.READ_ONLY, List.of(noise(BUFFER_SIZE))),
        new Datum(
            "table",
            Datum.Kind.WRITABLE,
            List.of(
                noise(64),
                new Datum.Part.Pointer("constants", 3),
                new Datum.Part.Field("half", Width.HALF, new Operand.Constant(number(), "")),
                new Datum.Part.Zero(BUFFER_SIZE - 74))),
        new Datum("buffer", Datum.Kind.WRITABLE, List.of(new Datum.Part.Zero(BUFFER_SIZE))),
        new Datum(DUMP, Datum.Kind.WRITABLE, List.of(new Datum.Part.Zero(CELLS * Long.BYTES))),
        new Datum("missing", Datum.Kind.READ_ONLY, text("/missing/file")),
        new Datum("null", Datum.Kind.READ_ONLY, text("/dev/null")),
        new Datum("root", Datum.Kind.READ_ONLY, text("/")));
  }

  private static List<Datum.Part> text(String value) {
    return List.of(Datum.Part.Bytes.of(value), new Datum.Part.Zero(1));
  }

  private Datum.Part noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Datum.Part.Bytes.of(bytes);
  }

  private List<Instruction> body(int depth, int firstRoutine, boolean inLoop) {
    return IntStream.range(0, 1 + random.nextInt(8))
        .boxed()
        .flatMap(_ -> some(depth, firstRoutine, inLoop))
        .toList();
  }

  private Stream<Instruction> some(int depth, int firstRoutine, boolean inLoop) {
    return switch (random.nextInt(depth > 0 ? 13 : 10)) {
      case 0, 1 -> Stream.of(new Instruction.Move(cell(), operand()));
      case 2, 3, 4 -> compute();
      case 5, 6 -> load();
      case 7, 8 -> store();
      case 9 -> Stream.of(systemCall());
      case 10 -> Stream.of(choice(depth, firstRoutine, inLoop));
      case 11 -> loop(depth, firstRoutine);
      default ->
          firstRoutine < ROUTINES
              ? Stream.of(new Instruction.CallRoutine("routine" + firstRoutine))
              : Stream.of(new Instruction.Mark(1, "nothing"));
    };
  }

  private Stream<Instruction> compute() {
    Operation operation = any(Operation.values());
    Cell target = cell();
    boolean divides = operation == Operation.DIVIDE || operation == Operation.REMAINDER;
    if (!divides) {
      return Stream.of(new Compute(target, operation, operand()));
    }
    Cell divisor = cell();
    return Stream.of(
        new Compute(divisor, Operation.OR, Operand.of(1)),
        new Compute(target, operation, Operand.of(divisor)));
  }

  private Stream<Instruction> load() {
    Width width = any(Width.values());
    return access(
        any("constants", "table", "buffer"),
        (base, index) -> new Instruction.Load(cell(), width, base, index));
  }

  private Stream<Instruction> store() {
    Width width = any(Width.values());
    Operand value = operand();
    return access(
        any("table", "buffer"), (base, index) -> new Instruction.Store(width, base, index, value));
  }

  /** Makes an access from base and index. */
  private interface Access {
    Instruction at(Operand base, Operand index);
  }

  private Stream<Instruction> access(String datum, Access access) {
    Operand known = new Operand.Address(datum, random.nextInt(8));
    Operand number = Operand.of(random.nextInt(INDEX_MASK));
    Cell base = new Cell("base");
    Cell index = new Cell("index");
    Instruction loadBase = new Instruction.Move(base, new Operand.Address(datum, 0));
    Stream<Instruction> loadIndex =
        Stream.of(
            new Instruction.Move(index, operand()),
            new Compute(index, Operation.AND, Operand.of(INDEX_MASK)));
    return switch (random.nextInt(5)) {
      case 0 -> Stream.of(access.at(new Operand.Address(datum, 0), number));
      case 1 ->
          Stream.concat(
              loadIndex, Stream.of(access.at(new Operand.Address(datum, 0), Operand.of(index))));
      case 2 ->
          Stream.of(
              new Instruction.Move(index, Operand.of(random.nextInt(120))),
              access.at(Operand.of(index), known));
      case 3 -> Stream.of(loadBase, access.at(Operand.of(base), number));
      default ->
          Stream.concat(
              loadIndex, Stream.of(loadBase, access.at(Operand.of(base), Operand.of(index))));
    };
  }

  private Instruction choice(int depth, int firstRoutine, boolean inLoop) {
    Condition condition = new Condition(operand(), any(Comparison.values()), operand());
    List<Instruction> then = branch(depth, firstRoutine, inLoop);
    List<Instruction> otherwise =
        random.nextBoolean() ? List.of() : branch(depth, firstRoutine, inLoop);
    return new Instruction.If(condition, then, otherwise);
  }

  private List<Instruction> branch(int depth, int firstRoutine, boolean inLoop) {
    List<Instruction> branch = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      branch.addAll(body(depth - 1, firstRoutine, inLoop));
    }
    if (inLoop && random.nextInt(3) == 0) {
      branch.add(random.nextBoolean() ? new Instruction.Break() : new Instruction.Continue());
    } else if (firstRoutine > 0 && random.nextInt(4) == 0) {
      branch.add(new Instruction.Return());
    }
    return branch;
  }

  private Stream<Instruction> loop(int depth, int firstRoutine) {
    Cell counter = new Cell("counter" + loops++);
    List<Instruction> body = new ArrayList<>();
    body.add(new Compute(counter, Operation.ADD, Operand.of(1)));
    body.add(
        new Instruction.If(
            new Condition(Operand.of(counter), Comparison.GREATER, Operand.of(random.nextInt(5))),
            List.of(new Instruction.Break()),
            List.of()));
    body.addAll(body(depth - 1, firstRoutine, true));
    return Stream.of(new Instruction.Move(counter, Operand.of(0)), new Instruction.Loop(body));
  }

  private Call systemCall() {
    return switch (random.nextInt(6)) {
      case 0 -> write("constants", random.nextInt(BUFFER_SIZE));
      case 1 -> call(Syscall.UMASK, OnError.KEEP, Operand.of(cell()));
      case 2 -> openMissing();
      case 3 -> call(Syscall.CHDIR, onError(Errno.ENOTDIR), path("null"));
      case 4 -> call(Syscall.PIPE2, onError(Errno.EINVAL), path("buffer"), Operand.of(0xffffffffL));
      default ->
          call(
              Syscall.MKDIRAT,
              onError(Errno.EEXIST),
              Operand.of(-100),
              path("root"),
              Operand.of(0700));
    };
  }

  private Call openMissing() {
    return call(
        Syscall.OPENAT,
        onError(Errno.ENOENT),
        Operand.of(-100),
        path("missing"),
        Operand.of(0),
        Operand.of(0));
  }

  private OnError onError(Errno expected) {
    return switch (random.nextInt(16)) {
      case 0 -> OnError.fail(FAILURE);
      case 1, 2, 3 -> OnError.KEEP;
      case 4 -> new OnError(List.of(), List.of(Errno.EINTR), Optional.empty());
      case 5, 6, 7 ->
          new OnError(List.of(expected), List.of(Errno.EINTR, Errno.EAGAIN), Optional.of(FAILURE));
      default -> new OnError(List.of(Errno.EPERM, expected), List.of(), Optional.of(FAILURE));
    };
  }

  private Call call(Syscall syscall, OnError onError, Operand... arguments) {
    Optional<Cell> result = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(cell());
    return new Call(syscall, List.of(arguments), result, onError);
  }

  private static Operand path(String datum) {
    return new Operand.Address(datum, 0);
  }

  private static Call write(String datum, int length) {
    List<Operand> arguments = List.of(Operand.of(1), path(datum), Operand.of(length));
    return new Call(Syscall.WRITE, arguments, Optional.empty(), OnError.KEEP);
  }

  private static List<Instruction> epilogue(Operand status) {
    List<Instruction> instructions = new ArrayList<>();
    for (int number = 0; number < CELLS; number++) {
      instructions.add(
          new Instruction.Store(
              Width.DOUBLE,
              path(DUMP),
              Operand.of((long) number * Long.BYTES),
              Operand.of(cell(number))));
    }
    instructions.add(write(DUMP, CELLS * Long.BYTES));
    instructions.add(write("table", BUFFER_SIZE));
    instructions.add(write("buffer", BUFFER_SIZE));
    instructions.add(new Call(Syscall.EXIT_GROUP, List.of(status), Optional.empty(), OnError.KEEP));
    return instructions;
  }

  private Operand operand() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Operand.of(number());
      case 3 -> new Operand.Address(any("constants", "buffer"), random.nextInt(BUFFER_SIZE));
      default -> Operand.of(cell());
    };
  }

  private long number() {
    return switch (random.nextInt(3)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> random.nextInt(512) - 256;
      default -> random.nextLong() >> random.nextInt(Long.SIZE);
    };
  }

  private Cell cell() {
    return cell(random.nextInt(CELLS));
  }

  private static Cell cell(int number) {
    return new Cell("cell" + number);
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
