package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What no container can have: told by validate where the source shows it, else when it starts, with
 * its place in the source, and without a trace of what was begun.
 */
@NeedsRoot
final class BadRequestLinuxTest {
  private static final String NAME = "bad-request-" + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @BeforeEach
  void makeRoot() throws IOException {
    BusyboxRoot.make(folder.resolve("root"));
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tmpfs data                  | CDL1003 | is not an absolute path",
        "tmpfs /../../data           | CDL1003 | has a `..` in it",
        "bind ./root/etc /etc/../..  | CDL1003 | has a `..` in it",
        "masked-paths etc            | CDL1003 | is not an absolute path",
        "cwd etc                     | CDL1003 | is not an absolute path",
        "sysctl kernel.no_such=1     | CDL1050 | is no container's own",
        "uid-map 0 1000 10; uid-map 9 2000 10; gid-map 0 0 5 | CDL1040 | two ranges share ids"
      })
  void sourceThatShowsItIsRefused(String statement, String code, String message)
      throws IOException {
    Path file = Files.writeString(folder.resolve("bad.cdl"), source(statement));
    Invocation said = Invocation.of("validate", file.toString());
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err()).contains("[" + code).contains(message).contains("bad.cdl:2:");
    Invocation build =
        Invocation.of("build", file.toString(), "-o", folder.resolve("x").toString());
    assertThat(build.status()).isEqualTo(1);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ns net=/etc/passwd          | /etc/passwd          | ENOTTY",
        "ns net=/proc/self/ns/uts    | /proc/self/ns/uts    | EINVAL",
        "ns net=/                    | /                    | ENOTTY",
        "mount no-such-fs none /mnt  | no-such-fs           | ENODEV"
      })
  void kernelThatRefusesItIsQuoted(String statement, String subject, String errno) {
    var exit = BuiltContainer.of(folder, source(statement)).run();
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.out()).isEmpty();
    assertThat(exit.err()).contains("container.cdl:2:").contains(subject).contains(errno);
  }

  private static String source(String statement) {
    return "container %s < root ./root; run true;\n%s >\n".formatted(NAME, statement);
  }
}
