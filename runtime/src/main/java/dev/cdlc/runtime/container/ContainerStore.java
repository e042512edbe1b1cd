package dev.cdlc.runtime.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers that are known by their ids.
 *
 * @param root the absolute path of the folder that has a folder for each, its owner's alone
 */
public record ContainerStore(Path root) {
  /** Only the owner may do anything with it. */
  public static final FileAttribute<?> OWNERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Makes the folder of a new container, and locks it.
   *
   * @throws StateException if the id is in use
   */
  public ContainerFolder create(ContainerId id) throws IOException, StateException {
    Files.createDirectories(root, OWNERS);
    Path folder = root.resolve(id.value());
    try {
      Files.createDirectory(folder, OWNERS);
    } catch (FileAlreadyExistsException e) {
      throw new StateException("container with id exists: " + id.value());
    }
    return ContainerFolder.lockNew(folder);
  }

  /**
   * The folder of a container, locked as long as it is open.
   *
   * @throws StateException if there is no such container
   */
  public ContainerFolder open(ContainerId id) throws IOException, StateException {
    try {
      return ContainerFolder.lock(root.resolve(id.value()));
    } catch (NoSuchFileException e) {
      throw new StateException("container does not exist: " + id.value());
    }
  }

  /** The same for who can do without: empty if another verb has it, or it is gone. */
  public Optional<ContainerFolder> tryOpen(ContainerId id) throws IOException {
    try {
      return ContainerFolder.tryLock(root.resolve(id.value()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The folder of a container, to look at.
   *
   * @throws StateException if there is no such container
   */
  public ContainerFolder look(ContainerId id) throws StateException {
    if (isMissing(id)) {
      throw new StateException("container does not exist: " + id.value());
    }
    return named(id);
  }

  /** The folder that a container of that id has, or will have. */
  public ContainerFolder named(ContainerId id) {
    return ContainerFolder.unlocked(root.resolve(id.value()));
  }

  /** Whether there is no container of that id. */
  public boolean isMissing(ContainerId id) {
    return !Files.isDirectory(root.resolve(id.value()));
  }

  /** The ids of all containers, in order. */
  public List<ContainerId> ids() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> new ContainerId(String.valueOf(folder.getFileName())))
          .sorted(Comparator.comparing(ContainerId::value))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
