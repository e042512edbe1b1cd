package dev.cdlc.compiler.diagnostic;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final SourceId ID = new SourceId("x.cdl");

  @Test
  void countsLinesAndColumnsFromOneAndInCodePoints() {
    var source = new Source(ID, "a🐳b\nc");
    assertThat(source.line(0)).isEqualTo(1);
    assertThat(source.column(0)).isEqualTo(1);
    assertThat(source.column(2)).isEqualTo(3);
    assertThat(source.line(3)).isEqualTo(1);
    assertThat(source.line(4)).isEqualTo(2);
    assertThat(source.column(4)).isEqualTo(1);
    assertThat(source.line(5)).isEqualTo(2);
  }

  @Test
  void countsColumnsForAnEditorInUtf16UnitsAndFromZero() {
    assertThat(new Source(ID, "a🐳b").utf16Column(2)).isEqualTo(3);
    assertThat(new Source(ID, "\na").utf16Column(1)).isZero();
  }

  @Test
  void takesCrlfForOneLineEnd() {
    var source = new Source(ID, "a\r\nb\r\n");
    assertThat(source.lineCount()).isEqualTo(3);
    assertThat(source.lineText(1)).isEqualTo("a");
    assertThat(source.lineText(2)).isEqualTo("b");
    assertThat(source.lineText(3)).isEmpty();
    assertThat(source.lineEnd(1)).isEqualTo(1);
  }

  @Test
  void cutsByCodePoints() {
    var source = new Source(ID, "a🐳b");
    assertThat(source.slice(source.span(1, 2))).isEqualTo("🐳");
    assertThat(source.length()).isEqualTo(3);
    assertThat(source.at(3)).isEqualTo(-1);
  }

  @Test
  void decodesUtf8WithoutItsByteOrderMark() {
    assertThat(decoded("\uFEFFä")).hasValue(new Source(ID, "ä"));
    assertThat(decoded("")).hasValue(new Source(ID, ""));
    assertThat(decoded("a\uFEFF")).hasValue(new Source(ID, "a\uFEFF"));
  }

  @Test
  void rejectsWhatIsNotUtf8() {
    Result<Source> result = Source.decode(ID, new byte[] {'a', '\n', 'b', (byte) 0xC3, '('});
    assertThat(result.value()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("the byte 0xC3 at line 2, column 2 is not valid UTF-8");
    assertThat(codes(new byte[] {'a', (byte) 0xC3})).containsExactly(Code.INVALID_UTF8);
    assertThat(codes("a".getBytes(UTF_16))).containsExactly(Code.INVALID_UTF8);
  }

  @Test
  void rejectsABinaryFile() {
    assertThat(codes(new byte[] {0x7F, 'E', 'L', 'F', 0, (byte) 0xFF}))
        .containsExactly(Code.BINARY_FILE);
  }

  @Test
  void rejectsMoreThanAMebibyte() {
    assertThat(codes(new byte[1 << 20])).isEmpty();
    assertThat(codes(new byte[(1 << 20) + 1])).containsExactly(Code.FILE_TOO_LARGE);
  }

  private static Optional<Source> decoded(String text) {
    return Source.decode(ID, text.getBytes(UTF_8)).value();
  }

  private static List<Code> codes(byte[] bytes) {
    return Source.decode(ID, bytes).diagnostics().stream().map(Diagnostic::code).toList();
  }
}
