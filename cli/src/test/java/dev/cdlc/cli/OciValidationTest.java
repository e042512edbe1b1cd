package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cdlc validate --oci}: config.json of any runtime, and bundles. */
class OciValidationTest {
  private static final String CONFIG =
      """
      {
        "ociVersion": "1.2.0",
        "process": {"cwd": "/", "args": ["sh"], "noNewPrivileges": true},
        "root": {"path": "rootfs", "readonly": true},
        "linux": {
          "namespaces": [
            {"type": "pid"}, {"type": "network"}, {"type": "ipc"}, {"type": "uts"},
            {"type": "mount"}, {"type": "cgroup"}
          ],
          "maskedPaths": ["/proc/kcore"],
          "readonlyPaths": ["/proc/sys"]
        }
      }
      """;

  @TempDir private Path bundle;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = Files.writeString(bundle.resolve("config.json"), CONFIG);
  }

  @Test
  void bundleStandsForItsConfig() {
    Invocation file = Invocation.of("validate", "--oci", config.toString());
    assertThat(file.status()).isEqualTo(1);
    assertThat(file.err())
        .contains("error[CDL2012]: no system call is filtered", "--> " + config + ":5:3", "/linux");
    assertThat(Invocation.of("validate", "--oci", bundle.toString())).isEqualTo(file);
  }

  @Test
  void levelsCount() {
    assertThat(Invocation.of("validate", "--oci", "--level", "privileged", bundle.toString()))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found\n", ""));
    assertThat(Invocation.of("validate", "--oci", "--level", "restricted", bundle.toString()).err())
        .contains("warning[CDL3001]", "warning[CDL2010]");
  }

  @Test
  void readsStandardInput() {
    Invocation read = Invocation.of(Map.of(), "{\"ociVersion\": 1}", "validate", "--oci", "-");
    assertThat(read.status()).isEqualTo(1);
    assertThat(read.err()).contains("error[CDL0603]", "--> <stdin>:1:16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle"})
  void everyFormatTellsIt(String format) {
    assertThat(Invocation.of("validate", "--oci", "--output", format, bundle.toString()).out())
        .contains("CDL2012", "config.json");
  }

  @Test
  void folderWithoutAConfigCannotBeRead() throws IOException {
    Files.delete(config);
    Invocation read = Invocation.of("validate", "--oci", bundle.toString());
    assertThat(read.status()).isEqualTo(2);
    assertThat(read.err())
        .isEqualTo("cdlc: cannot read %s: no such file or folder\n".formatted(config));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fix", "--set=a=b", "--variant=a", "--changed=HEAD", "--watch"})
  void refusesWhatIsForCdl(String option) {
    Invocation refused = Invocation.of("validate", "--oci", option, bundle.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("is for CDL, and so not for --oci");
  }
}
