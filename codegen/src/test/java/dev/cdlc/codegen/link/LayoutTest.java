package dev.cdlc.codegen.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.codegen.elf.Segment;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Kind;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final int HEADERS = 345;

  private static final Cell RARE = new Cell("rare");
  private static final Cell OFTEN = new Cell("often");

  private static final Program PROGRAM =
      new Program(
          "p",
          List.of(
              new Instruction.Move(RARE, Operand.of(1)),
              new Instruction.Move(OFTEN, Operand.of(2)),
              new Instruction.Move(OFTEN, Operand.of(OFTEN))),
          List.of(),
          List.of(
              new Datum("text", Kind.READ_ONLY, List.of(Part.Bytes.of("abc"))),
              new Datum("more", Kind.READ_ONLY, List.of(Part.Bytes.of("de"))),
              new Datum("short", Kind.READ_ONLY, List.of(new Part.Pointer("more", 1, Width.WORD))),
              new Datum(
                  "fields",
                  Kind.WRITABLE,
                  List.of(
                      new Part.Field("a", Width.HALF, new Operand.Constant(-2, "")),
                      new Part.Zero(6),
                      new Part.Pointer("text", 1))),
              new Datum("zeroes", Kind.WRITABLE, List.of(new Part.Zero(5000))),
              new Datum("after", Kind.READ_ONLY, List.of(new Part.Zero(1)))));

  private static final Layout LAYOUT = Layout.of(PROGRAM, HEADERS);

  @Test
  void placesTheWidestFirstAndTextsBehindThem() {
    assertThat(LAYOUT.address("after", 0)).isEqualTo(0x400000 + 352);
    assertThat(LAYOUT.address("after", 3)).isEqualTo(0x400000 + 355);
    assertThat(LAYOUT.address("short", 0)).isEqualTo(0x400000 + 356);
    assertThat(LAYOUT.address("text", 0)).isEqualTo(0x400000 + 360);
    assertThat(LAYOUT.address("more", 0)).isEqualTo(0x400000 + 363);
  }

  @Test
  void putsTheMostUsedCellFirst() {
    assertThat(LAYOUT.address(OFTEN)).isEqualTo(LAYOUT.firstCell());
    assertThat(LAYOUT.address(RARE)).isEqualTo(LAYOUT.firstCell() + 8);
    assertThat(LAYOUT.has(Cell.INITIAL_STACK)).isFalse();
  }

  @Test
  void keepsZeroesOutOfTheFile() {
    Segment writable = LAYOUT.writable();
    assertThat(writable.fileSize()).isEqualTo(16);
    assertThat(writable.memorySize()).isEqualTo(16 + 2 * 8 + 5000);
    assertThat(LAYOUT.address("zeroes", 0)).isEqualTo(LAYOUT.firstCell() + 16);
  }

  @Test
  void writesFieldsAndPointers() {
    ByteBuffer content = ByteBuffer.wrap(LAYOUT.content()).order(ByteOrder.LITTLE_ENDIAN);
    int fields = (int) LAYOUT.writable().offset() - HEADERS;
    assertThat(content.getLong(fields)).isEqualTo(0xfffe);
    assertThat(content.getLong(fields + 8)).isEqualTo(LAYOUT.address("text", 1));
    assertThat(content.getInt(356 - HEADERS)).isEqualTo((int) LAYOUT.address("more", 1));
    assertThat(content.get(360 - HEADERS)).isEqualTo((byte) 'a');
  }

  /** As elf(5) asks of every segment that is loaded; no page is in two of them. */
  @Test
  void mapsSegmentsThatDoNotMeet() {
    Segment code = LAYOUT.code(5000);
    for (Segment segment : List.of(LAYOUT.readOnly(), code, LAYOUT.writable())) {
      assertThat(segment.address() % Segment.PAGE).isEqualTo(segment.offset() % Segment.PAGE);
    }
    assertThat(page(end(LAYOUT.readOnly()))).isLessThan(page(code.address()));
    assertThat(page(end(code))).isLessThan(page(LAYOUT.writable().address()));
  }

  @Test
  void refusesMoreCodeThanThereIsRoomFor() {
    assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.code(0x400_0000));
  }

  /** Kernels before 6.6 would not map it otherwise. */
  @Test
  void givesTheWritableSegmentAWordInTheFile() {
    Layout layout = Layout.of(new Program("p", List.of(), List.of(), List.of()), HEADERS);
    assertThat(layout.writable().fileSize()).isEqualTo(8);
  }

  private static long end(Segment segment) {
    return segment.address() + segment.memorySize() - 1;
  }

  private static long page(long address) {
    return address / Segment.PAGE;
  }
}
