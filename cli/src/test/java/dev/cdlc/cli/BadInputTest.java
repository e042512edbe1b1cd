package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each command says of a source that is wrong, exits with, and leaves behind. */
final class BadInputTest {
  /** Sources that validate warns of only. */
  private static final Set<String> WARNED =
      Set.of("comments-only", "empty", "fifty-cpus", "no-command");

  /** Sources that compile all the same. */
  private static final Set<String> COMPILED = Set.of("fifty-cpus", "no-command");

  /** Sources that run all the same. */
  private static final Set<String> RUN = Set.of("fifty-cpus");

  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> validateTells() {
    return each(
        source -> {
          var validate = Invocation.of("validate", source.input().toString());
          assertThat(validate.out()).isEmpty();
          assertThat(validate.status()).isEqualTo(WARNED.contains(source.name()) ? 0 : 1);
          source.check(".err", validate.err());
        });
  }

  @TestFactory
  Stream<DynamicTest> compileTellsTheSameAndWritesNothing() {
    return each(
        source -> {
          Path bundle = folder.resolve(source.name());
          var compile =
              Invocation.of("compile", source.input().toString(), "-o", bundle.toString());
          boolean compiled = COMPILED.contains(source.name());
          assertThat(compile.status()).isEqualTo(compiled ? 0 : 1);
          assertThat(Files.exists(bundle)).isEqualTo(compiled);
          assertThat(compile.err()).isEqualTo(report(source));
        });
  }

  @TestFactory
  Stream<DynamicTest> fmtWritesWhatParsesAndNothingElse() {
    return each(
        source -> {
          Path copy = Files.copy(source.input(), folder.resolve(source.name()));
          var fmt = Invocation.of("fmt", copy.toString());
          assertThat(fmt.status()).isEqualTo(fmt.err().isEmpty() ? 0 : 1);
          if (fmt.err().isEmpty()) {
            assertThat(Invocation.of("fmt", "--check", copy.toString()).status()).isZero();
          } else {
            assertThat(fmt.err()).startsWith("error[CDL01");
            assertThat(copy).hasSameBinaryContentAs(source.input());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> runIsStoppedWith125() {
    return each(
        source -> {
          Path executable = Files.createFile(folder.resolve(source.name()));
          var run =
              Invocation.of(
                  Map.of("CDLC_EXECUTABLE", executable.toString()),
                  "",
                  "run",
                  source.input().toString());
          boolean runs = RUN.contains(source.name());
          assertThat(run.status()).isEqualTo(runs ? 0 : 125);
          assertThat(Files.size(executable) > 0).isEqualTo(runs);
          assertThat(run.err()).isNotEmpty();
          assertThat(run.out()).isEmpty();
        });
  }

  @Test
  void commandsThatGoOnWarnAsValidateDoes() {
    String source = "src/test/resources/bad/fifty-cpus.cdl";
    String warning = Invocation.of("validate", source).err().replaceFirst(" in 1 file\n$", "\n");
    assertThat(warning).startsWith("warning[CDL3041]").endsWith("\n1 warning\n");
    assertThat(Invocation.of("plan", source).err()).isEqualTo(warning);
    assertThat(Invocation.of("compile", source).err()).isEqualTo(warning);
    assertThat(Invocation.of("build", source, "-o", "/dev/null").err()).isEqualTo(warning);
    assertThat(Invocation.of(Map.of("CDLC_EXECUTABLE", "/dev/null"), "", "run", source).err())
        .isEqualTo(warning);
  }

  @Test
  void missingCommandIsAnErrorForRun() {
    var run =
        Invocation.of(
            Map.of("CDLC_EXECUTABLE", "/dev/null"),
            "",
            "run",
            "src/test/resources/bad/no-command.cdl");
    assertThat(run.err())
        .startsWith("error[CDL3030]: container `web` has no command\n")
        .endsWith("\n1 error\n");
  }

  @Test
  void fileOfTenMegabytesIsRefusedUnread() throws IOException {
    Path file = Files.write(folder.resolve("big.cdl"), new byte[10 * MEBIBYTE]);
    var validate = Invocation.of("validate", file.toString());
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.err())
        .startsWith("error[CDL0120]: the file is larger than 1 MiB\n --> " + file);
  }

  @Test
  void endlessFileIsRefused() {
    assertThat(Invocation.of("validate", "/dev/zero").status()).isEqualTo(1);
  }

  @Test
  void windowsLineEndsAndByteOrderMarkAreFine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("windows.cdl"),
            "\uFEFFcontainer web <\r\n  root ./r;\r\n  run /bin/true\r\n>\r\n");
    assertThat(Invocation.of("validate", file.toString()))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
  }

  @Test
  void placesCountFromOneUnderWindowsLineEnds() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("windows.cdl"), "\uFEFF\r\ncontainer web <\r\n  ruut ./r >");
    assertThat(Invocation.of("validate", file.toString()).err()).contains("windows.cdl:3:3\n");
  }

  @Test
  void folderCannotBeRun() {
    assertThat(Invocation.of(Map.of("CDLC_EXECUTABLE", "/dev/null"), "", "run", folder.toString()))
        .isEqualTo(new Invocation(125, "", "cdlc: %s is a folder, not a file\n".formatted(folder)));
  }

  @Test
  void missingFileIsNamed() {
    assertThat(Invocation.of("compile", "nowhere.cdl"))
        .isEqualTo(
            new Invocation(2, "", "cdlc: cannot read nowhere.cdl: no such file or folder\n"));
  }

  private static String report(Golden source) {
    return Invocation.of("validate", source.input().toString())
        .err()
        .replaceFirst(" in 1 file\n$", "\n");
  }

  private static Stream<DynamicTest> each(Check check) {
    return Golden.in("bad").stream()
        .map(source -> DynamicTest.dynamicTest(source.name(), () -> check.of(source)));
  }

  /** What is claimed of a bad source. */
  private interface Check {
    void of(Golden source) throws IOException;
  }
}
