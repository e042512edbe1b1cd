package dev.cdlc.codegen.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.codegen.GnuTools;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.machine.Label;
import dev.cdlc.codegen.program.Instruction.Width;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every encoding is the one that the GNU assembler makes. */
class AssemblerTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Set<Register> GENERAL =
      EnumSet.complementOf(EnumSet.of(Register.XZR, Register.SP));
  private static final List<Long> IMMEDIATES = List.of(0L, 1L, 4095L, 4096L, 0xfff000L);
  private static final int REACH_OF_19_BITS = 1 << 18;

  @TempDir private static Path folder;

  private final List<Case> cases = new ArrayList<>();

  /** What our assembler is asked for, and the same as its text. */
  private record Case(Consumer<Assembler> ours, String source) {}

  @BeforeAll
  static void needsAssembler() {
    GnuTools.assume(Target.AARCH64, "as");
  }

  @Test
  void setsRegisters() throws Exception {
    for (Register register : GENERAL) {
      addMove(register, 0, "movz %s,#0");
      addMove(register, 0xffff, "movz %s,#0xffff");
      addMove(register, 0x1234_0000L, "movz %s,#0x1234,lsl 16");
      addMove(register, Long.MIN_VALUE, "movz %s,#0x8000,lsl 48");
      addMove(register, 0x40_1000, "movz %s,#0x1000; movk %1$s,#0x40,lsl 16");
      addMove(register, -1, "movn %s,#0");
      addMove(register, -100, "movn %s,#99");
      addMove(register, -0x1_0001, "movn %s,#1,lsl 16");
      addMove(register, 0xffff_ffffL, "movz %s,#0xffff; movk %1$s,#0xffff,lsl 16");
      addMove(register, -0x8000_0001L, "movn %s,#0x8000,lsl 16");
      addMove(
          register,
          0x1234_5678_9abc_def0L,
          "movz %s,#0xdef0; movk %1$s,#0x9abc,lsl 16; movk %1$s,#0x5678,lsl 32;"
              + " movk %1$s,#0x1234,lsl 48");
      addMove(register, 0xffff_1234_ffff_5678L, "movn %s,#0xa987; movk %1$s,#0x1234,lsl 32");
    }
    check();
  }

  private void addMove(Register register, long value, String source) {
    add(assembler -> assembler.mov(register, value), source.formatted(name(register)));
  }

  @Test
  void movesBetweenRegisters() throws Exception {
    for (Register register : GENERAL) {
      String name = name(register);
      add(assembler -> assembler.mov(register, Register.X1), "mov " + name + ",x1");
      add(assembler -> assembler.mov(Register.X1, register), "mov x1," + name);
      add(assembler -> assembler.add(register, Register.SP, 0), "mov " + name + ",sp");
      for (int distance : new int[] {0, 1, 2, 3, 4, 1023, -1, -1024, 0xf_ffff, -0x10_0000}) {
        add(
            assembler -> assembler.adr(register, distance),
            "adr " + name + ",.+(" + distance + ")");
      }
    }
    check();
  }

  @Test
  void computes() throws Exception {
    for (Register register : GENERAL) {
      String name = name(register);
      for (Arithmetic operation : Arithmetic.values()) {
        String mnemonic = operation.name().toLowerCase(Locale.ROOT);
        add(
            assembler -> assembler.arithmetic(operation, register, Register.X11, Register.XZR),
            "%s %s,x11,xzr".formatted(mnemonic, name));
        add(
            assembler -> assembler.arithmetic(operation, Register.X9, register, Register.X10),
            "%s x9,%s,x10".formatted(mnemonic, name));
        add(
            assembler -> assembler.arithmetic(operation, Register.X9, Register.X10, register),
            "%s x9,x10,%s".formatted(mnemonic, name));
      }
      for (long number : IMMEDIATES) {
        add(
            assembler -> assembler.add(register, Register.X9, number),
            "add %s,x9,#%d".formatted(name, number));
        add(
            assembler -> assembler.sub(Register.X9, register, number),
            "sub x9,%s,#%d".formatted(name, number));
      }
      add(
          assembler -> assembler.msub(register, Register.X9, Register.X10, Register.X11),
          "msub %s,x9,x10,x11".formatted(name));
      add(
          assembler -> assembler.msub(Register.X11, register, Register.X12, Register.X13),
          "msub x11,%s,x12,x13".formatted(name));
    }
    check();
  }

  @Test
  void compares() throws Exception {
    for (Register register : GENERAL) {
      String name = name(register);
      add(assembler -> assembler.cmp(register, Register.X9), "cmp " + name + ",x9");
      add(assembler -> assembler.cmp(Register.X9, register), "cmp x9," + name);
      for (long number : IMMEDIATES) {
        add(assembler -> assembler.cmp(register, number), "cmp %s,#%d".formatted(name, number));
        add(assembler -> assembler.cmn(register, number), "cmn %s,#%d".formatted(name, number));
      }
    }
    check();
  }

  @Test
  void loadsAndStoresEveryWidth() throws Exception {
    for (Register register : EnumSet.complementOf(EnumSet.of(Register.SP))) {
      addAccesses(register, new Memory.Displaced(Register.X19, 0), "[x19]");
      addAccesses(register, new Memory.Displaced(Register.SP, 16), "[sp,#16]");
      addAccesses(register, new Memory.Indexed(Register.X9, Register.X10), "[x9,x10]");
      addAccesses(register, new Memory.Indexed(Register.X30, Register.X29), "[x30,x29]");
    }
    for (int displacement : new int[] {1, 7, 8, 255, -1, -8, -256, 256, 4088}) {
      addAccesses(
          Register.X9,
          new Memory.Displaced(Register.X1, displacement),
          "[x1,#" + displacement + "]");
    }
    for (Width width : Width.values()) {
      int farthest = 4095 * width.bytes();
      addAccess(
          Register.X9,
          width,
          new Memory.Displaced(Register.X1, farthest),
          "[x1,#" + farthest + "]");
    }
    check();
  }

  /** Of all widths that can hold the displacement. */
  private void addAccesses(Register register, Memory memory, String text) {
    for (Width width : Width.values()) {
      if (!(memory instanceof Memory.Displaced(_, int displacement))
          || Memory.reaches(width, displacement)) {
        addAccess(register, width, memory, text);
      }
    }
  }

  private void addAccess(Register register, Width width, Memory memory, String text) {
    String suffix =
        switch (width) {
          case BYTE -> "b";
          case HALF -> "h";
          case WORD, DOUBLE -> "";
        };
    String name = width == Width.DOUBLE ? name(register) : "w" + name(register).substring(1);
    add(
        assembler -> assembler.ldr(register, width, memory),
        "ldr%s %s,%s".formatted(suffix, name, text));
    add(
        assembler -> assembler.str(register, width, memory),
        "str%s %s,%s".formatted(suffix, name, text));
  }

  @Test
  void refusesWhatNoInstructionHolds() {
    Assembler assembler = new Assembler();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assembler.add(Register.X9, Register.X9, 4097));
    assertThatIllegalArgumentException().isThrownBy(() -> assembler.cmp(Register.X9, 0x100_0000));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> assembler.ldr(Register.X9, Width.DOUBLE, new Memory.Displaced(Register.X9, 257)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> assembler.str(Register.X9, Width.BYTE, new Memory.Displaced(Register.X9, -257)));
  }

  @Test
  void transfersControl() throws Exception {
    add(Assembler::svc, "svc #0");
    add(Assembler::ret, "ret");
    add(Assembler::udf, "udf #0");
    add(Assembler::pushLink, "str x30,[sp,#-16]!");
    add(Assembler::popLink, "ldr x30,[sp],#16");
    check();
  }

  @Test
  void branchesForwardsAndBackwards() throws Exception {
    for (int gap : new int[] {0, 1, 1000}) {
      for (ConditionCode condition : ConditionCode.values()) {
        checkBranches(condition, gap);
      }
    }
  }

  private static void checkBranches(ConditionCode condition, int gap) throws Exception {
    Assembler assembler = new Assembler();
    Label start = new Label("start");
    Label end = new Label("end");
    assembler.place(start);
    branches(assembler, condition, end);
    IntStream.range(0, gap).forEach(_ -> assembler.svc());
    branches(assembler, condition, start);
    assembler.place(end);
    assembler.ret();
    List<String> source =
        Stream.of(
                Stream.of("start:"),
                branches(condition, "end"),
                Collections.nCopies(gap, "svc #0").stream(),
                branches(condition, "start"),
                Stream.of("end: ret"))
            .flatMap(lines -> lines)
            .toList();
    assertThat(HEX.formatHex(assembler.code()))
        .as("%s over %d", condition, gap)
        .isEqualTo(String.join("", GnuTools.assemble(Target.AARCH64, source, folder)));
  }

  private static void branches(Assembler assembler, ConditionCode condition, Label label) {
    assembler.b(condition, label);
    assembler.b(label);
    assembler.bl(label);
    assembler.cbz(Register.X0, label);
    assembler.cbnz(Register.X15, label);
  }

  private static Stream<String> branches(ConditionCode condition, String label) {
    return Stream.of(
            "b." + condition.name().toLowerCase(Locale.ROOT), "b", "bl", "cbz x0,", "cbnz x15,")
        .map(mnemonic -> mnemonic + " " + label);
  }

  /** The farthest distance on both sides, and one more. */
  @Test
  void refusesToBranchTooFar() {
    assertThat(forwards(REACH_OF_19_BITS - 1).code()).hasSize(REACH_OF_19_BITS * 4);
    assertThatIllegalArgumentException().isThrownBy(() -> forwards(REACH_OF_19_BITS).code());
    assertThat(backwards(REACH_OF_19_BITS).code()).hasSize((REACH_OF_19_BITS + 1) * 4);
    assertThatIllegalArgumentException().isThrownBy(() -> backwards(REACH_OF_19_BITS + 1).code());
  }

  private static Assembler forwards(int distance) {
    Assembler assembler = new Assembler();
    Label label = new Label("label");
    assembler.cbz(Register.X0, label);
    IntStream.range(1, distance).forEach(_ -> assembler.svc());
    assembler.place(label);
    assembler.ret();
    return assembler;
  }

  private static Assembler backwards(int distance) {
    Assembler assembler = new Assembler();
    Label label = new Label("label");
    assembler.place(label);
    IntStream.range(0, distance).forEach(_ -> assembler.svc());
    assembler.b(ConditionCode.EQ, label);
    return assembler;
  }

  private void add(Consumer<Assembler> ours, String source) {
    cases.add(new Case(ours, source));
  }

  private void check() throws Exception {
    List<String> expected =
        GnuTools.assemble(Target.AARCH64, cases.stream().map(Case::source).toList(), folder);
    for (int index = 0; index < cases.size(); index++) {
      Assembler assembler = new Assembler();
      cases.get(index).ours().accept(assembler);
      assertThat(HEX.formatHex(assembler.code()))
          .as(cases.get(index).source())
          .isEqualTo(expected.get(index));
    }
  }

  private static String name(Register register) {
    return register.name().toLowerCase(Locale.ROOT);
  }
}
