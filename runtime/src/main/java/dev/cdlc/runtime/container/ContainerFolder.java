package dev.cdlc.runtime.container;

import dev.cdlc.codegen.launch.LaunchRecord;
import dev.cdlc.runtime.cgroup.ContainerCgroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The state of one container. Verbs that change it lock it while this is open, and so wait for each
 * other; the lock ends with the process that holds it. Who only looks need not wait, for what is
 * kept is replaced as a whole.
 */
public final class ContainerFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String STATE = "state";
  private static final String NEW_STATE = "state.new";
  private static final String JOINING = "exec-";
  private static final String LAUNCH = "launch";
  private static final String NEW_LAUNCH = "launch.new";

  /** The name of a kept executable: a hash in hex. */
  private static final String KEPT = "[0-9a-f]".repeat(16);

  private static final int MOST_KEPT = 16;

  private final Path path;
  private final Optional<FileChannel> lock;

  private ContainerFolder(Path path, Optional<FileChannel> lock) {
    this.path = path;
    this.lock = lock;
  }

  static ContainerFolder unlocked(Path path) {
    return new ContainerFolder(path, Optional.empty());
  }

  static ContainerFolder lockNew(Path path) throws IOException {
    return locked(
        path,
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Waits for who has it; that may be who deletes it. */
  static ContainerFolder lock(Path path) throws IOException {
    return existing(locked(path, openLock(path)));
  }

  /** Empty if another verb has it. */
  static Optional<ContainerFolder> tryLock(Path path) throws IOException {
    FileChannel lock = openLock(path);
    if (lock.tryLock() == null) {
      lock.close();
      return Optional.empty();
    }
    return Optional.of(existing(new ContainerFolder(path, Optional.of(lock))));
  }

  private static FileChannel openLock(Path path) throws IOException {
    return FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
  }

  private static ContainerFolder existing(ContainerFolder folder) throws IOException {
    if (!Files.exists(folder.path.resolve(LOCK))) {
      folder.close();
      throw new NoSuchFileException(folder.path.toString());
    }
    return folder;
  }

  private static ContainerFolder locked(Path path, FileChannel lock) throws IOException {
    lock.lock();
    return new ContainerFolder(path, Optional.of(lock));
  }

  /** The fifo that the init waits at; it is there until the container is started. */
  public Path startFifo() {
    return path.resolve("start");
  }

  /** Where a supervisor that leaves writes the init's pid. */
  public Path pidFile() {
    return path.resolve("pid");
  }

  /** Where the executable says why it cannot create the container. */
  public Path reportFile() {
    return path.resolve("report");
  }

  /** The config that the container was created from: later changes of the bundle's are none. */
  public Path config() {
    return path.resolve("config.json");
  }

  /** The executable that creates the container. */
  public Path executable() {
    return path.resolve("create");
  }

  /** A file that its owner may execute, for an executable that joins the container. */
  public Path newExecutable() throws IOException {
    return Files.createTempFile(path, JOINING, "", ContainerStore.OWNERS);
  }

  /**
   * Keeps an executable that joins the container, where the launcher finds it. Those that were used
   * longest ago make room; it must be locked, lest it is deleted meanwhile.
   *
   * @param name a hash of 64 bits in hex
   */
  public Path keepExecutable(String name, byte[] content) throws IOException {
    List<Path> kept = keptExecutables();
    for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_KEPT + 1))) {
      Files.deleteIfExists(old);
    }
    Path written = path.resolve(name + ".new");
    Files.deleteIfExists(written);
    Files.write(Files.createFile(written, ContainerStore.OWNERS), content);
    return Files.move(written, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The launcher sets the time of what it uses. */
  private List<Path> keptExecutables() throws IOException {
    var kept = new ArrayList<Kept>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, KEPT)) {
      for (Path file : files) {
        kept.add(new Kept(file, Files.getLastModifiedTime(file)));
      }
    }
    return kept.stream().sorted(Comparator.comparing(Kept::used)).map(Kept::file).toList();
  }

  private record Kept(Path file, FileTime used) {}

  /**
   * What is kept; empty where a creation ended before anything was done. Who creates may be killed
   * when the executable has left the init to wait: the container is created all the same.
   */
  public Optional<ContainerRecord> record() throws IOException {
    Optional<ContainerRecord> kept = kept();
    if (kept.isEmpty() || kept.get().created() || kept.get().process().lives()) {
      return kept;
    }
    Optional<ProcessIdentity> init = ProcessIdentity.writtenTo(pidFile());
    return init.isPresent() ? init.map(kept.get()::createdAs) : kept;
  }

  private Optional<ContainerRecord> kept() throws IOException {
    try {
      return Optional.of(ContainerRecord.read(Files.readString(path.resolve(STATE))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Keeps it, as a whole or not at all. */
  public void keep(ContainerRecord record) throws IOException {
    replace(NEW_STATE, STATE, record.text().getBytes(StandardCharsets.UTF_8));
  }

  private void replace(String written, String name, byte[] content) throws IOException {
    Path file = Files.write(path.resolve(written), content);
    Files.move(file, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Keeps what the launcher reads, as a whole; the launcher leaves to Java what has none.
   *
   * @param state in JSON, in three pieces: between them stand the status and the init's pid
   */
  public void keepForLauncher(ContainerRecord record, List<String> state) throws IOException {
    var cgroup = new ContainerCgroup(record.cgroups());
    var launch =
        new LaunchRecord(
            record.process().pid(),
            record.process().startTime(),
            record.hooked(),
            state,
            cgroup.freezers().stream()
                .map(one -> new LaunchRecord.Freezer(one.file().toString(), one.line()))
                .toList(),
            record.cgroups().reversed().stream().map(Path::toString).toList());
    replace(NEW_LAUNCH, LAUNCH, launch.bytes());
  }

  /**
   * Whether the cgroup that the config asks for is the container's: the executable takes it before
   * it makes the fifo. Until then whoever uses it must not be killed.
   */
  public boolean hasCgroup(ContainerRecord record) {
    return record.created() || Files.exists(startFifo());
  }

  /** What the container is in. */
  public Status status() throws IOException {
    Optional<ContainerRecord> record = record();
    return record.isEmpty() ? Status.STOPPED : status(record.get());
  }

  private Status status(ContainerRecord record) throws IOException {
    var cgroup = new ContainerCgroup(record.cgroups());
    if (!record.created()) {
      return goesOn(record, cgroup) ? Status.CREATING : Status.STOPPED;
    }
    if (!record.process().lives()) {
      return Status.STOPPED;
    }
    if (cgroup.isFrozen()) {
      return Status.PAUSED;
    }
    return Files.exists(startFifo()) ? Status.CREATED : Status.RUNNING;
  }

  /** The executable goes on when who started it is killed before its pid is kept. */
  private boolean goesOn(ContainerRecord record, ContainerCgroup cgroup) throws IOException {
    return record.process().lives() || (hasCgroup(record) && !cgroup.processes().isEmpty());
  }

  /**
   * Lets the init go on to the command. Opening would wait for a reader if there were none, but a
   * container that is created has one.
   */
  public void start() throws IOException {
    try (FileChannel fifo =
        FileChannel.open(startFifo(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      fifo.write(ByteBuffer.wrap(new byte[1]));
    }
    Files.delete(startFifo());
  }

  /** Removes all that is kept, the state and the lock last. */
  public void delete() throws IOException {
    List<Path> last = List.of(path.resolve(STATE), path.resolve(LOCK));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (!last.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
    for (Path file : last) {
      Files.deleteIfExists(file);
    }
    Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
