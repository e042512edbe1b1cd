package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package, as it lies there. */
class PackageIT {
  private static final String DEB = Root.packages().debian().toString();

  @TempDir private Path folder;

  @Test
  void namesSayVersionAndMachine() {
    var snapshot = new Packages(folder, "1.2.0-SNAPSHOT");
    assertThat(snapshot.debianVersion()).isEqualTo("1.2.0~SNAPSHOT-1");
    assertThat(snapshot.archive().getFileName().toString())
        .matches("cdlc-1\\.2\\.0-SNAPSHOT-linux-(x86_64|aarch64)\\.tar\\.gz");
    assertThat(snapshot.debian().getFileName().toString())
        .matches("cdlc_1\\.2\\.0~SNAPSHOT-1_(amd64|arm64)\\.deb");
  }

  @Test
  void sameFilesMakeTheSamePackage() throws Exception {
    Path target = Path.of("target").toAbsolutePath();
    var again = new Packages(folder, Root.packages().version());
    var time = Files.getLastModifiedTime(target.resolve("cdlc"));

    DebianPackage.write(
        new Layout(target.resolve("cdlc")), Path.of("").toAbsolutePath(), again, time);

    assertThat(Files.mismatch(again.debian(), Path.of(DEB))).isEqualTo(-1);
    assertThat(target.resolve("debian")).doesNotExist();
  }

  @Test
  void dependsOnTheCLibraryOfItsMachineCode() throws Exception {
    Path folder = Path.of("target/cdlc/lib");
    assertThat(SharedLibraries.packages(folder)).matches("libc6 \\(>= 2\\.\\d+\\)(, [a-z0-9-]+)*");
    assertThat(SharedLibraries.packages(folder.resolve("legal"))).isEqualTo("libc6");
  }

  @Test
  @Tag("linux")
  void linterHasNothingToComplainOf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/lintian")), "needs lintian");
    Path said = folder.resolve("said");
    var lint = new ProcessBuilder("lintian", "--allow-root", "--fail-on", "error,warning", DEB);
    lint.redirectErrorStream(true).redirectOutput(said.toFile());
    lint.environment().put("LC_ALL", "C.UTF-8");
    assertThat(lint.start().waitFor()).as(Files.readString(said)).isZero();
    assertThat(said).isEmptyFile();
  }
}
