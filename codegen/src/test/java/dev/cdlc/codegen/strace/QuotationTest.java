package dev.cdlc.codegen.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuotationTest {
  @Test
  void escapesWhatIsNoLetter() {
    byte[] bytes = {'a', '"', '\\', '\n', '\t', '\r', '\f', 0x0b, 0, 0x7f, (byte) 0xff};
    assertThat(Quotation.quote(bytes)).isEqualTo("\"a\\\"\\\\\\n\\t\\r\\f\\v\\000\\177\\377\"");
  }

  @Test
  void readsEveryByteBack() {
    byte[] bytes = new byte[256];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) index;
    }
    String quoted = Quotation.quote(bytes);
    assertThat(Quotation.unquote(quoted.substring(1, quoted.length() - 1))).isEqualTo(bytes);
  }

  @Test
  void readsUnescapedTextAsUtf8() {
    assertThat(Quotation.unquote("ü")).isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
  }
}
