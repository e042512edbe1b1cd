package dev.cdlc.runtime.container;

import dev.cdlc.runtime.cgroup.ContainerCgroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    ContainerFolder folder =
        locked(path, FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE));
    if (!Files.exists(path.resolve(LOCK))) {
      folder.close();
      throw new NoSuchFileException(path.toString());
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
    Path written = path.resolve(NEW_STATE);
    Files.writeString(written, record.text());
    Files.move(written, path.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
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

  /** Removes all that is kept, the lock last. */
  public void delete() throws IOException {
    for (Path file : List.of(startFifo(), pidFile(), reportFile(), config(), executable())) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(path.resolve(NEW_STATE));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path, JOINING + "*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(path.resolve(STATE));
    Files.deleteIfExists(path.resolve(LOCK));
    Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
