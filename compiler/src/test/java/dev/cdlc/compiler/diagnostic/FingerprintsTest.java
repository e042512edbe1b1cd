package dev.cdlc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private static final Span HERE = new Span(new SourceId("a.cdl"), 10, 12);
  private static final Span MOVED = new Span(new SourceId("b.cdl"), 99, 101);

  private static Diagnostic of(Code code, Span span) {
    return Diagnostic.of(code, span, "x");
  }

  @Test
  void staysWhereLinesMoveAndAreIndented() {
    assertThat(new Fingerprints().of(of(Code.MISSING_RUN, HERE), "cpu  5%;"))
        .isEqualTo(new Fingerprints().of(of(Code.MISSING_RUN, MOVED), "    cpu 5%;"));
  }

  @Test
  void tellsCodesWordsAndRepetitionsApart() {
    var fingerprints = new Fingerprints();
    assertThat(
            new String[] {
              fingerprints.of(of(Code.MISSING_RUN, HERE), "cpu 5%;"),
              fingerprints.of(of(Code.MISSING_RUN, HERE), "cpu 5%;"),
              fingerprints.of(of(Code.MISSING_RUN, HERE), "cpu 6%;"),
              fingerprints.of(of(Code.NO_EFFECT, HERE), "cpu 5%;")
            })
        .doesNotHaveDuplicates();
  }
}
