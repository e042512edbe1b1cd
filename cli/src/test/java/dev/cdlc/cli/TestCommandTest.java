package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc test} tells of test files. */
class TestCommandTest {
  private static final String PLAIN = "container web < root ./r; run /bin/date >\n";
  private static final String BAD = "container bad < root ./r; net host; run /bin/date >\n";

  @TempDir private Path folder;

  @BeforeEach
  void aProjectWithPolicies() throws IOException {
    write(
        "cdlc.cdl",
        """
        policy no-host-net < deny ns lacks net; except legacy >
        policy owned < when name is owned-*; require annotation has team >
        """);
    write("met.cdltest", PLAIN + BAD + "expect web meets *;\nexpect bad breaks no-host-net;\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Invocation test(String name, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "test";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = folder.resolve(name).toString();
    return Invocation.of(arguments);
  }

  @Test
  void countsWhatIsMet() {
    assertThat(test("met.cdltest"))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found, 2 expectations met\n", ""));
  }

  @Test
  void walksFoldersForTestsAlone() throws IOException {
    write("below/other.cdltest", PLAIN + "expect web breaks no-host-net;\n");
    write("below/faulty.cdl", "xxx;\n");
    Invocation found = test("");
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err())
        .contains("other.cdltest:2:19", "`web` does not break `no-host-net`")
        .endsWith("1 error in 2 files, 2 expectations met\n");
  }

  @Test
  void validateWalksPastTests() {
    assertThat(Invocation.of("validate", folder.toString()).out()).startsWith("1 file checked");
  }

  @Test
  void fmtFormatsTests() throws IOException {
    write("long.cdltest", PLAIN + "expect   web meets CDL2006,CDL2001\n");
    Invocation formatted = Invocation.of("fmt", folder.toString());
    assertThat(formatted.out()).contains("long.cdltest");
    assertThat(Files.readString(folder.resolve("long.cdltest")))
        .endsWith("expect web meets CDL2006, CDL2001;\n");
    assertThat(test("long.cdltest").status()).isZero();
  }

  @Test
  void nothingToRunIsExitStatusTwo() throws IOException {
    Files.delete(folder.resolve("met.cdltest"));
    assertThat(test(""))
        .isEqualTo(new Invocation(2, "", "cdlc: %s holds no .cdltest file\n".formatted(folder)));
    assertThat(test("*.cdltest").err()).startsWith("cdlc: no .cdltest file matches ");
    assertThat(test("gone.cdltest").err()).contains("cannot read", "no such file or folder");
  }

  @Test
  void tellsOfPoliciesThatNoTestBreaks() throws IOException {
    Invocation told = test("", "--untested");
    assertThat(told.status()).isZero();
    assertThat(told.err())
        .contains("info[CDL2042]: no test expects the policy `owned` to be broken", "cdlc.cdl:2:8")
        .doesNotContain("`no-host-net`")
        .endsWith("1 note in 1 file, 2 expectations met\n");
    assertThat(test("", "--untested", "--fail-on", "info").status()).isEqualTo(1);
    write(
        "owned.cdltest",
        "container owned-web < root ./r; run x >\nexpect owned-web breaks owned;\n");
    assertThat(test("", "--untested"))
        .isEqualTo(new Invocation(0, "2 files checked, nothing found, 3 expectations met\n", ""));
  }

  @Test
  void policiesThatExceptAFileAreNotKnownInIt() throws IOException {
    write("legacy/old.cdltest", BAD + "expect bad breaks no-host-net;\n");
    assertThat(test("legacy").err()).contains("error[CDL1027]", "`no-host-net`");
  }

  @Test
  void whatIsIncludedIsTested() throws IOException {
    write("web.cdl", "param size bytes;\n" + PLAIN.replace(">", "memory ${size}; >"));
    write("web.cdltest", "include ./web.cdl;\nexpect web meets CDL2006;\n");
    assertThat(test("web.cdltest").err()).contains("`web` is not known");
    assertThat(test("web.cdltest", "--set", "size=1GiB").status()).isZero();
  }

  @Test
  void theProjectsSettingsHoldAndTheCommandLineHasItsWay() throws IOException {
    write("level.cdltest", PLAIN + "expect web breaks CDL3001;\n");
    assertThat(test("level.cdltest").err()).contains("the level is not high enough");
    assertThat(test("level.cdltest", "--level", "restricted").status()).isZero();
    write("cdlc.cdl", "lint < level restricted >\n");
    assertThat(test("level.cdltest").status()).isZero();
  }

  @Test
  void aBaselineHidesNothing() throws IOException {
    Path baseline = folder.resolve("known.json");
    write("wrong.cdltest", PLAIN + "expect web breaks no-host-net;\n");
    Path wrong = folder.resolve("wrong.cdltest");
    Invocation.of("validate", "--write-baseline", baseline.toString(), wrong.toString());
    write("cdlc.cdl", "lint < baseline ./known.json > policy no-host-net < deny ns lacks net >\n");
    assertThat(test("wrong.cdltest").status()).isEqualTo(1);
    assertThat(Files.exists(baseline)).isTrue();
  }

  @Test
  void faultsOfTheFileAreToldAndNothingIsMet() throws IOException {
    write("faulty.cdltest", "container web < root ./r; ruun x >\nexpect web meets *;\n");
    assertThat(test("faulty.cdltest"))
        .satisfies(found -> assertThat(found.status()).isEqualTo(1))
        .satisfies(found -> assertThat(found.err()).contains("there is no statement `ruun`"))
        .satisfies(found -> assertThat(found.err()).endsWith("0 expectations met\n"));
  }

  @Test
  void whatIsNoTextIsTold() throws IOException {
    Files.write(folder.resolve("binary.cdltest"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(test("binary.cdltest").status()).isEqualTo(1);
  }

  @Test
  void writesReportsOfAllFormats() throws IOException {
    write("wrong.cdltest", PLAIN + "expect web breaks no-host-net;\n");
    Path report = folder.resolve("report.xml");
    Invocation told = test("", "--output", "junit=" + report, "--output", "json");
    assertThat(told.status()).isEqualTo(1);
    assertThat(told.out()).contains("\"code\": \"CDL2041\"");
    assertThat(Files.readString(report))
        .contains("failures=\"1\"", "met.cdltest\" name=\"nothing found\"");
  }
}
