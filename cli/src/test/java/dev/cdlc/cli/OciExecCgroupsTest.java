package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Which cgroups {@code exec} enters; folders serve for them. */
final class OciExecCgroupsTest {
  @TempDir private Path folder;
  private Path unified;
  private Path memory;
  private Path pids;
  private Cgroups cgroups;

  @BeforeEach
  void makeFolders() throws IOException {
    unified = Files.createDirectories(folder.resolve("unified/web"));
    memory = Files.createDirectories(folder.resolve("memory/web"));
    pids = Files.createDirectories(folder.resolve("pids/web"));
    cgroups =
        new Cgroups(
            List.of(
                new Hierarchy(folder.resolve("unified"), Version.V2, List.of()),
                new Hierarchy(folder.resolve("memory"), Version.V1, List.of("memory")),
                new Hierarchy(folder.resolve("pids"), Version.V1, List.of("pids"))));
  }

  @Test
  void theCommandIsWhereTheContainerIs() throws Exception {
    assertThat(joined()).containsExactly(unified, memory, pids);
  }

  @Test
  void aPathIsOneInAllCgroups() throws Exception {
    Files.createDirectory(unified.resolve("job"));
    Files.createDirectory(memory.resolve("job"));
    assertRefused("the container has no cgroup job", "job");
    Files.createDirectory(pids.resolve("job"));
    assertThat(joined("/job"))
        .containsExactly(unified.resolve("job"), memory.resolve("job"), pids.resolve("job"));
  }

  @Test
  void controllersHavePathsOfTheirOwn() throws Exception {
    Files.createDirectory(memory.resolve("job"));
    assertThat(joined("memory:job")).containsExactly(unified, memory.resolve("job"), pids);
    assertThat(joined("memory,pids:.")).containsExactly(unified, memory, pids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b | --cgroup is given more than once, and 'a' names no controller",
        "memory:a memory:b | --cgroup names the controller 'memory' twice",
        "cpu:a | the container has no cgroup of the controller 'cpu'",
        "memory:../other | the cgroup ../other is not in the container's",
      })
  void whatCannotBeMeantIsRefused(String given, String message) {
    assertRefused(message, given.split(" ", -1));
  }

  /** The test's own cgroup stands for the init's, which is in no folder of the test. */
  @Test
  void aCgroupThatHandsControllersDownIsLeftToItsOwn() throws Exception {
    Path handedDown = unified.resolve("cgroup.subtree_control");
    Files.writeString(handedDown, "\n");
    assertThat(joined()).first().isEqualTo(unified);
    Files.writeString(handedDown, "memory pids\n");
    assertThat(joined()).first().isEqualTo(unified);
    Path mount = folder.resolve("unified");
    Files.writeString(mount.resolve("cgroup.subtree_control"), "memory\n");
    List<String> own =
        Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.startsWith("0::/"))
            .toList();
    List<Path> whole =
        OciExecCgroups.NONE.in(List.of(mount), cgroups, ProcessHandle.current().pid());
    assertThat(whole)
        .containsExactly(
            own.stream().map(line -> mount.resolve(line.substring(4))).findFirst().orElse(mount));
  }

  private void assertRefused(String message, String... given) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> joined(given))
        .withMessageContaining(message);
  }

  private List<Path> joined(String... given) throws CommandException, IOException {
    CommandSpec spec = CommandSpec.create();
    OciExecCgroups.addTo(spec);
    String[] arguments =
        Stream.of(given).flatMap(one -> Stream.of("--cgroup", one)).toArray(String[]::new);
    return OciExecCgroups.of(new CommandLine(spec).parseArgs(arguments))
        .in(List.of(unified, memory, pids), cgroups, ProcessHandle.current().pid());
  }
}
