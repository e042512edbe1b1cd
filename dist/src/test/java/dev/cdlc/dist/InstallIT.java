package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Package and archive, installed into a Debian that has nothing else, and used there. */
@Tag("linux")
@Tag("long")
class InstallIT {
  private static final Path SCRIPT = Path.of("src/test/resources/install.sh");

  /** What the script exits with where there is no archive of Debian to be had. */
  private static final int NO_DEBIAN = 77;

  private static final Pattern STEP =
      Pattern.compile("^== (\\S+)\n(.*?)^status (\\d+)\n", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Map<String, Launch> STEPS = new LinkedHashMap<>();

  @BeforeAll
  static void install(@TempDir Path folder) throws Exception {
    Root.assume();
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/debootstrap")),
        "needs debootstrap: apt install debootstrap");
    Path out = folder.resolve("out");
    var builder =
        new ProcessBuilder(
                "unshare", "--mount", "--propagation", "private", "sh", SCRIPT.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "FOLDER", folder.toString(),
                "DEB", Root.packages().debian().toAbsolutePath().toString(),
                "ARCHIVE", Root.packages().archive().toAbsolutePath().toString()));
    Process process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(out);
    assumeTrue(process.exitValue() != NO_DEBIAN, "needs Debian's archive: " + said);
    STEP.matcher(said)
        .results()
        .forEach(
            step ->
                STEPS.put(
                    step.group(1), new Launch(Integer.parseInt(step.group(3)), step.group(2), "")));
    assertThat(STEPS).as(said).containsKey("unpacked-page");
  }

  private static Launch step(String name) {
    return STEPS.getOrDefault(name, new Launch(-1, "", ""));
  }

  private static Launch done(String out) {
    return new Launch(0, out, "");
  }

  @Test
  void packageIsInstalledWhole() {
    assertThat(step("install").status()).as(step("install").out()).isZero();
    assertThat(step("audit")).isEqualTo(done(""));
    assertThat(step("verify")).isEqualTo(done(""));
  }

  @Test
  void compilerWorksWithoutJavaOfTheSystem() {
    assertThat(step("version").out()).matches("cdlc \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(step("validate")).isEqualTo(done("1 file checked, nothing found\n"));
    assertThat(step("runtime").out()).startsWith("cdl-runtime version ");
  }

  @Test
  void containersStartAndStartAgainWithoutJvm() {
    assertThat(step("run")).isEqualTo(done("hello\n"));
    assertThat(step("warm")).isEqualTo(done("hello\n"));
  }

  @Test
  void firstFileRuns() {
    assertThat(step("init").status()).as(step("init").out()).isZero();
    assertThat(step("init").out()).startsWith("wrote app.cdl").endsWith("\nfirst\n");
  }

  @Test
  void pagesAndCompletionsAreWhereTheSystemLooks() {
    assertThat(step("page").status()).isZero();
    assertThat(step("page").out()).contains(".TH CDLC\\-RUN 1 ", ".TH CDLC\\-OCI 1 ");
    assertThat(step("completions").status()).as(step("completions").out()).isZero();
  }

  @Test
  void newAppArmorReadsTheProfile() {
    assertThat(step("profile").status()).as(step("profile").out()).isZero();
    assertThat(step("profile").out()).endsWith("cdlc-launch\n");
    assertThat(step("new-apparmor")).isEqualTo(done(""));
  }

  @Test
  void oldAppArmorIsKeptFromTheProfile() {
    assertThat(step("old-apparmor")).isEqualTo(done("cdlc-launch\n"));
  }

  @Test
  void purgeLeavesNothing() {
    assertThat(step("purge").status()).as(step("purge").out()).isZero();
    assertThat(step("leftovers")).isEqualTo(done(""));
  }

  @Test
  void archiveWorksWhereItIsUnpacked() {
    assertThat(step("unpack")).isEqualTo(done(""));
    assertThat(step("unpacked-version")).isEqualTo(step("version"));
    assertThat(step("unpacked-run")).isEqualTo(done("hello\n"));
    assertThat(step("unpacked-page").status()).isZero();
  }
}
