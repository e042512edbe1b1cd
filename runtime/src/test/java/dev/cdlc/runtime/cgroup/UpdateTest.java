package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {
  private static final LimitCgroup PIDS =
      new LimitCgroup(
          Controller.PIDS,
          List.of(new CgroupFile("pids.max", "7")),
          List.of(new CgroupFile("pids.max", "8")));

  @TempDir private Path folder;
  private Path v1;
  private Path v2;

  @BeforeEach
  void makeHierarchies() throws IOException {
    v1 = Files.createDirectories(folder.resolve("pids")).resolve("a/web");
    v2 = Files.createDirectories(folder.resolve("unified/a/web"));
    Files.writeString(v2.resolve("cgroup.procs"), "");
    Files.createFile(v2.resolve("pids.max"));
  }

  @Test
  void writesWhereTheControllerIs() throws IOException {
    Files.createDirectories(v1);
    Files.createFile(v1.resolve("pids.max"));
    update().write(List.of(PIDS));
    assertThat(v1.resolve("pids.max")).hasContent("7");
    assertThat(v2.resolve("pids.max")).isEmptyFile();
  }

  @Test
  void writesToV2WhereV1HasNoSuchController() throws IOException {
    new Update(List.of(v2), new Cgroups(List.of(unified(List.of("pids"))))).write(List.of(PIDS));
    assertThat(v2.resolve("pids.max")).hasContent("8");
  }

  @Test
  void aFileThatTheKernelLacksIsReplacedByTheOther() throws IOException {
    var file = new CgroupFile("missing", "1", Optional.of(new CgroupFile("pids.max", "9")));
    new Update(List.of(v2), new Cgroups(List.of(unified(List.of("pids")))))
        .write(List.of(new LimitCgroup(Controller.PIDS, List.of(), List.of(file))));
    assertThat(v2.resolve("pids.max")).hasContent("9");
  }

  /** Files of its own appear in a fresh cgroup; here there is none to write to. */
  @Test
  void entersAHierarchyThatLimitedNothingSoFar() throws IOException {
    Files.writeString(v2.resolve("cgroup.procs"), ProcessHandle.current().pid() + "\n");
    assertThatIOException()
        .isThrownBy(() -> update().write(List.of(PIDS)))
        .withMessageStartingWith("cannot set pids.max to 7: ");
    assertThat(v1.resolve("cgroup.procs")).hasContent("" + ProcessHandle.current().pid());
    assertThat(v1.getParent()).isDirectoryContaining(path -> path.equals(v1));
  }

  @Test
  void whatNoHierarchyHasIsToldOf() {
    assertThatIOException()
        .isThrownBy(() -> new Update(List.of(), new Cgroups(List.of())).write(List.of(PIDS)))
        .withMessage("no cgroup hierarchy has the controller pids");
  }

  @Test
  void readsTheLimitsOfNow() throws IOException {
    Files.writeString(v2.resolve("cpu.max"), "max 100000\n");
    assertThat(update().now("cpu.max")).containsExactly(-1L, 100_000L);
    assertThat(update().now("memory.max")).isEmpty();
  }

  private Update update() {
    var pids = new Hierarchy(folder.resolve("pids"), Version.V1, List.of("pids"));
    return new Update(List.of(v2, v1), new Cgroups(List.of(pids, unified(List.of()))));
  }

  private Hierarchy unified(List<String> controllers) {
    return new Hierarchy(folder.resolve("unified"), Version.V2, controllers);
  }
}
