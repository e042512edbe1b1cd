package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc.cdl} says of the files of its project. */
class ProjectFileTest {
  private static final String ENDLESS =
      "container %s < root ./r; run /bin/date; restart always; >\n";

  @TempDir private Path folder;

  @BeforeEach
  void aProjectWithTwoFolders() throws IOException {
    for (String name : new String[] {"new", "legacy"}) {
      Files.createDirectories(folder.resolve(name));
      write(name + "/" + name + ".cdl", ENDLESS.formatted(name));
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Invocation validate(String name, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "validate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = folder.resolve(name).toString();
    return Invocation.of(arguments);
  }

  @Test
  void saysWhichFindingsFail() throws IOException {
    assertThat(validate("new").status()).isZero();
    write("cdlc.cdl", "lint < fail-on warning >");
    assertThat(validate("new").status()).isEqualTo(1);
    assertThat(validate("new", "--fail-on", "error").status()).isZero();
    write("cdlc.cdl", "lint < fail-on error >");
    assertThat(validate("new", "--fail-on", "style").status()).isEqualTo(1);
  }

  @Test
  void aSlipInASeverityIsOneLine() {
    assertThat(validate("new", "--fail-on", "warnings"))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: unknown severity 'warnings'\n  help: did you mean 'warning'?\n"));
  }

  @Test
  void saysMoreOfSomePaths() throws IOException {
    write("cdlc.cdl", "lint < rule CDL3004 error; paths legacy < rule CDL3004 off > >");
    assertThat(validate("new").err()).contains("error[CDL3004]");
    assertThat(validate("legacy").err()).isEmpty();
    assertThat(validate("").err()).contains("new.cdl").doesNotContain("legacy.cdl");
  }

  @Test
  void globsAreOfPathsFromTheProjectsFolder() throws IOException {
    write("cdlc.cdl", "lint < paths */leg?cy.cdl, **/x.cdl < rule CDL3004 off > >");
    assertThat(validate("legacy").err()).isEmpty();
    assertThat(validate("new").err()).contains("warning[CDL3004]");
  }

  @Test
  void theCommandLineHasItsWay() throws IOException {
    write("cdlc.cdl", "lint < level restricted; assume cgroup=v1 >");
    assertThat(validate("new").err()).contains("CDL3001");
    assertThat(validate("new", "--level", "baseline").err()).doesNotContain("CDL3001");
  }

  @Test
  void theNearestHoldsUpToTheRootOfTheRepository() throws IOException {
    write("cdlc.cdl", "lint < rule CDL3004 off >");
    assertThat(validate("new").err()).isEmpty();
    write("new/cdlc.cdl", "lint < rule CDL3004 info >");
    assertThat(validate("new/new.cdl").err()).contains("info[CDL3004]");
    Files.delete(folder.resolve("new/cdlc.cdl"));
    Files.createDirectory(folder.resolve("new/.git"));
    assertThat(validate("new").err()).contains("warning[CDL3004]");
  }

  @Test
  void rulesThatAreOffCanBeSwitchedOn() throws IOException {
    write("cdlc.cdl", "lint < rule CDL4001 style; rule CDL4005 style; rule CDL3004 off >");
    assertThat(validate("new").err()).contains("CDL4001", "CDL4005");
  }

  @Test
  void commentsCanBeForbidden() throws IOException {
    write("new/new.cdl", "# cdlc:ignore-file CDL3004 -- a test\n" + ENDLESS.formatted("new"));
    assertThat(validate("new").err()).isEmpty();
    write("cdlc.cdl", "lint < allow-inline-ignore off >");
    assertThat(validate("new").err()).contains("warning[CDL3004]", "CDL4090");
  }

  @Test
  void demandsWhatAnOrganisationWants() throws IOException {
    write("cdlc.cdl", "policy mortal < deny name is legacy, new; except legacy; help \"ask us\" >");
    Invocation found = validate("");
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err())
        .contains("error[CDL2040]: the policy `mortal` denies `name is legacy, new`", "ask us")
        .containsOnlyOnce("CDL2040");
    assertThat(validate("legacy").status()).isZero();
  }

  @Test
  void itsFaultsAreToldOnceAndTheRestHolds() throws IOException {
    write(
        "cdlc.cdl",
        """
        lint <
          level restrictd;
          assume cgruop=v2;
          rule CDL3004 error;
        >
        """);
    write("new/other.cdl", ENDLESS.formatted("other"));
    Invocation found = validate("");
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err())
        .containsOnlyOnce("there is no level `restrictd`")
        .containsOnlyOnce("unknown assumption `cgruop`")
        .contains("error[CDL3004]")
        .endsWith("5 errors in 4 files\n");
  }

  @Test
  void oneThatCannotBeReadIsOneLine() throws IOException {
    Files.createDirectory(folder.resolve("cdlc.cdl"));
    Invocation found = validate("");
    assertThat(found.status()).isEqualTo(2);
    assertThat(found.err()).containsOnlyOnce("cdlc.cdl is a folder, not a file");
  }

  @Test
  void oneThatIsEmptyOnlySaysWhereTheProjectIs() throws IOException {
    write("cdlc.cdl", "");
    assertThat(validate("new/new.cdl").err()).contains("CDL3004").doesNotContain("CDL0101");
  }

  @Test
  void itIsAFileOfTheLanguage() throws IOException {
    write("cdlc.cdl", "lint < level restricted; >\n");
    assertThat(Invocation.of("fmt", folder.resolve("cdlc.cdl").toString()).status()).isZero();
    assertThat(folder.resolve("cdlc.cdl")).hasContent("lint < level restricted >\n");
    assertThat(validate("cdlc.cdl"))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
  }
}
