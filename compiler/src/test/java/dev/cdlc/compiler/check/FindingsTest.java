package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import org.junit.jupiter.api.Test;

/** No report shows a secret, whichever others there are. */
class FindingsTest {
  @Test
  void aSecretThatBeginsWithAnotherIsHiddenWhole() {
    var findings = new Findings();
    findings.hide("top");
    findings.hide("topsecret");
    findings.add(
        Diagnostic.of(
            Code.WRONG_TYPE, new Span(new SourceId("a.cdl"), 0, 1), "`topsecret` is no number"));
    assertThat(findings.all())
        .extracting(Diagnostic::message)
        .allSatisfy(message -> assertThat(message).doesNotContain("top", "secret"));
  }
}
