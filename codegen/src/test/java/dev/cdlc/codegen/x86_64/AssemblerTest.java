package dev.cdlc.codegen.x86_64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.GnuTools;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.machine.Label;
import dev.cdlc.codegen.program.Instruction.Width;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every encoding is the one that the GNU assembler chooses. */
class AssemblerTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final List<Register> BASES =
      List.of(
          Register.RAX,
          Register.RCX,
          Register.RBX,
          Register.RBP,
          Register.RSI,
          Register.R13,
          Register.R15);
  private static final List<Integer> DISPLACEMENTS = List.of(0, 8, 127, 128, -128, -129, 0x12345);
  private static final List<Integer> NUMBERS =
      List.of(1, 127, 128, -1, -128, -129, Integer.MAX_VALUE, Integer.MIN_VALUE);

  @TempDir private static Path folder;

  private final List<Case> cases = new ArrayList<>();

  /** What our assembler is asked for, and the same in Intel syntax. */
  private record Case(Consumer<Assembler> ours, String source) {}

  @BeforeAll
  static void needsAssembler() {
    GnuTools.assume(Target.X86_64, "as");
  }

  @Test
  void setsRegisters() throws Exception {
    for (Register register : Register.values()) {
      String name = name(register);
      String word = word(register);
      add(assembler -> assembler.mov(register, 0), "xor " + word + "," + word);
      for (long small : new long[] {1, 127, -1, -128}) {
        add(assembler -> assembler.mov(register, small), "push " + small + "; pop " + name);
      }
      for (long unsigned : new long[] {128, 0x401000, 0x7fffffffL, 0x80000000L, 0xffffffffL}) {
        add(assembler -> assembler.mov(register, unsigned), "mov " + word + "," + unsigned);
      }
      for (long signed : new long[] {-129, -0x80000000L}) {
        add(assembler -> assembler.mov(register, signed), "mov " + name + "," + signed);
      }
      for (long wide : new long[] {0x100000000L, -0x80000001L, Long.MIN_VALUE, Long.MAX_VALUE}) {
        add(assembler -> assembler.mov(register, wide), "movabs " + name + "," + wide);
      }
    }
    check();
  }

  @Test
  void movesBetweenRegistersAndMemory() throws Exception {
    forEachMemory(
        (memory, text) -> {
          for (Register register : Register.values()) {
            add(assembler -> assembler.mov(register, memory), "mov " + name(register) + text);
            add(
                assembler -> assembler.mov(memory, register),
                "mov qword ptr " + text.substring(1) + "," + name(register));
          }
          add(assembler -> assembler.push(memory), "push qword ptr " + text.substring(1));
          add(assembler -> assembler.pop(memory), "pop qword ptr " + text.substring(1));
        });
    check();
  }

  @Test
  void setsMemory() throws Exception {
    forEachMemory(
        (memory, text) -> {
          String target = "qword ptr " + text.substring(1);
          add(assembler -> assembler.mov(memory, 0), "and " + target + ",0");
          add(assembler -> assembler.mov(memory, -5), "push -5; pop " + target);
          add(assembler -> assembler.mov(memory, 1000), "mov " + target + ",1000");
          add(assembler -> assembler.mov(memory, -1000), "mov " + target + ",-1000");
        });
    check();
  }

  @Test
  void loadsAndStoresEveryWidth() throws Exception {
    forEachMemory(
        (memory, text) -> {
          String place = text.substring(1);
          add(assembler -> assembler.load(Register.RAX, Width.BYTE, memory), movzx("byte", place));
          add(assembler -> assembler.load(Register.RAX, Width.HALF, memory), movzx("word", place));
          add(assembler -> assembler.load(Register.RAX, Width.WORD, memory), "mov eax" + text);
          add(assembler -> assembler.load(Register.RAX, Width.DOUBLE, memory), "mov rax" + text);
          addStore(memory, place, Width.BYTE, "dl");
          addStore(memory, place, Width.HALF, "dx");
          addStore(memory, place, Width.WORD, "edx");
          addStore(memory, place, Width.DOUBLE, "rdx");
          addStore(memory, place, Width.BYTE, 0x7f);
          addStore(memory, place, Width.HALF, 0x1234);
          addStore(memory, place, Width.WORD, 0x12345678);
          addStore(memory, place, Width.DOUBLE, -1000);
        });
    check();
  }

  private static String movzx(String width, String place) {
    return "movzx eax," + width + " ptr " + place;
  }

  private void addStore(Memory memory, String place, Width width, String register) {
    add(assembler -> assembler.store(memory, width, Register.RDX), "mov " + place + "," + register);
  }

  private void addStore(Memory memory, String place, Width width, int number) {
    String size =
        switch (width) {
          case BYTE -> "byte";
          case HALF -> "word";
          case WORD -> "dword";
          case DOUBLE -> "qword";
        };
    add(
        assembler -> assembler.store(memory, width, number),
        "mov " + size + " ptr " + place + "," + number);
  }

  @Test
  void computes() throws Exception {
    add(assembler -> assembler.add(Register.RAX, Register.RCX), "add rax,rcx");
    add(assembler -> assembler.div(Register.RCX), "div rcx");
    forEachMemory(
        (memory, text) -> {
          String target = "qword ptr " + text.substring(1);
          add(assembler -> assembler.add(Register.RAX, memory), "add rax" + text);
          add(assembler -> assembler.imul(Register.RAX, memory), "imul rax" + text);
          for (Arithmetic operation : Arithmetic.values()) {
            String mnemonic = operation.name().toLowerCase(Locale.ROOT) + " ";
            add(
                assembler -> assembler.arithmetic(operation, memory, Register.RAX),
                mnemonic + target + ",rax");
            NUMBERS.forEach(
                number ->
                    add(
                        assembler -> assembler.arithmetic(operation, memory, number),
                        mnemonic + target + "," + number));
          }
          for (Shift operation : Shift.values()) {
            String mnemonic = operation.name().toLowerCase(Locale.ROOT) + " ";
            add(assembler -> assembler.shift(operation, memory), mnemonic + target + ",cl");
            add(assembler -> assembler.shift(operation, memory, 63), mnemonic + target + ",63");
          }
        });
    check();
  }

  @Test
  void compares() throws Exception {
    add(assembler -> assembler.cmp(Register.RAX, Register.RCX), "cmp rax,rcx");
    add(assembler -> assembler.test(Register.RAX), "test rax,rax");
    for (int number : NUMBERS) {
      add(assembler -> assembler.cmp(Register.RAX, number), "cmp rax," + number);
      add(assembler -> assembler.cmp(Register.RDX, number), "cmp rdx," + number);
    }
    check();
  }

  @Test
  void transfersControl() throws Exception {
    add(Assembler::syscall, "syscall");
    add(Assembler::ret, "ret");
    add(Assembler::ud2, "ud2");
    check();
  }

  /** Distances on both sides of what a byte holds, forwards and backwards. */
  @Test
  void branchesByTheShortestFormThatReaches() throws Exception {
    for (int gap : new int[] {0, 1, 60, 61, 62, 63, 64, 65, 66, 200}) {
      for (Jump jump : Jump.values()) {
        checkBranches(jump, gap);
      }
    }
  }

  private static void checkBranches(Jump jump, int gap) throws Exception {
    Assembler assembler = new Assembler();
    Label start = new Label("start");
    Label end = new Label("end");
    assembler.place(start);
    assembler.jump(jump, end);
    assembler.jmp(end);
    assembler.call(end);
    IntStream.range(0, gap).forEach(_ -> assembler.syscall());
    assembler.jump(jump, start);
    assembler.jmp(start);
    assembler.call(start);
    assembler.place(end);
    assembler.ret();
    String mnemonic = mnemonic(jump);
    List<String> source =
        Stream.of(
                Stream.of("start: " + mnemonic + " end", "jmp end", "call end"),
                Collections.nCopies(gap, "syscall").stream(),
                Stream.of(mnemonic + " start", "jmp start", "call start", "end: ret"))
            .flatMap(lines -> lines)
            .toList();
    assertThat(HEX.formatHex(assembler.code()))
        .as("%s over %d", jump, gap)
        .isEqualTo(String.join("", GnuTools.assemble(Target.X86_64, source, folder)));
  }

  /** Of many far branches to one label only the nearest is long; it is where the others lead. */
  @Test
  void branchesByWayOfEqualBranches() {
    Assembler assembler = new Assembler();
    Label far = new Label("far");
    for (int count = 0; count < 10; count++) {
      IntStream.range(0, 40).forEach(_ -> assembler.syscall());
      assembler.jump(Jump.LESS, far);
    }
    IntStream.range(0, 100).forEach(_ -> assembler.syscall());
    assembler.place(far);
    byte[] code = assembler.code();
    assertThat(code).hasSize(10 * 80 + 9 * 2 + 6 + 200);
    for (int count = 1; count < 10; count++) {
      int start = count * 82 - 2;
      assertThat(code[start]).isEqualTo((byte) 0x7C);
      assertThat(code[start + 1]).isEqualTo((byte) 80);
    }
    assertThat(HEX.formatHex(code, 9 * 82 + 80, 9 * 82 + 86)).isEqualTo("0F8CC8000000");
  }

  private static String mnemonic(Jump jump) {
    return switch (jump) {
      case EQUAL -> "je";
      case NOT_EQUAL -> "jne";
      case LESS -> "jl";
      case GREATER_OR_EQUAL -> "jge";
      case LESS_OR_EQUAL -> "jle";
      case GREATER -> "jg";
    };
  }

  private void add(Consumer<Assembler> ours, String source) {
    cases.add(new Case(ours, source));
  }

  private void check() throws Exception {
    List<String> expected =
        GnuTools.assemble(Target.X86_64, cases.stream().map(Case::source).toList(), folder);
    for (int index = 0; index < cases.size(); index++) {
      Assembler assembler = new Assembler();
      cases.get(index).ours().accept(assembler);
      assertThat(HEX.formatHex(assembler.code()))
          .as(cases.get(index).source())
          .isEqualTo(expected.get(index));
    }
  }

  /** A use of a memory operand; the text starts with a comma. */
  private interface MemoryCase {
    void add(Memory memory, String text);
  }

  private static void forEachMemory(MemoryCase use) {
    for (Register base : BASES) {
      for (int displacement : DISPLACEMENTS) {
        String text = displacement == 0 ? "" : "%+d".formatted(displacement);
        use.add(new Memory(base, displacement), ",[" + name(base) + text + "]");
      }
    }
  }

  private static String name(Register register) {
    return register.name().toLowerCase(Locale.ROOT);
  }

  /** The low 32 bits of a register. */
  private static String word(Register register) {
    return register.high() == 1 ? name(register) + "d" : "e" + name(register).substring(1);
  }
}
