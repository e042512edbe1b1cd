package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.machine.Label;
import dev.cdlc.codegen.program.Instruction.Width;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects instructions, one method each, named and ordered as in Intel syntax, and gives their
 * machine code. All are on 64 bits unless they say otherwise.
 */
final class Assembler {
  private static final int OPERAND_SIZE_PREFIX = 0x66;
  private static final int TWO_BYTE_OPCODE = 0x0F;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Fragment> fragments = new ArrayList<>();
  private int fragmentStart;

  /** Sets a register to a number, in the shortest of five ways; may change the flags. */
  void mov(Register target, long value) {
    if (value == 0) {
      xorSelf(target);
    } else if (Encoding.isByte(value)) {
      push(value);
      pop(target);
    } else if (Encoding.isUnsignedWord(value)) {
      prefixOpcode(target, 0xB8 | target.low());
      word(value);
    } else if (Encoding.isWord(value)) {
      opcode(0x48 | target.high(), 0xC7, 0xC0 | target.low());
      word(value);
    } else {
      opcode(0x48 | target.high(), 0xB8 | target.low());
      word(value);
      word(value >> Integer.SIZE);
    }
  }

  void mov(Register target, Memory source) {
    wide(target.number(), source, 0x8B);
  }

  void mov(Memory target, Register source) {
    wide(source.number(), target, 0x89);
  }

  /** Sets 64 bits of memory to a sign-extended 32-bit number. */
  void mov(Memory target, int value) {
    if (value == 0) {
      wide(4, target, 0x83);
      octet(0);
    } else if (Encoding.isByte(value)) {
      push(value);
      pop(target);
    } else {
      wide(0, target, 0xC7);
      word(value);
    }
  }

  void push(Memory source) {
    narrow(6, source, 0xFF);
  }

  void pop(Memory target) {
    narrow(0, target, 0x8F);
  }

  /** Loads so many bytes, zero-extended, into one of the first eight registers. */
  void load(Register target, Width width, Memory source) {
    int number = target.number();
    switch (width) {
      case BYTE -> narrow(number, source, TWO_BYTE_OPCODE, 0xB6);
      case HALF -> narrow(number, source, TWO_BYTE_OPCODE, 0xB7);
      case WORD -> narrow(number, source, 0x8B);
      case DOUBLE -> wide(number, source, 0x8B);
    }
  }

  /** Stores so many low bytes of RAX, RCX, RDX or RBX. */
  void store(Memory target, Width width, Register source) {
    int number = source.number();
    switch (width) {
      case BYTE -> narrow(number, target, 0x88);
      case HALF -> {
        octet(OPERAND_SIZE_PREFIX);
        narrow(number, target, 0x89);
      }
      case WORD -> narrow(number, target, 0x89);
      case DOUBLE -> wide(number, target, 0x89);
    }
  }

  /** Stores the low bytes of a number. */
  void store(Memory target, Width width, int value) {
    switch (width) {
      case BYTE -> {
        narrow(0, target, 0xC6);
        octet(value);
      }
      case HALF -> {
        octet(OPERAND_SIZE_PREFIX);
        narrow(0, target, 0xC7);
        octet(value);
        octet(value >> Byte.SIZE);
      }
      case WORD -> {
        narrow(0, target, 0xC7);
        word(value);
      }
      case DOUBLE -> mov(target, value);
    }
  }

  void add(Register target, Register source) {
    opcode(0x48, 0x01, 0xC0 | source.low() << 3 | target.low());
  }

  void add(Register target, Memory source) {
    wide(target.number(), source, 0x03);
  }

  void arithmetic(Arithmetic operation, Memory target, Register source) {
    wide(source.number(), target, operation.opcode());
  }

  /** The number is sign-extended. */
  void arithmetic(Arithmetic operation, Memory target, int value) {
    if (Encoding.isByte(value)) {
      wide(operation.extension(), target, 0x83);
      octet(value);
    } else {
      wide(operation.extension(), target, 0x81);
      word(value);
    }
  }

  void shift(Shift operation, Memory target, int count) {
    wide(operation.extension(), target, 0xC1);
    octet(count);
  }

  /** By CL. */
  void shift(Shift operation, Memory target) {
    wide(operation.extension(), target, 0xD3);
  }

  /** {@code imul target, source}: the low 64 bits of the product. */
  void imul(Register target, Memory source) {
    wide(target.number(), source, TWO_BYTE_OPCODE, 0xAF);
  }

  /** RDX:RAX by one of the first eight registers; quotient in RAX, remainder in RDX. */
  void div(Register divisor) {
    opcode(0x48, 0xF7, 0xC0 | 6 << 3 | divisor.low());
  }

