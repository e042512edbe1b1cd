package dev.cdlc.dist;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./cdlc} in a checkout of its own, with a Maven that only writes a distribution. */
class DeveloperEntryIT {
  private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();
  private static final int OWNER = 54321;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo '[INFO] Building cdlc grammar 1 [2/9]'
      mkdir -p "$CHECKOUT/dist/target/cdlc/bin"
      printf '#!/bin/sh\\necho "ran $*"\\n' >"$CHECKOUT/dist/target/cdlc/bin/cdlc"
      chmod 755 "$CHECKOUT/dist/target/cdlc/bin/cdlc"
      exit ${MAVEN_STATUS:-0}
      """;

  @TempDir private Path folder;
  private Path checkout = Path.of("");

  @BeforeEach
  void layOutCheckout() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.copy(SOURCES.resolve("cdlc"), checkout.resolve("cdlc"), COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve(".ci"));
    Files.copy(SOURCES.resolve(".ci/find-jdk"), checkout.resolve(".ci/find-jdk"), COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("grammar/src"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolve("grammar/pom.xml"), "");
    Path maven = Files.writeString(folder.resolve("mvn"), MAVEN);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void buildsOnceAndSaysSo() throws Exception {
    Launch first = cdlc();

    assertThat(first.out()).isEqualTo("ran validate\n");
    assertThat(first.err())
        .isEqualTo("cdlc: building, which takes a minute the first time: grammar done\n");
    assertThat(cdlc()).isEqualTo(new Launch(0, "ran validate\n", ""));
  }

  @Test
  void buildsAgainWhenSourcesAreNewer() throws Exception {
    cdlc();
    Files.setLastModifiedTime(
        checkout.resolve("grammar/src"), FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(cdlc().err()).startsWith("cdlc: building");
  }

  @Test
  void runsNothingWhenTheBuildFails() throws Exception {
    Launch launch = cdlc(Map.of("MAVEN_STATUS", "1"));

    assertThat(launch.status()).isEqualTo(2);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).contains("the build failed", "build.log");
    assertThat(cdlc().err()).startsWith("cdlc: building");
  }

  @Test
  @Tag("linux")
  void rootBuildsAsTheOwnerOfTheCheckout() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "needs root: sudo mvn -pl dist -am verify");
    for (Path path : Folders.tree(checkout)) {
      Files.setAttribute(path, "unix:uid", OWNER, LinkOption.NOFOLLOW_LINKS);
    }

    assertThat(cdlc().out()).isEqualTo("ran validate\n");
    for (Path path : Folders.tree(checkout)) {
      assertThat(Files.getAttribute(path, "unix:uid")).as(path.toString()).isEqualTo(OWNER);
    }
  }

  private Launch cdlc() throws IOException, InterruptedException {
    return cdlc(Map.of());
  }

  private Launch cdlc(Map<String, String> variables) throws IOException, InterruptedException {
    var environment = new HashMap<>(variables);
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("CHECKOUT", checkout.toString());
    return Launch.of(List.of(checkout.resolve("cdlc").toString(), "validate"), environment, "");
  }
}
