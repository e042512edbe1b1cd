package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user has it, without root. */
class DistributionIT {
  private static final Layout LAYOUT = new Layout(Path.of("target/cdlc").toAbsolutePath());
  private static final String CDLC = LAYOUT.bin().resolve("cdlc").toString();
  private static final String HELLO = Path.of("../examples/hello.cdl").toString();
  private static final Launch CLEAN = new Launch(0, "1 file checked, nothing found\n", "");

  /** Each would change what a JVM does, make it print, or stop it. */
  private static final Map<String, String> JVM_VARIABLES =
      Map.of(
          "JAVA_TOOL_OPTIONS", "-Dsurprise=1",
          "JDK_JAVA_OPTIONS", "-XX:NoSuchFlag",
          "_JAVA_OPTIONS", "-Xmx1k",
          "CLASSPATH", "/nowhere");

  @TempDir private Path folder;

  @Test
  void cleanValidatePrintsNothingToStandardError() throws Exception {
    assertThat(Launch.of(List.of(CDLC, "validate", HELLO))).isEqualTo(CLEAN);
  }

  @Test
  void variablesOfTheJvmChangeNothing() throws Exception {
    var command = List.of(CDLC, "plan", HELLO);

    assertThat(Launch.of(command, JVM_VARIABLES, "")).isEqualTo(Launch.of(command));
  }

  @Test
  void localeChangesNothing() throws Exception {
    var command = List.of(CDLC, "plan", HELLO);

    assertThat(Launch.of(command, Map.of("LC_ALL", "POSIX"), "")).isEqualTo(Launch.of(command));
  }

  @Test
  void runsThroughSymbolicLinks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(CDLC));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

    assertThat(Launch.of(List.of(second.toString(), "validate", HELLO))).isEqualTo(CLEAN);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void enginesCallTheRuntimeByItsOwnName() throws Exception {
    String runtime = LAYOUT.runtimeName().toString();
    var version = Launch.of(List.of(runtime, "--version"));

    assertThat(version.status()).isZero();
    assertThat(version.out()).startsWith("cdl-runtime version ");
    assertThat(Launch.of(List.of(runtime, "--root", folder.toString(), "state", "none")))
        .isEqualTo(new Launch(1, "", "cdlc: container does not exist: none\n"));
    var features = Launch.of(List.of(runtime, "features"));
    assertThat(features.status()).as(features.err()).isZero();
    assertThat(features.out()).startsWith("{\n  \"ociVersionMin\": \"1.0.0\",\n").endsWith("}\n");
  }

  @Test
  void runThatCannotStartExitsWith125AndLeavesNothing() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    var launch =
        Launch.of(
            List.of(CDLC, "run", folder.resolve("missing.cdl").toString()),
            Map.of("TMPDIR", temporary.toString()),
            "");

    assertThat(launch.status()).isEqualTo(125);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).contains("missing.cdl");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void helpOfRunIsPrintedAndNothingRuns() throws Exception {
    var launch = Launch.of(List.of(CDLC, "run", "--help"));

    assertThat(launch.status()).isZero();
    assertThat(launch.out()).contains("cdlc run");
  }

  @Test
  void otherCommandsMaySpeakOfRun() throws Exception {
    assertThat(Launch.of(List.of(CDLC, "explain", "run")).out()).startsWith("run ");
    assertThat(Launch.of(List.of(CDLC, "--color", "never", "validate", "run")).status())
        .isEqualTo(2);
  }

  @Test
  void aotCacheIsUsable() throws Exception {
    assertThat(Launch.of(withLiveCache(LAYOUT, "validate", HELLO))).isEqualTo(CLEAN);
  }

  @Test
  void aotCacheIsUsableAfterTheArchiveIsUnpacked() throws Exception {
    String archive = Root.packages().archive().toString();
    Command.run(new ProcessBuilder("tar", "-xzf", archive, "-C", folder.toString()));

    assertThat(Launch.of(withLiveCache(new Layout(folder.resolve("cdlc")), "validate", HELLO)))
        .isEqualTo(CLEAN);
  }

  @Test
  void aotCacheLeavesOutNoOldClass() throws Exception {
    List<Path> logs = Folders.files(LAYOUT.aotLog());

    assertThat(logs).isNotEmpty();
    assertThat(logs).allSatisfy(log -> assertThat(log).content().doesNotContain("Old class"));
  }

  @Test
  void thirdPartyListIsCurrent() throws IOException {
    assertThat(Path.of("THIRD-PARTY.txt"))
        .usingCharset(UTF_8)
        .content()
        .isEqualToNormalizingNewlines(
            Files.readString(Path.of("target/generated-sources/license/THIRD-PARTY.txt")));
  }

  /** The compiler as the launch script starts it, but it fails where the cache cannot be used. */
  private static List<String> withLiveCache(Layout layout, String... arguments) {
    var command = new ArrayList<String>();
    command.add(layout.java().toString());
    command.add("@" + layout.jvmOptions());
    command.add("-XX:AOTMode=on");
    command.add("-XX:AOTCache=" + layout.aotCache());
    command.addAll(List.of("-jar", layout.jar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
