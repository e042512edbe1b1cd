package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
  private static final String ROOT = "container web < root ./rootfs; run /bin/date; %s >\n";

  private static Invocation validate(String statements, String... options) {
    var arguments = new ArrayList<String>();
    arguments.add("validate");
    arguments.addAll(List.of(options));
    arguments.add("-");
    return Invocation.of(Map.of(), ROOT.formatted(statements), arguments.toArray(String[]::new));
  }

  @Test
  void aPlainContainerIsClean() {
    assertThat(validate("")).isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
  }

  @Test
  void anErrorOfARuleIsAnError() {
    var found = validate("cap add SYS_ADMIN;");

    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err()).contains("error[CDL2004]").endsWith("2 errors in 1 file\n");
    assertThat(validate("cap add SYS_ADMIN;", "--level", "privileged").status()).isZero();
  }

  @Test
  void aWarningIsNone() {
    assertThat(validate("", "--level", "restricted"))
        .satisfies(found -> assertThat(found.status()).isZero())
        .satisfies(found -> assertThat(found.err()).contains("warning[CDL3001]"));
  }

  @Test
  void whatIsAssumedMatters() {
    assertThat(validate("net-class 1;", "--assume", "kernel=6.1,cgroup=v2").err())
        .contains("warning[CDL5001]");
  }

  @Test
  void aSlipInAnOptionIsOneLine() {
    assertThat(validate("", "--level", "restrictd"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: unknown level 'restrictd'\n  help: did you mean 'restricted'?\n"));
    assertThat(validate("", "--assume", "cgruop=v2"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "cdlc: --assume: unknown assumption `cgruop`\n  help: did you mean `cgroup`?\n"));
  }

  @Test
  void aProjectFileSaysHowGraveARuleIs(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("cdlc.cdl"), "lint < rule CDL3004 error >\n");
    Path file = Files.writeString(folder.resolve("web.cdl"), ROOT.formatted("restart always;"));

    assertThat(Invocation.of("validate", file.toString()).status()).isEqualTo(1);
  }

  @Test
  void aBaselineHoldsWhatWasFoundBefore(@TempDir Path folder) {
    String baseline = folder.resolve("baseline").toString();
    assertThat(validate("cap base all;", "--write-baseline", baseline).status()).isZero();
    assertThat(validate("cap base all;", "--baseline", baseline).status()).isZero();
  }

  @Test
  void otherCommandsLookForNothing() {
    var compiled =
        Invocation.of(Map.of(), ROOT.formatted("cap base all; restart always;"), "compile", "-");

    assertThat(compiled.status()).isZero();
    assertThat(compiled.err()).isEmpty();
  }
}
