package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import org.junit.jupiter.api.Test;

/** No report shows a secret, whichever others there are. */
class FindingsTest {
  private static final Span PLACE = new Span(new SourceId("a.cdl"), 0, 1);

  @Test
  void aSecretThatBeginsWithAnotherIsHiddenWhole() {
    var findings = new Findings();
    findings.hide("top");
    findings.hide("topsecret");
    findings.add(Diagnostic.of(Code.WRONG_TYPE, PLACE, "`topsecret` is no number"));
    assertThat(findings.all())
        .extracting(Diagnostic::message)
        .allSatisfy(message -> assertThat(message).doesNotContain("top", "secret"));
  }

  @Test
  void whatWasFoundBeforeHidesTheSecretToo() {
    var findings = new Findings();
    findings.add(Diagnostic.of(Code.WRONG_TYPE, PLACE, "`hunter2` is no number"));
    findings.hide("hunter2");
    assertThat(findings.all())
        .extracting(Diagnostic::message)
        .containsExactly("`***` is no number");
  }

  @Test
  void aShortSecretIsHiddenWhereItIsTheWholeValueAlone() {
    var findings = new Findings();
    findings.hide("a");
    findings.add(
        Diagnostic.of(Code.WRONG_TYPE, PLACE, "`a` is not a value of `name=a`, nor is `base`")
            .withHelp("write a number"));
    assertThat(findings.all())
        .containsExactly(
            Diagnostic.of(
                    Code.WRONG_TYPE, PLACE, "`***` is not a value of `name=***`, nor is `base`")
                .withHelp("write a number"));
  }

  @Test
  void aFixThatHoldsTheSecretIsLeftOut() {
    var findings = new Findings();
    findings.hide("hunter2");
    findings.add(
        Diagnostic.of(Code.WRONG_TYPE, PLACE, "that is no name")
            .withFix("write it in small letters", new Edit(PLACE, "hunter2")));
    assertThat(findings.all())
        .containsExactly(Diagnostic.of(Code.WRONG_TYPE, PLACE, "that is no name"));
  }
}
