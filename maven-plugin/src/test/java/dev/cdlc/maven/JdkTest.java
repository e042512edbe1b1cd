package dev.cdlc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Java a folder holds. */
class JdkTest {
  @TempDir private Path folder;

  private Path home(String name, String release) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.createFile(home.resolve("bin/java"));
    Files.writeString(home.resolve("release"), release);
    return home;
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_VERSION=\"25.0.1\", 25",
    "JAVA_VERSION=\"26\", 26",
    "JAVA_VERSION=\"25-ea\", 25",
    "JAVA_VERSION=\"1.8.0_452\", 1",
    "JAVA_VERSION=\"\", 0",
    "JAVA_VERSION=\"x\", 0",
    "IMPLEMENTOR=\"Debian\", 0",
    "JAVA_VERSION=\\u00zz, 0",
  })
  void readsTheReleaseFile(String release, int version) throws IOException {
    assertThat(Jdk.at(home("jdk", release)).version()).isEqualTo(version);
  }

  @Test
  void aFolderWithoutItHoldsNone() {
    assertThat(Jdk.at(folder.resolve("nowhere")).version()).isZero();
    assertThat(Jdk.of(Path.of("/")).version()).isZero();
    assertThat(Jdk.of(Path.of("/java")).version()).isZero();
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path home = home("jdk", "JAVA_VERSION=\"25\"");
    Path link = Files.createSymbolicLink(folder.resolve("java"), home.resolve("bin/java"));
    assertThat(Jdk.of(link)).isEqualTo(new Jdk(home.toRealPath(), 25));
    assertThat(Jdk.of(home.resolve("bin/gone")).version()).isEqualTo(25);
  }

  @Test
  void theFirstThatIsNewEnoughIsTaken() {
    var old = new Jdk(Path.of("/old"), 24);
    var current = new Jdk(Path.of("/current"), 25);
    var next = new Jdk(Path.of("/next"), 26);
    assertThat(Jdk.firstOf(List.of(old, current, next))).contains(current);
    assertThat(Jdk.firstOf(List.of(old))).isEmpty();
    assertThat(Jdk.listed(List.of(old, new Jdk(Path.of("/x"), 0), old)))
        .isEqualTo("24 in /old, none in /x");
  }

  @Test
  void theOneOfTheseTestsIsNewEnough() {
    assertThat(Jdk.at(Path.of(System.getProperty("java.home"))))
        .satisfies(jdk -> assertThat(jdk.runsCdlc()).isTrue())
        .satisfies(jdk -> assertThat(jdk.java()).isExecutable());
  }
}
