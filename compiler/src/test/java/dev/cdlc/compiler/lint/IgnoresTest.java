package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

class IgnoresTest {
  private static LintedText of(String text) {
    return LintedText.of(text, LintSettings.DEFAULT);
  }

  private static String container(String... lines) {
    return "container web <\n  root ./rootfs;\n  run /bin/date;\n  "
        + String.join("\n  ", lines)
        + "\n>\n";
  }

  @Test
  void holdsForTheNextStatementAlone() {
    LintedText text =
        of(
            container(
                "# cdlc:ignore CDL2002 -- it is a VPN", "cap add NET_ADMIN;", "cap add SYS_TIME;"));

    assertThat(text.places(Code.CAPABILITY_OUTSIDE_BASELINE)).containsExactly("SYS_TIME");
    assertThat(text.linted().suppressed())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo("it is a VPN");
              assertThat(one.finding().code()).isEqualTo(Code.CAPABILITY_OUTSIDE_BASELINE);
            });
  }

  @Test
  void holdsForItsBlockToo() {
    assertThat(
            of("# cdlc:ignore CDL2002, CDL3004 -- a test\n"
                    + container("cap add NET_ADMIN;", "restart always;"))
                .codes())
        .isEmpty();
  }

  @Test
  void holdsForTheWholeFileFromAnywhere() {
    assertThat(of(container("restart always;") + "# cdlc:ignore-file CDL3004 -- a test\n").codes())
        .isEmpty();
  }

  @Test
  void sayingNothingOfUseIsFound() {
    assertThat(of(container("# cdlc:ignore CDL3004 -- no", "restart never;")).codes())
        .containsExactly(Code.UNUSED_IGNORE);
    assertThat(of(container("restart always; # cdlc:ignore CDL3004 -- behind it")).codes())
        .containsExactly(Code.ENDLESS_RESTART, Code.UNUSED_IGNORE);
  }

  @Test
  void whatIsNotLookedForIsNotUnused() {
    assertThat(
            of(container("# cdlc:ignore CDL3003 -- for `restricted`", "pids unlimited;")).codes())
        .isEmpty();
  }

  @Test
  void hasAReason() {
    LintedText text = of(container("# cdlc:ignore CDL3004", "restart always;"));

    assertThat(text.codes()).containsExactly(Code.INVALID_IGNORE);
    assertThat(text.places(Code.INVALID_IGNORE)).containsExactly("ignore CDL3004");
  }

  @Test
  void namesCodesThatThereAre() {
    LintedText text = of(container("# cdlc:ignore CDL3012, CDL1016 -- no", "restart never;"));

    assertThat(text.places(Code.INVALID_IGNORE)).containsExactly("CDL3012", "CDL1016");
    assertThat(text.linted().findings().getFirst().help()).hasValue("did you mean CDL2012?");
  }

  @Test
  void isSpelledAsItIs() {
    assertThat(of(container("# cdlc:ignroe CDL3004 -- no")).linted().findings())
        .extracting(Diagnostic::message)
        .containsExactly("unknown comment `cdlc:ignroe`");
    assertThat(of(container("# cdlc:ignore")).linted().findings())
        .extracting(Diagnostic::message)
        .containsExactly("no code is named");
    assertThat(of(container("# see cdlc:ignore", "env A='# cdlc:x'")).codes()).isEmpty();
  }

  @Test
  void isForbiddenWhereAProjectSaysSo() {
    LintSettings strict = LintSettings.DEFAULT.withIgnores(LintSettings.Ignores.FORBIDDEN);

    assertThat(
            LintedText.of(container("# cdlc:ignore CDL3004 -- x", "restart always;"), strict)
                .codes())
        .containsExactly(Code.ENDLESS_RESTART, Code.INVALID_IGNORE);
  }
}
