package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the host that are open where the container starts (CVE-2024-21626). */
class InheritedFilesTest extends AttackTest {
  private static final int AT_ONCE = 50;

  /** Has the host's root and its cgroups open while it starts what follows. */
  private static final String[] WITH_FILES_OF_THE_HOST = {
    "sh", "-c", "exec 7</sys/fs/cgroup 9</ \"$@\"", "sh"
  };

  /** The last is that of the folder that is listed. */
  private static final String ONLY_STANDARD_STREAMS = "0\n1\n2\n3\n";

  @Test
  void noneReachesTheCommand() {
    Exit exit = container("run ls /proc/self/fd").runBy(WITH_FILES_OF_THE_HOST);
    assertThat(exit).isEqualTo(new Exit(0, ONLY_STANDARD_STREAMS, ""));
  }

  @Test
  void noneReachesOneOfManyThatStartAtOnce() {
    BuiltContainer built = container("run ls /proc/self/fd");
    List<Process> started =
        Stream.generate(() -> built.start(List.of(WITH_FILES_OF_THE_HOST))).limit(AT_ONCE).toList();
    assertThat(started)
        .allSatisfy(
            process ->
                assertThat(BuiltContainer.finish(process, ""))
                    .isEqualTo(new Exit(0, ONLY_STANDARD_STREAMS, "")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 63})
  void noneIsTheWorkingFolder(int fd) {
    Exit exit = container("cwd /proc/self/fd/" + fd + "; run pwd").runBy(WITH_FILES_OF_THE_HOST);
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.out()).isEmpty();
    assertThat(exit.err()).contains("/proc/self/fd/" + fd);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 9})
  void noneIsTheWorkingFolderByALinkOfTheImage(int fd) throws IOException {
    link(root.resolve("work"), "/proc/self/fd/" + fd);
    Exit exit = container("cwd /work; run pwd").runBy(WITH_FILES_OF_THE_HOST);
    assertThat(exit.status()).isEqualTo(125);
    assertThat(exit.out()).isEmpty();
  }

  @Test
  void noFileOfTheContainerStandsInForAClosedStandardStream() {
    String look = "shell 'for i in 0 1 2; do readlink /proc/self/fd/$i; done >/report'";
    Exit exit = container(look).runBy("sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh");
    assertThat(exit).isEqualTo(new Exit(0, "", ""));
    assertThat(root.resolve("report")).hasContent("/dev/null\n/report\n/dev/null\n");
  }
}
