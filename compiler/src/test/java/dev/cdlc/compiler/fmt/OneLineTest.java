package dev.cdlc.compiler.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.fmt.Element.Body;
import dev.cdlc.compiler.fmt.Element.Part.Remark;
import dev.cdlc.compiler.fmt.Element.Part.Text;
import dev.cdlc.compiler.fmt.Element.Phrase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneLineTest {
  private static final Phrase WORD =
      new Phrase(List.of(new Text("a")), Optional.empty(), false, false);
  private static final Phrase TEXT =
      new Phrase(List.of(new Text("run")), Optional.empty(), true, false);

  @Test
  void writesBlocksInBlocks() {
    assertThat(OneLine.of(block(WORD, block(WORD, WORD), WORD, block())))
        .contains("b < a; b < a; a > a; b < > >");
  }

  @Test
  void putsNoWordBehindTheEndOfFreeText() {
    assertThat(OneLine.of(block(block(TEXT), WORD))).isEmpty();
    assertThat(OneLine.of(block(block(block(TEXT)), WORD))).isEmpty();
    assertThat(OneLine.of(block(block(block(TEXT), WORD)))).isEmpty();
  }

  @Test
  void putsFreeTextWhereNoWordFollows() {
    assertThat(OneLine.of(block(TEXT, WORD, block(TEXT)))).contains("b < run; a; b < run > >");
    assertThat(OneLine.of(block(block(TEXT, WORD), TEXT))).contains("b < b < run; a > run >");
  }

  @Test
  void writesNothingElseOnOneLine() {
    assertThat(OneLine.of(WORD)).isEmpty();
    var several = new Body(List.of(WORD), false);
    assertThat(OneLine.of(new Phrase(WORD.parts(), Optional.of(several), false, false))).isEmpty();
    var remark =
        new Phrase(
            List.of(new Text("b"), new Remark("# x", true)), block(WORD).block(), false, false);
    assertThat(OneLine.of(remark)).isEmpty();
  }

  private static Phrase block(Phrase... phrases) {
    var body = new Body(List.of(phrases), true);
    return new Phrase(List.of(new Text("b")), Optional.of(body), false, false);
  }
}
