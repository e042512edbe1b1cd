package dev.cdlc.codegen.aarch64;

import dev.cdlc.codegen.machine.Label;
import dev.cdlc.codegen.program.Instruction.Width;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects instructions, one method each, named and ordered as the manual does, and gives their
 * machine code. All are on 64 bits unless they say otherwise.
 */
final class Assembler {
  private static final int HALVES = Long.SIZE / Short.SIZE;

  private final List<Integer> code = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final Map<Label, Integer> places = new HashMap<>();

  /**
   * A branch whose distance is still to be filled in.
   *
   * @param index of the instruction
   * @param bits how many hold the distance, in instructions
   * @param shift where they stand
   */
  private record Branch(int index, Label label, int bits, int shift) {}

  /** How many bytes the code has so far. */
  int size() {
    return code.size() * Integer.BYTES;
  }

  /** Sets a register to a number, by one to four instructions. */
  void mov(Register target, long value) {
    long filler = isMostlyOnes(value) ? -1 : 0;
    boolean isFirst = true;
    for (int half : halvesUnlike(value, filler)) {
      if (isFirst) {
        wideMove(filler == 0 ? 0xd280_0000 : 0x9280_0000, target, half, value ^ filler);
      } else {
        wideMove(0xf280_0000, target, half, value);
      }
      isFirst = false;
    }
  }

  private static boolean isMostlyOnes(long value) {
    return halvesUnlike(value, -1).size() < halvesUnlike(value, 0).size();
  }

  /** Those of the four that differ; the first if none does. */
  private static List<Integer> halvesUnlike(long value, long filler) {
    List<Integer> halves =
        IntStream.range(0, HALVES)
            .filter(half -> half(value, half) != half(filler, half))
            .boxed()
            .toList();
    return halves.isEmpty() ? List.of(0) : halves;
  }

  private static int half(long value, int half) {
    return Short.toUnsignedInt((short) (value >>> (half * Short.SIZE)));
  }

  /** {@code movz}, {@code movn} or {@code movk} of one of the four halves of the words. */
  private void wideMove(int opcode, Register target, int half, long value) {
    emit(opcode | half << 21 | half(value, half) << 5 | target.number());
  }

  /** Not of SP. */
  void mov(Register target, Register source) {
    arithmetic(Arithmetic.ORR, target, Register.XZR, source);
  }

  /** The address so many bytes from this instruction. */
  void adr(Register target, int distance) {
    emit(0x1000_0000 | (distance & 3) << 29 | (distance >> 2 & 0x7_ffff) << 5 | target.number());
  }

  /** Whether an instruction can hold the distance: 21 bits with a sign. */
  static boolean adrReaches(long distance) {
    return distance >= -(1 << 20) && distance < 1 << 20;
  }

  void arithmetic(Arithmetic operation, Register target, Register left, Register right) {
    emit(operation.code() | right.number() << 16 | left.number() << 5 | target.number());
  }

  /** The number as {@link Immediate} takes it; of registers, SP but not XZR. */
  void add(Register target, Register left, long right) {
    emit(0x9100_0000 | Immediate.encode(right) | left.number() << 5 | target.number());
  }

  /** As for {@link #add}. */
  void sub(Register target, Register left, long right) {
    emit(0xd100_0000 | Immediate.encode(right) | left.number() << 5 | target.number());
  }

  /** {@code target = minuend - left * right}. */
  void msub(Register target, Register left, Register right, Register minuend) {
    emit(
        0x9b00_8000
            | right.number() << 16
            | minuend.number() << 10
            | left.number() << 5
            | target.number());
  }

  void cmp(Register left, Register right) {
    emit(0xeb00_001f | right.number() << 16 | left.number() << 5);
  }

  /** The number as {@link Immediate} takes it. */
  void cmp(Register left, long right) {
    emit(0xf100_001f | Immediate.encode(right) | left.number() << 5);
  }

  /** Compares with the negative of a number that {@link Immediate} takes. */
  void cmn(Register left, long right) {
    emit(0xb100_001f | Immediate.encode(right) | left.number() << 5);
  }

  /** Loads so many bytes, zero-extended. */
  void ldr(Register target, Width width, Memory source) {
    access(0x0040_0000, target, width, source);
  }

  /** Stores so many low bytes. */
  void str(Register source, Width width, Memory target) {
    access(0, source, width, target);
  }

  private void access(int direction, Register register, Width width, Memory memory) {
    int size = Integer.numberOfTrailingZeros(width.bytes());
    int opcode = 0x3800_0000 | size << 30 | direction | register.number();
    switch (memory) {
      case Memory.Indexed(Register base, Register index) ->
          emit(opcode | 0x0020_6800 | index.number() << 16 | base.number() << 5);
      case Memory.Displaced(Register base, int displacement) ->
          emit(opcode | displaced(width, displacement) | base.number() << 5);
    }
  }

  private static int displaced(Width width, int displacement) {
    if (!Memory.reaches(width, displacement)) {
      throw new IllegalArgumentException("no displacement: " + displacement);
    }
    return Memory.isScaled(width, displacement)
        ? 0x0100_0000 | (displacement / width.bytes()) << 10
        : (displacement & 0x1ff) << 12;
  }

  /** {@code str x30, [sp, #-16]!}: the stack pointer stays a multiple of 16. */
  void pushLink() {
    emit(0xf81f_0ffe);
  }

  /** {@code ldr x30, [sp], #16}. */
  void popLink() {
    emit(0xf841_07fe);
  }

  /** {@code svc #0}. */
  void svc() {
    emit(0xd400_0001);
  }

  void ret() {
    emit(0xd65f_03c0);
  }

  /** {@code udf #0}, which is never valid. */
  void udf() {
    emit(0);
  }

  void b(Label label) {
    branch(0x1400_0000, label, 26, 0);
  }

  void b(ConditionCode condition, Label label) {
    branch(0x5400_0000 | condition.number(), label, 19, 5);
  }

  void bl(Label label) {
    branch(0x9400_0000, label, 26, 0);
  }

  /** Branches if the register is zero. */
  void cbz(Register register, Label label) {
    branch(0xb400_0000 | register.number(), label, 19, 5);
  }

  /** Branches unless the register is zero. */
  void cbnz(Register register, Label label) {
    branch(0xb500_0000 | register.number(), label, 19, 5);
  }

  void place(Label label) {
    places.put(label, code.size());
  }

  /**
   * The machine code of all that was collected.
   *
   * @throws IllegalArgumentException if a branch cannot reach its label
   */
  byte[] code() {
    branches.forEach(this::fillIn);
    ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    code.forEach(bytes::putInt);
    return bytes.array();
  }

  private void fillIn(Branch branch) {
    Integer place = places.get(branch.label());
    if (place == null) {
      throw new IllegalStateException("the label was never placed: " + branch.label());
    }
    int distance = place - branch.index();
    int unused = Integer.SIZE - branch.bits();
    if (distance << unused >> unused != distance) {
      throw new IllegalArgumentException("too much code: a branch over " + distance + " words");
    }
    int field = distance << unused >>> unused << branch.shift();
    code.set(branch.index(), code.get(branch.index()) | field);
  }

  private void branch(int opcode, Label label, int bits, int shift) {
    branches.add(new Branch(code.size(), label, bits, shift));
    emit(opcode);
  }

  private void emit(int instruction) {
    code.add(instruction);
  }
}
