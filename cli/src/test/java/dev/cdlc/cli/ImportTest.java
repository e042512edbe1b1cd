package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cdlc import}: what it prints, and how it ends. */
final class ImportTest {
  private static final String CONFIG =
      """
      {
        "ociVersion": "1.0.2",
        "root": {"path": "rootfs", "readonly": true},
        "hostname": "db",
        "process": {"cwd": "/", "args": ["/bin/date"], "noNewPrivileges": true, "odd": 1}
      }
      """;

  @TempDir private Path folder;

  @Test
  void printsCdlAndTellsWhatIsLeftOut() throws IOException {
    var imported = Invocation.of("import", "oci", file(CONFIG).toString());
    assertThat(imported.status()).isZero();
    assertThat(imported.out())
        .startsWith("container db <\n  root ./rootfs ro;\n  run /bin/date;\n");
    assertThat(imported.err()).contains("warning[CDL6003]", "config.json:5:", "1 warning");
  }

  @Test
  void readsStandardInputAndTakesAName() {
    var imported = Invocation.of(Map.of(), CONFIG, "import", "oci", "-", "--name", "web");
    assertThat(imported.status()).isZero();
    assertThat(imported.out()).startsWith("container web <").contains("hostname db;");
    assertThat(imported.err()).contains("<stdin>:5:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker run -p 8080:80 -e 'A=b c' nginx:1.27 | a line in one word",
        "nginx:1.27 | the image alone",
      })
  void readsACommandLineInOneWord(String line, String what) {
    var imported = Invocation.of("import", "docker-run", line);
    assertThat(imported.status()).as(what).isZero();
    assertThat(imported.out()).startsWith("container nginx <\n  root ./rootfs;\n");
    assertThat(imported.err()).contains("info[CDL6018]", "<command line>:1:");
    assertValid(imported.out());
  }

  @Test
  void readsACommandLineWordByWord() {
    var imported =
        Invocation.of(
            "import", "docker-run", "--name", "web", "--", "podman", "run", "-e", "A=b c", "nginx");
    assertThat(imported.out()).startsWith("container web <").contains("env A=\"b c\";");
    assertValid(imported.out());
  }

  @Test
  void readsACommandLineFromStandardInput() {
    String line = "docker run \\\n  -it --odd \\\n  alpine sh\n";
    var imported = Invocation.of(Map.of(), line, "import", "docker-run", "-");
    assertThat(imported.status()).isEqualTo(1);
    assertThat(imported.err()).contains("error[CDL6012]", "<stdin>:2:7");
  }

  @Test
  void readsAComposeFile() throws IOException {
    Path compose = folder.resolve("compose.yaml");
    Files.writeString(compose, "services:\n  web:\n    image: nginx\n    imgae: x\n");
    var imported = Invocation.of("import", "compose", compose.toString());
    assertThat(imported.status()).isZero();
    assertThat(imported.out()).startsWith("container web <\n  root ./rootfs/web;\n");
    assertThat(imported.err()).contains("warning[CDL6021]", "compose.yaml:4:5");
    assertValid(imported.out());
  }

  private static void assertValid(String cdl) {
    assertThat(Invocation.of(Map.of(), cdl, "validate", "-").status()).isZero();
    assertThat(Invocation.of(Map.of(), cdl, "fmt", "--check", "-"))
        .isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void whatIsPrintedIsValid() throws IOException {
    var imported = Invocation.of("import", "oci", file(CONFIG).toString());
    var validated =
        Invocation.of(Map.of(), imported.out(), "validate", "--level", "privileged", "-");
    assertThat(validated).isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
    var formatted = Invocation.of(Map.of(), imported.out(), "fmt", "--check", "-");
    assertThat(formatted).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void whatCannotBeImportedIsAFinding() throws IOException {
    var imported = Invocation.of("import", "oci", file("{\"root\": }").toString());
    assertThat(imported.status()).isEqualTo(1);
    assertThat(imported.out()).isEmpty();
    assertThat(imported.err()).contains("error[CDL6001]", "config.json:1:10", "1 error");
  }

  @Test
  void whatIsNoTextIsAFinding() throws IOException {
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {0, (byte) 0xff});
    assertThat(Invocation.of("import", "oci", binary.toString()).err())
        .contains("error[CDL0112]: the file is binary, not text", "give a text");
    Path large = folder.resolve("large");
    Files.writeString(large, " ".repeat((1 << 20) + 1), StandardCharsets.US_ASCII);
    assertThat(Invocation.of("import", "oci", large.toString()).err())
        .contains("error[CDL0120]", "is this the file you meant?");
    assertThat(Invocation.of(Map.of(), "", "import", "oci", "-").err())
        .contains("error[CDL6001]: the file is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import|import: no KIND is given",
        "import oci|import: no FILE is given",
        "import yaml x|import does not know 'yaml'",
        "import oci a b|import does not take the argument 'b'",
        "import oci /no/such/file|cannot read /no/such/file: no such file or folder",
        "import oci - --name Web|`Web` cannot be a name",
        "import docker-run|import: no LINE is given",
        "import docker-run - x|import does not take the argument 'x'",
        "import docker-run x --name Web|`Web` cannot be a name",
        "import compose|import: no FILE is given",
        "import compose x --name web|import compose does not take --name"
      })
  void wrongCommandLinesAreUsage(String line, String message) {
    var imported = Invocation.of(line.split(" "));
    assertThat(imported.status()).isEqualTo(2);
    assertThat(imported.out()).isEmpty();
    assertThat(imported.err()).startsWith("cdlc: " + message);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config.json"), text);
  }
}
