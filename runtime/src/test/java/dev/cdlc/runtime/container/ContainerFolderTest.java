package dev.cdlc.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdlc.codegen.launch.LaunchRecord;
import dev.cdlc.codegen.launch.LaunchRecord.Freezer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerFolderTest {
  private static final ContainerId ID = new ContainerId("web");

  @TempDir private Path folder;

  @Test
  void whatIsKeptIsReadBack() throws Exception {
    ContainerRecord record = record(own(), true);
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record);
      assertThat(container.record()).contains(record);
    }
  }

  @Test
  void folderIsItsOwnersAlone() throws Exception {
    store().create(ID).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s"))))
        .isEqualTo("rwx------");
  }

  @Test
  void idIsTakenOnce() throws Exception {
    store().create(ID).close();
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> store().create(ID))
        .withMessage("container with id exists: web");
  }

  @Test
  void nothingIsLeftOfADeletedContainer() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(own(), true));
      assertThat(container.newExecutable()).isExecutable().isEmptyFile();
      container.delete();
    }
    assertThat(folder.resolve("s")).isEmptyDirectory();
    assertThatExceptionOfType(StateException.class).isThrownBy(() -> store().open(ID));
  }

  /** What the launcher makes of it, its own tests say. */
  @Test
  void whatTheLauncherReadsIsKept() throws Exception {
    Path cgroup = Files.createDirectory(folder.resolve("cgroup"));
    Files.writeString(cgroup.resolve("cgroup.events"), "populated 1\nfrozen 0\n");
    Files.writeString(cgroup.resolve("cgroup.freeze"), "0\n");
    ContainerRecord record = record(own(), true, cgroup, folder.resolve("none"));
    try (ContainerFolder container = store().create(ID)) {
      container.keepForLauncher(record, List.of("a", "b", "c"));
    }
    assertThat(folder.resolve("s/web/launch"))
        .hasBinaryContent(
            new LaunchRecord(
                    own().pid(),
                    own().startTime(),
                    record.hooked(),
                    List.of("a", "b", "c"),
                    List.of(new Freezer(cgroup + "/cgroup.events", "frozen 1")),
                    List.of(folder.resolve("none").toString(), cgroup.toString()))
                .bytes());
  }

  @Test
  void executablesThatWereUsedLongAgoMakeRoom() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      for (int i = 0; i < 20; i++) {
        Path kept = container.keepExecutable("%016x".formatted(i), new byte[] {(byte) i});
        assertThat(kept).isExecutable().hasBinaryContent(new byte[] {(byte) i});
        Files.setLastModifiedTime(kept, FileTime.fromMillis(i == 3 ? 1000 : i));
      }
      assertThat(folder.resolve("s/web"))
          .isDirectoryContaining("glob:**/0000000000000003")
          .isDirectoryContaining("glob:**/0000000000000013")
          .isDirectoryNotContaining("glob:**/0000000000000004");
      assertThat(folder.resolve("s/web").toFile().list()).hasSize(16 + 1);
      container.delete();
    }
    assertThat(folder.resolve("s")).isEmptyDirectory();
  }

  @Test
  void whatIsGoneIsNotOpened() throws Exception {
    assertThat(store().tryOpen(ID)).isEmpty();
    store().create(ID).close();
    try (ContainerFolder container = store().tryOpen(ID).orElseThrow()) {
      assertThat(container.status()).isEqualTo(Status.STOPPED);
    }
  }

  @Test
  void aProcessThatOnlyHasThePidOfTheInitIsNone() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(new ProcessIdentity(own().pid(), own().startTime() - 1), true));
      assertThat(container.status()).isEqualTo(Status.STOPPED);
    }
  }

  @Test
  void statusFollowsFromInitAndFifo() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      assertThat(container.status()).isEqualTo(Status.STOPPED);
      container.keep(record(own(), false));
      assertThat(container.status()).isEqualTo(Status.CREATING);
      container.keep(record(own(), true));
      Files.createFile(container.startFifo());
      assertThat(container.status()).isEqualTo(Status.CREATED);
      Files.delete(container.startFifo());
      assertThat(container.status()).isEqualTo(Status.RUNNING);
    }
  }

  @Test
  void aCreationThatEndedIsStopped() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(new ProcessIdentity(own().pid(), own().startTime() - 1), false));
      assertThat(container.status()).isEqualTo(Status.STOPPED);
    }
  }

  /** Who creates was killed between the end of the executable and the last word of the state. */
  @Test
  void anInitThatWaitsIsFoundByThePidFile() throws Exception {
    var killed = new ProcessIdentity(own().pid(), own().startTime() - 1);
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(killed, false));
      Files.createFile(container.startFifo());
      Files.writeString(container.pidFile(), Long.toString(own().pid()));
      assertThat(container.status()).isEqualTo(Status.CREATED);
      assertThat(container.record().orElseThrow().process()).isEqualTo(own());
      Files.setLastModifiedTime(container.pidFile(), FileTime.from(Instant.EPOCH));
      assertThat(container.status()).as("the pid is another's since").isEqualTo(Status.STOPPED);
      Files.writeString(container.pidFile(), "");
      assertThat(container.status()).isEqualTo(Status.STOPPED);
    }
  }

  /** Who creates was killed before the executable's pid was kept. */
  @Test
  void anExecutableThatGoesOnIsFoundByItsCgroup() throws Exception {
    var killed = new ProcessIdentity(own().pid(), own().startTime() - 1);
    Path cgroup = Files.createDirectory(folder.resolve("cgroup"));
    Files.writeString(cgroup.resolve("cgroup.procs"), own().pid() + "\n");
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(killed, false, cgroup));
      assertThat(container.status()).as("the cgroup of others").isEqualTo(Status.STOPPED);
      Files.createFile(container.startFifo());
      assertThat(container.status()).isEqualTo(Status.CREATING);
      Files.writeString(cgroup.resolve("cgroup.procs"), "");
      assertThat(container.status()).isEqualTo(Status.STOPPED);
    }
  }

  @Test
  void whatIsFrozenIsPaused() throws Exception {
    Path cgroup = Files.createDirectory(folder.resolve("cgroup"));
    Files.writeString(cgroup.resolve("freezer.state"), "FROZEN\n");
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(own(), true, cgroup));
      assertThat(container.status()).isEqualTo(Status.PAUSED);
      assertThat(container.status().hasInit()).isTrue();
    }
  }

  @Test
  void theCgroupIsItsOwnOnceTheFifoIsMade() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      assertThat(container.hasCgroup(record(own(), false))).isFalse();
      assertThat(container.hasCgroup(record(own(), true))).isTrue();
      Files.createFile(container.startFifo());
      assertThat(container.hasCgroup(record(own(), false))).isTrue();
    }
  }

  @Test
  void whoOnlyLooksWaitsForNobody() throws Exception {
    try (ContainerFolder container = store().create(ID)) {
      container.keep(record(own(), true));
      assertThat(store().look(ID).status()).isEqualTo(container.status());
    }
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> store().look(new ContainerId("other")))
        .withMessage("container does not exist: other");
  }

  @Test
  void containersAreListedInTheOrderOfTheirIds() throws Exception {
    assertThat(store().ids()).isEmpty();
    for (String id : List.of("b", "c", "a")) {
      store().create(new ContainerId(id)).close();
    }
    Files.createFile(folder.resolve("s/file"));
    assertThat(store().ids()).extracting(ContainerId::value).containsExactly("a", "b", "c");
  }

  @Test
  void whoWaitsForADeletedContainerIsToldThatThereIsNone() throws Exception {
    ContainerFolder deleting = store().create(ID);
    Path lock = folder.resolve("s/web/lock");
    Files.delete(lock);
    assertThatExceptionOfType(StateException.class).isThrownBy(() -> store().open(ID));
    deleting.close();
  }

  @Test
  void aPidThatNobodyHasIsNoProcess() throws Exception {
    assertThat(ProcessIdentity.of(Integer.MAX_VALUE)).isEmpty();
    assertThat(own().lives()).isTrue();
  }

  private ContainerStore store() {
    return new ContainerStore(folder.resolve("s"));
  }

  private static ProcessIdentity own() throws IOException {
    return ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
  }

  private static ContainerRecord record(ProcessIdentity process, boolean created) {
    return record(
        process, created, Path.of("/sys/fs/cgroup/none/x"), Path.of("/sys/fs/cgroup/none/y"));
  }

  private static ContainerRecord record(ProcessIdentity process, boolean created, Path... cgroups) {
    var annotations = new TreeMap<String, String>();
    annotations.put("org.example.key with space", "a=b\n\"ü\"");
    return new ContainerRecord(
        process,
        created,
        "1.2.0",
        Path.of("/srv/a b"),
        Path.of("/srv/a b/rootfs"),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        List.of(cgroups),
        annotations,
        true);
  }
}
