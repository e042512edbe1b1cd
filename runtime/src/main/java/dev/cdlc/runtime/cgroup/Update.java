package dev.cdlc.runtime.cgroup;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes the limits of a container that runs.
 *
 * @param folders where its cgroup may be: one a hierarchy
 */
public record Update(List<Path> folders, Cgroups cgroups) {
  /** {@code cpuset.cpus} and the like: a fresh cpuset of v1 takes no process without them. */
  private static final List<String> CPUSET = List.of("cpuset.cpus", "cpuset.mems");

  public Update {
    folders = List.copyOf(folders);
  }

  /**
   * Writes limits. The kernel refuses one that contradicts another, as memory above memory and
   * swap: what it refuses is written once more when the others are.
   *
   * @throws IOException what it still refuses
   */
  public void write(List<LimitCgroup> limits) throws IOException {
    List<Written> refused = new ArrayList<>();
    for (Written written : files(limits)) {
      try {
        written.write();
      } catch (IOException e) {
        refused.add(written);
      }
    }
    for (Written written : refused) {
      written.write();
    }
  }

  /** The limits that a file has now, where the container's cgroup has that file: -1 for max. */
  public List<Long> now(String file) throws IOException {
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(file))) {
        String limits = Files.readString(folder.resolve(file)).strip().replace("max", "-1");
        return Arrays.stream(limits.split(" ", -1)).map(Long::valueOf).toList();
      }
    }
    return List.of();
  }

  private List<Written> files(List<LimitCgroup> limits) throws IOException {
    List<Written> files = new ArrayList<>();
    for (LimitCgroup limit : limits) {
      Optional<Path> v1 = v1(limit.controller().v1Name());
      Path folder = v1.or(this::v2).orElseThrow(() -> missing(limit));
      for (CgroupFile file : v1.isPresent() ? limit.v1() : limit.v2()) {
        files.add(new Written(folder, file));
      }
    }
    return files;
  }

  private static IOException missing(LimitCgroup limit) {
    return new IOException("no cgroup hierarchy has the controller " + limit.controller().v1Name());
  }

  private Optional<Path> v2() {
    return cgroups.v2().flatMap(this::folder);
  }

  /** A container has no cgroup in a hierarchy that limited nothing of it so far. */
  private Optional<Path> v1(String controller) throws IOException {
    Optional<Path> folder =
        cgroups.of(controller).filter(one -> one.version() == Version.V1).flatMap(this::folder);
    if (folder.isPresent() && !Files.exists(folder.get())) {
      enter(folder.get());
    }
    return folder;
  }

  private Optional<Path> folder(Hierarchy hierarchy) {
    return folders.stream().filter(folder -> folder.startsWith(hierarchy.mountPoint())).findFirst();
  }

  private void enter(Path folder) throws IOException {
    make(folder);
    for (long pid : new ContainerCgroup(folders).processes()) {
      try {
        Files.writeString(folder.resolve("cgroup.procs"), Long.toString(pid));
      } catch (IOException e) {
        if (Files.exists(Path.of("/proc/" + pid))) {
          throw e;
        }
      }
    }
  }

  private static void make(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      make(Objects.requireNonNull(folder.getParent()));
      Files.createDirectory(folder);
      for (String file : CPUSET) {
        if (Files.exists(folder.resolve(file))) {
          String above = Files.readString(folder.resolve("..").resolve(file));
          Files.writeString(folder.resolve(file), above.strip());
        }
      }
    }
  }

  /** A file that is to be written. */
  private record Written(Path folder, CgroupFile file) {
    void write() throws IOException {
      write(file);
    }

    private void write(CgroupFile written) throws IOException {
      Path target = folder.resolve(written.name());
      if (!Files.exists(target) && written.otherwise().isPresent()) {
        write(written.otherwise().get());
        return;
      }
      try {
        Files.writeString(target, written.value(), StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new IOException(
            "cannot set %s to %s: %s".formatted(written.name(), written.value(), e.getMessage()),
            e);
      }
    }
  }
}
