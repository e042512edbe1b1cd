package dev.cdlc.runtime.cgroup;

import dev.cdlc.runtime.kernel.Descriptor;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.LockOperation;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is left of containers whose supervisor died by SIGKILL: cgroups that nobody holds locked,
 * and the processes in them. A supervisor holds the lock of its cgroup's folder, by flock(2), for
 * as long as it lives.
 */
public final class Leftovers {
  /** How long a supervisor may need from mkdir(2) of its cgroup to the lock. */
  private static final Duration CLAIM = Duration.ofSeconds(2);

  /** Supervisors look for hierarchies here, and in the folders in it. */
  private static final Path MOUNTS = Path.of("/sys/fs/cgroup");

  private static final Path SELF = Path.of("/proc/self/cgroup");

  /** CGROUP_SUPER_MAGIC and CGROUP2_SUPER_MAGIC of linux/magic.h. */
  private static final List<Long> CGROUP_MAGICS = List.of(0x27e0ebL, 0x6367_7270L);

  private static final List<Errno> IN_USE_OR_GONE =
      List.of(Errno.EBUSY, Errno.ENOTEMPTY, Errno.ENOENT);

  private final Cgroups cgroups;
  private final Path proc;

  public Leftovers(Cgroups cgroups) {
    this(cgroups, Path.of("/proc"));
  }

  Leftovers(Cgroups cgroups, Path proc) {
    this.cgroups = cgroups;
    this.proc = proc;
  }

  /** What became of one leftover. */
  public sealed interface Outcome {
    Leftover leftover();

    /** Its processes are dead, its cgroup is gone. */
    record Removed(Leftover leftover) implements Outcome {}

    /** Something of it is still there. */
    record Kept(Leftover leftover, String reason) implements Outcome {}
  }

  /** Whether any supervisor has a cgroup: what the other questions cost is for where one has. */
  public static boolean possible() throws IOException {
    return possible(MOUNTS) || possible(Cgroups.read(), SELF);
  }

  /** The same below the cgroup of a process without privileges. */
  static boolean possible(Cgroups cgroups, Path processCgroup) throws IOException {
    return cgroups
        .divided(processCgroup)
        .filter(folder -> Files.exists(folder.resolve(Hierarchy.CONTAINERS)))
        .isPresent();
  }

  /** Those of this host, and those below the caller's own cgroup. */
  public static Leftovers ofHost() throws IOException {
    return new Leftovers(Cgroups.read().withDivided(SELF));
  }

  static boolean possible(Path mounts) throws IOException {
    if (Files.exists(mounts.resolve(Hierarchy.CONTAINERS))) {
      return true;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(mounts)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve(Hierarchy.CONTAINERS))) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return false;
    }
  }

  /**
   * The cgroups that seem to be left over, by container and supervisor. Makes no native call, so
   * that a start with nothing to tidy does not pay for them; {@link #remove} makes sure. A
   * supervisor makes its tracking cgroup first and removes it last, so that one is looked for last:
   * who has another has this one, with its lock.
   */
  public List<Leftover> find() throws IOException {
    var byName = new TreeMap<String, List<Path>>();
    for (Hierarchy hierarchy : cgroups.hierarchies().reversed()) {
      collect(hierarchy.containers(), byName);
    }
    if (byName.isEmpty()) {
      return List.of();
    }
    var locks = Locks.read(proc.resolve("locks"));
    var found = new ArrayList<Leftover>();
    for (Map.Entry<String, List<Path>> entry : byName.entrySet()) {
      Optional<Leftover> leftover = Leftover.of(entry.getValue());
      if (leftover.isPresent() && seemsAbandonedStill(leftover.get(), locks)) {
        found.add(leftover.get());
      }
    }
    return found;
  }

  /** Removes those whose lock can be taken, which is what proves that the supervisor is dead. */
  public List<Outcome> remove(List<Leftover> leftovers, Syscalls syscalls) {
    return leftovers.stream().flatMap(one -> remove(one, syscalls).stream()).toList();
  }

  private static void collect(Path containers, Map<String, List<Path>> byName) throws IOException {
    try (Stream<Path> entries = Files.list(containers)) {
      entries
          .filter(Files::isDirectory)
          .filter(Files::isWritable)
          .forEach(
              folder ->
                  byName
                      .computeIfAbsent(folder.getFileName().toString(), _ -> new ArrayList<>())
                      .addFirst(folder));
    } catch (NoSuchFileException | AccessDeniedException e) {
      // No container runs, the last one has just ended, or they are another user's.
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** False, too, for one whose supervisor ends, and removes it, meanwhile. */
  private boolean seemsAbandonedStill(Leftover leftover, Locks locks) throws IOException {
    try {
      return seemsAbandoned(leftover, locks);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean seemsAbandoned(Leftover leftover, Locks locks) throws IOException {
    if (locks.held(leftover.locked())) {
      return false;
    }
    boolean supervisorMayLive = Files.exists(proc.resolve(Long.toString(leftover.supervisor())));
    Instant made = Files.getLastModifiedTime(leftover.locked()).toInstant();
    return !(supervisorMayLive && made.isAfter(Instant.now().minus(CLAIM)));
  }

  private static Optional<Outcome> remove(Leftover leftover, Syscalls syscalls) {
    try (Descriptor folder = syscalls.openDirectory(leftover.locked())) {
      syscalls.flock(folder.fd(), EnumSet.of(LockOperation.LOCK_EX, LockOperation.LOCK_NB));
      tearDown(leftover, syscalls);
      return Optional.of(new Outcome.Removed(leftover));
    } catch (SyscallException e) {
      boolean tendedOrGone = e.errno().equals(Errno.EAGAIN) || e.errno().equals(Errno.ENOENT);
      return tendedOrGone
          ? Optional.empty()
          : Optional.of(new Outcome.Kept(leftover, e.getMessage()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Outcome.Kept(leftover, e.toString()));
    }
  }

  private static void tearDown(Leftover leftover, Syscalls syscalls)
      throws IOException, SyscallException {
    var folders = new ArrayList<CgroupFolder>();
    for (Path path : leftover.folders()) {
      if (CGROUP_MAGICS.contains(syscalls.statfsType(path))) {
        folders.add(new CgroupFolder(path));
      }
    }
    for (CgroupFolder folder : folders) {
      folder.empty(syscalls);
    }
    for (CgroupFolder folder : folders.reversed()) {
      folder.remove(syscalls);
      removeContainers(folder, syscalls);
    }
  }

  /** The folder around the last cgroup goes as well, as when a supervisor tidies up itself. */
  private static void removeContainers(CgroupFolder last, Syscalls syscalls)
      throws SyscallException {
    try {
      syscalls.rmdir(Objects.requireNonNull(last.path().getParent()));
    } catch (SyscallException e) {
      if (!IN_USE_OR_GONE.contains(e.errno())) {
        throw e;
      }
    }
  }
}
