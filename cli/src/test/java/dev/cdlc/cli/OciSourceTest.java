package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A .cdl file in the place of a bundle. */
final class OciSourceTest {
  @TempDir private Path folder;
  private OciContainers containers;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    containers = new OciContainers(folder);
    file = folder.resolve("web.cdl");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(containers.oci("list", "-q")).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void isCompiledToAConfig() throws Exception {
    write("root from /bin/sh; run /bin/sh -c true; cgroup /web; memory 64MiB");
    OciBundle bundle = OciSource.bundle(file, Map.of());
    assertThat(bundle.folder()).isEqualTo(folder);
    assertThat(bundle.config().process().args()).containsExactly("/bin/sh", "-c", "true");
    assertThat(bundle.rootfs()).isEqualTo(folder.resolve(".cdlc/web/rootfs")).isDirectory();
    assertThat(bundle.content()).contains("\"cgroupsPath\": \"/web\"");
  }

  @Test
  void isThere() {
    assertRefused("there is no file " + file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root ./fs; rum true | web.cdl:1:28: there is no statement `rum` [CDL1001]",
        "root ./fs | names no command for its container",
        "root ./fs; run true; landlock < exec /usr > | `landlock`, which would not hold",
        "root from /bin/none; run true | web.cdl:1:17: /bin/none is not there [CDL7050]",
      })
  void isRefusedInOneLine(String statements, String message) throws IOException {
    write(statements);
    assertRefused(message);
  }

  @Test
  void hasOneContainer() throws IOException {
    Files.writeString(file, "container a < root ./r; run a > container b < root ./r; run b >");
    assertRefused(file + " has 2 containers, and a bundle has one");
    Files.writeString(file, "let a 1;");
    assertRefused(file + " has 0 containers, and a bundle has one");
  }

  private void write(String statements) throws IOException {
    Files.writeString(file, "container web < " + statements + " >");
  }

  private void assertRefused(String message) {
    Invocation refused = containers.oci("create", "--bundle", file.toString(), "web");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("cdlc: ").contains(message).hasLineCount(1);
  }
}
