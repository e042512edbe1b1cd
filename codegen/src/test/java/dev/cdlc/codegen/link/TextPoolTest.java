package dev.cdlc.codegen.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Kind;
import dev.cdlc.codegen.program.Datum.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextPoolTest {
  @Test
  void storesWhatStandsInAnotherTextOnce() {
    TextPool pool =
        new TextPool(
            List.of(
                text("a", "/dev/null\0"),
                text("b", "no /dev/null\0"),
                text("c", "null\0"),
                text("d", "\0"),
                text("e", "/dev\0"),
                text("f", "/dev\0")));
    assertThat(new String(pool.bytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("no /dev/null\0/dev\0");
    assertThat(pool.offsets()).isEqualTo(Map.of("a", 3, "b", 0, "c", 8, "d", 12, "e", 13, "f", 13));
  }

  @Test
  void keepsEveryByte() {
    byte[] all = new byte[256];
    for (int index = 0; index < all.length; index++) {
      all[index] = (byte) index;
    }
    Datum datum = new Datum("all", Kind.READ_ONLY, List.of(Part.Bytes.of(all)));
    assertThat(new TextPool(List.of(datum)).bytes()).isEqualTo(all);
  }

  @Test
  void takesNothingThatTheProgramMayChangeOrThatNeedsAlignment() {
    assertThat(TextPool.takes(text("a", "a"))).isTrue();
    assertThat(TextPool.takes(new Datum("a", Kind.WRITABLE, List.of(Part.Bytes.of("a")))))
        .isFalse();
    List<Part> pointer = List.of(Part.Bytes.of("a"), new Part.Pointer("a", 0));
    assertThat(TextPool.takes(new Datum("a", Kind.READ_ONLY, pointer))).isFalse();
  }

  private static Datum text(String name, String value) {
    return new Datum(name, Kind.READ_ONLY, List.of(Part.Bytes.of(value)));
  }
}
