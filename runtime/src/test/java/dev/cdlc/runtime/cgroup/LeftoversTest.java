package dev.cdlc.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.RecordingSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {
  private static final long TMPFS_MAGIC = 0x0102_1994;

  @TempDir private Path host;
  private Path proc;
  private Path unified;
  private Path memory;
  private Leftovers leftovers;

  @BeforeEach
  void hybridHost() throws IOException {
    proc = Files.createDirectory(host.resolve("proc"));
    Files.writeString(proc.resolve("locks"), "");
    unified = Files.createDirectory(host.resolve("unified"));
    memory = Files.createDirectory(host.resolve("memory"));
    leftovers =
        new Leftovers(
            new Cgroups(
                List.of(
                    new Hierarchy(memory, Version.V1, List.of("memory")),
                    new Hierarchy(unified, Version.V2, List.of()))),
            proc);
  }

  @Test
  void findsNothingWhereNoContainerEverRan() throws IOException {
    assertThat(leftovers.find()).isEmpty();
  }

  @Test
  void arePossibleOnlyWhereSupervisorsHaveFolder() throws IOException {
    assertThat(Leftovers.possible(host.resolve("none"))).isFalse();
    assertThat(Leftovers.possible(host)).isFalse();
    cgroup(memory, "web-12");
    assertThat(Leftovers.possible(host)).isTrue();
    assertThat(Leftovers.possible(memory)).isTrue();
  }

  @Test
  void areFoundBelowTheCallersOwnCgroup() throws IOException {
    Path own = Files.createDirectories(unified.resolve("user/alice"));
    Path self = Files.writeString(host.resolve("self"), "1:cpu:/\n0::/user/alice/cdlc-callers\n");
    var all = new Cgroups(List.of(new Hierarchy(unified, Version.V2, List.of())));
    assertThat(Leftovers.possible(all, self)).isFalse();
    Path left = cgroup(own, "web-12");
    assertThat(Leftovers.possible(all, self)).isTrue();
    assertThat(new Leftovers(all.withDivided(self), proc).find())
        .containsExactly(new Leftover("web", 12, List.of(left)));
    Files.writeString(self, "0::/user/alice\n");
    assertThat(Leftovers.possible(all, self)).isTrue();
    Files.writeString(self, "0::/\n");
    assertThat(all.withDivided(self)).isEqualTo(all);
    assertThat(Leftovers.possible(all, Files.writeString(self, "1:cpu:/\n"))).isFalse();
  }

  @Test
  void findsOneCgroupInAllItsHierarchiesTheTrackingOneFirst() throws IOException {
    Path tracked = cgroup(unified, "web-front-12");
    Path limited = cgroup(memory, "web-front-12");
    assertThat(leftovers.find())
        .containsExactly(new Leftover("web-front", 12, List.of(tracked, limited)));
  }

  @Test
  void leavesFoldersThatCdlcDoesNotMake() throws IOException {
    cgroup(unified, "web");
    cgroup(unified, "web-");
    cgroup(unified, "Web-1");
    cgroup(unified, "web-01");
    assertThat(leftovers.find()).isEmpty();
  }

  @Test
  void leavesLockedCgroup() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    long device = (Long) Files.getAttribute(tracked, "unix:dev");
    Files.writeString(
        proc.resolve("locks"),
        """
        1: POSIX  ADVISORY  WRITE 5 00:01:1 0 EOF
        1: -> POSIX  ADVISORY  WRITE 6 00:01:1 0 EOF
        2: FLOCK  ADVISORY  WRITE 12 %02x:%02x:%d 0 EOF
        """
            .formatted(
                (device >> 8) & 0xfff,
                (device & 0xff) | ((device >> 12) & 0xfff00),
                (Long) Files.getAttribute(tracked, "unix:ino")));
    assertThat(leftovers.find()).isEmpty();
  }

  @Test
  void givesYoungSupervisorTimeToLock() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    Files.createDirectory(proc.resolve("12"));
    assertThat(leftovers.find()).isEmpty();
    Files.setLastModifiedTime(tracked, FileTime.from(Instant.now().minusSeconds(3)));
    assertThat(leftovers.find()).hasSize(1);
  }

  @Test
  void leavesWhatItsSupervisorRemovesMeanwhile() throws IOException, InterruptedException {
    Path tracked = cgroup(unified, "web-12");
    Path locks = proc.resolve("locks");
    Files.delete(locks);
    assertThat(new ProcessBuilder("mkfifo", locks.toString()).start().waitFor()).isZero();
    Thread supervisor = Thread.ofPlatform().start(() -> removeOnceRead(tracked, locks));
    assertThat(leftovers.find()).isEmpty();
    supervisor.join();
    assertThat(tracked).doesNotExist();
  }

  @Test
  void killsAndRemovesUnderTheLock() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    Path limited = cgroup(memory, "web-12");
    Files.writeString(tracked.resolve("cgroup.events"), "populated 0\nfrozen 0\n");
    var syscalls = new RecordingSyscalls();

    var outcomes = leftovers.remove(leftovers.find(), syscalls);

    assertThat(outcomes).hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);
    assertThat(syscalls.calls())
        .containsExactly(
            "open " + tracked,
            "flock 3 [LOCK_EX, LOCK_NB]",
            "rmdir " + limited,
            "rmdir " + limited.getParent(),
            "rmdir " + tracked,
            "rmdir " + tracked.getParent(),
            "close 3");
  }

  @Test
  void leavesOtherContainersCgroups() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    var syscalls = new RecordingSyscalls().failing("rmdir " + tracked.getParent(), Errno.EBUSY);
    assertThat(leftovers.remove(leftovers.find(), syscalls))
        .hasOnlyElementsOfType(Leftovers.Outcome.Removed.class);
  }

  @Test
  void killsFrozenProcessesOneByOneWithoutCgroupKill() throws IOException, SyscallException {
    Path tracked = cgroup(unified, "web-12");
    Path below = Files.createDirectory(tracked.resolve("below"));
    Files.writeString(tracked.resolve("cgroup.procs"), "7\n");
    Files.writeString(below.resolve("cgroup.procs"), "8\n");
    Files.writeString(tracked.resolve("cgroup.freeze"), "");
    var frozen = new RecordingSyscalls().failing("kill 8 SIGKILL", Errno.ESRCH);

    new CgroupFolder(tracked).kill(frozen);

    assertThat(frozen.calls()).containsExactlyInAnyOrder("kill 7 SIGKILL", "kill 8 SIGKILL");
    assertThat(tracked.resolve("cgroup.freeze")).hasContent("0");
  }

  @Test
  void killsNoProcessThatIsListedAsZero() throws IOException, SyscallException {
    Path tracked = cgroup(unified, "web-12");
    Files.writeString(tracked.resolve("cgroup.procs"), "0\n7\n");
    var syscalls = new RecordingSyscalls();

    new CgroupFolder(tracked).kill(syscalls);

    assertThat(syscalls.calls()).containsExactly("kill 7 SIGKILL");
  }

  @Test
  void killsAllAtOnceByCgroupKill() throws IOException, SyscallException {
    Path tracked = cgroup(unified, "web-12");
    Files.writeString(tracked.resolve("cgroup.kill"), "");
    var syscalls = new RecordingSyscalls();

    new CgroupFolder(tracked).kill(syscalls);

    assertThat(syscalls.calls()).isEmpty();
    assertThat(tracked.resolve("cgroup.kill")).hasContent("1");
  }

  @Test
  void leavesWhatAnotherHoldsLocked() throws IOException {
    cgroup(unified, "web-12");
    var syscalls = new RecordingSyscalls().failing("flock 3 [LOCK_EX, LOCK_NB]", Errno.EAGAIN);
    assertThat(leftovers.remove(leftovers.find(), syscalls)).isEmpty();
    assertThat(syscalls.calls()).endsWith("close 3").noneMatch(call -> call.startsWith("rmdir"));
  }

  @Test
  void leavesWhatIsNoCgroup() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    var syscalls = new RecordingSyscalls().fileSystem(tracked, TMPFS_MAGIC);
    leftovers.remove(leftovers.find(), syscalls);
    assertThat(syscalls.calls()).noneMatch(call -> call.startsWith("rmdir"));
  }

  @Test
  void tellsWhyOneIsKept() throws IOException {
    Path tracked = cgroup(unified, "web-12");
    var syscalls = new RecordingSyscalls().failing("rmdir " + tracked, Errno.EBUSY);
    var found = leftovers.find();
    assertThat(leftovers.remove(found, syscalls))
        .containsExactly(
            new Leftovers.Outcome.Kept(found.getFirst(), "rmdir " + tracked + " = -1 EBUSY"));
  }

  /** Opening a fifo waits for its reader. */
  private static void removeOnceRead(Path cgroup, Path fifo) {
    try (var _ = Files.newOutputStream(fifo)) {
      Files.delete(cgroup.resolve("cgroup.procs"));
      Files.delete(cgroup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cgroup(Path hierarchy, String name) throws IOException {
    Path folder = Files.createDirectories(hierarchy.resolve("cdlc").resolve(name));
    Files.writeString(folder.resolve("cgroup.procs"), "");
    return folder;
  }
}