  void cmp(Register left, Register right) {
    opcode(0x48, 0x39, 0xC0 | right.low() << 3 | left.low());
  }

  void cmp(Register left, int right) {
    if (Encoding.isByte(right)) {
      opcode(0x48, 0x83, 0xC0 | 7 << 3 | left.low());
      octet(right);
    } else if (left == Register.RAX) {
      opcode(0x48, 0x3D);
      word(right);
    } else {
      opcode(0x48, 0x81, 0xC0 | 7 << 3 | left.low());
      word(right);
    }
  }

  void test(Register register) {
    opcode(0x48, 0x85, 0xC0 | register.low() << 3 | register.low());
  }

  void syscall() {
    opcode(TWO_BYTE_OPCODE, 0x05);
  }

  void ret() {
    opcode(0xC3);
  }

  /** The instruction that is never valid. */
  void ud2() {
    opcode(TWO_BYTE_OPCODE, 0x0B);
  }

  void jmp(Label label) {
    add(new Fragment.Branch(Optional.empty(), label));
  }

  void jump(Jump condition, Label label) {
    add(new Fragment.Branch(Optional.of(condition), label));
  }

  void call(Label label) {
    add(new Fragment.CallLabel(label));
  }

  void place(Label label) {
    add(new Fragment.Place(label));
  }

  /** The machine code of all that was collected. */
  byte[] code() {
    closeFixed();
    Relaxation relaxation = new Relaxation(fragments);
    byte[] fixed = bytes.toByteArray();
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    for (int index = 0; index < fragments.size(); index++) {
      switch (fragments.get(index)) {
        case Fragment.Fixed(int start, int length) -> code.write(fixed, start, length);
        case Fragment.Branch branch ->
            branch(code, branch, relaxation.isShort(index), relaxation.distance(index, branch));
        case Fragment.CallLabel(Label label) -> {
          code.write(0xE8);
          word(code, relaxation.distance(index, label));
        }
        case Fragment.Place _ -> {}
      }
    }
    return code.toByteArray();
  }

  private void xorSelf(Register register) {
    if (register.high() == 1) {
      octet(0x45);
    }
    opcode(0x31, 0xC0 | register.low() << 3 | register.low());
  }

  private void push(long value) {
    opcode(0x6A);
    octet(value);
  }

  private void pop(Register target) {
    prefixOpcode(target, 0x58 | target.low());
  }

  private void prefixOpcode(Register register, int opcode) {
    if (register.high() == 1) {
      octet(0x41);
    }
    octet(opcode);
  }

  /** On 64 bits, with a memory operand; {@code reg} is a register or an extended opcode. */
  private void wide(int reg, Memory memory, int... opcode) {
    octet(0x48 | reg >> 3 << 2 | memory.base().high());
    opcode(opcode);
    operand(reg & 7, memory);
  }

  /** On fewer bits, with a memory operand and one of the first eight registers. */
  private void narrow(int reg, Memory memory, int... opcode) {
    if (memory.base().high() == 1) {
      octet(0x41);
    }
    opcode(opcode);
    operand(reg, memory);
  }

  /** RBP and R13 always have a displacement, for without one the code means something else. */
  private void operand(int reg, Memory memory) {
    int modrm = reg << 3 | memory.base().low();
    int displacement = memory.displacement();
    if (displacement == 0 && memory.base().low() != Register.RBP.low()) {
      octet(modrm);
    } else if (Encoding.isByte(displacement)) {
      octet(0x40 | modrm);
      octet(displacement);
    } else {
      octet(0x80 | modrm);
      word(displacement);
    }
  }

  private void opcode(int... octets) {
    for (int octet : octets) {
      octet(octet);
    }
  }

  private void octet(long value) {
    bytes.write((int) value);
  }

  private void word(long value) {
    word(bytes, value);
  }

  private static void word(ByteArrayOutputStream target, long value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      target.write((int) (value >> shift));
    }
  }

  private static void branch(
      ByteArrayOutputStream code, Fragment.Branch branch, boolean isShort, int distance) {
    Optional<Jump> condition = branch.condition();
    if (isShort) {
      code.write(condition.map(jump -> 0x70 | jump.code()).orElse(0xEB));
      code.write(distance);
      return;
    }
    condition.ifPresent(_ -> code.write(TWO_BYTE_OPCODE));
    code.write(condition.map(jump -> 0x80 | jump.code()).orElse(0xE9));
    word(code, distance);
  }

  private void add(Fragment fragment) {
    closeFixed();
    fragments.add(fragment);
  }

  private void closeFixed() {
    if (bytes.size() > fragmentStart) {
      fragments.add(new Fragment.Fixed(fragmentStart, bytes.size() - fragmentStart));
      fragmentStart = bytes.size();
    }
  }
}
