package dev.cdlc.runtime.running;

import dev.cdlc.runtime.cgroup.Locks;
import dev.cdlc.runtime.container.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The containers that run for one caller.
 *
 * @param folder that has a file for each name
 * @param locks proc_locks(5)
 */
public record RunningContainers(Path folder, Path locks) {
  /** The pid of the init, and a place for the status. */
  private static final int HEAD_BYTES = 16;

  /** What containers are called; see the grammar's rule of their names. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final Path LOCKS = Path.of("/proc/locks");

  public RunningContainers(Path folder) {
    this(folder, LOCKS);
  }

  /** Whether a container can have that name. */
  public static boolean isName(String word) {
    return NAME.matcher(word).matches();
  }

  /** All of them, by name. */
  public List<RunningContainer> all() throws IOException {
    List<RunningContainer> all = new ArrayList<>();
    for (String name : names()) {
      find(name).ifPresent(all::add);
    }
    return all;
  }

  /** The one of that name, if it runs. */
  public Optional<RunningContainer> find(String name) throws IOException {
    if (!isName(name)) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    try {
      OptionalLong holder = holder(file);
      return holder.isEmpty() ? Optional.empty() : read(name, file, holder.getAsLong());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  /** Whether a container of that name runs here, also where its file may not be read. */
  public boolean isRunning(String name) throws IOException {
    try {
      return isName(name) && holder(folder.resolve(name)).isPresent();
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      return false;
    }
  }

  private OptionalLong holder(Path file) throws IOException {
    return Locks.read(locks).holder(file);
  }

  /** The supervisor may have ended since its lock was seen; then there is none to be found. */
  private static Optional<RunningContainer> read(String name, Path file, long supervisor)
      throws IOException {
    Optional<ProcessIdentity> holder = ProcessIdentity.of(supervisor);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(file);
    if (content.length <= HEAD_BYTES) {
      return Optional.of(RunningContainer.starting(name, holder.get()));
    }
    long pid = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String text =
        new String(content, HEAD_BYTES, content.length - HEAD_BYTES, StandardCharsets.UTF_8);
    return Optional.of(
        new RunningContainer(
            name, holder.get(), ProcessIdentity.childOf(supervisor, pid), Description.parse(text)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(RunningContainers::isName)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The user besides root who runs a container of that name, where the caller may see that. */
  public static OptionalLong userOf(String name) throws IOException {
    if (!isName(name)) {
      return OptionalLong.empty();
    }
    try (Stream<Path> users = Files.list(RunFolder.ofUsers())) {
      for (Path user : users.sorted().toList()) {
        String uid = String.valueOf(user.getFileName());
        if (uid.matches("[0-9]{1,10}")
            && new RunningContainers(user.resolve("cdlc")).isRunning(name)) {
          return OptionalLong.of(Long.parseLong(uid));
        }
      }
      return OptionalLong.empty();
    } catch (NoSuchFileException | AccessDeniedException e) {
      return OptionalLong.empty();
    }
  }
}
