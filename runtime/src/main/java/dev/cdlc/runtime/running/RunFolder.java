package dev.cdlc.runtime.running;

import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The folder that has a file for each container of a caller.
 *
 * @param path absolute
 * @param owner whose containers they are
 */
public record RunFolder(Path path, long owner) {
  /** Others may ask for a name there, and see no list and no content. */
  private static final String OF_ROOT = "rwx--x--x";

  private static final String OF_OTHERS = "rwx------";
  private static final Path ROOTS = Path.of("/run/cdlc");
  private static final Path USERS = Path.of("/run/user");
  private static final String VARIABLE = "XDG_RUNTIME_DIR";
  private static final String NAME = "cdlc";
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;

  /**
   * That of a user; empty for one who has no folder for what lasts until the next boot.
   *
   * @param variable the user's environment; root's does not count
   */
  public static Optional<RunFolder> of(long user, Function<String, Optional<String>> variable) {
    return user == 0 ? Optional.of(ofRoot()) : ofUser(user, variable.apply(VARIABLE));
  }

  /** Root's own. */
  public static RunFolder ofRoot() {
    return new RunFolder(ROOTS, 0);
  }

  private static Optional<RunFolder> ofUser(long user, Optional<String> said) {
    Path usual = USERS.resolve(Long.toString(user));
    return said.filter(value -> value.startsWith("/"))
        .map(Path::of)
        .or(() -> Optional.of(usual).filter(Files::isDirectory))
        .map(folder -> new RunFolder(folder.resolve(NAME), user));
  }

  /** Those of all users but root, as systemd-logind(8) has them. */
  static Path ofUsers() {
    return USERS;
  }

  /**
   * Makes it, where it is not there, and returns its path without symbolic links.
   *
   * @throws StateException if somebody else could write there
   */
  public Path prepare() throws IOException, StateException {
    Path above = Objects.requireNonNull(path.getParent()).toRealPath();
    Path real = above.resolve(path.getFileName());
    requireSafe(above);
    try {
      Files.createDirectory(
          real,
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString(owner == 0 ? OF_ROOT : OF_OTHERS)));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
        throw new StateException("%s is no folder".formatted(real));
      }
    }
    if (!isOf(owner, real) || isWritableByOthers(real)) {
      throw new StateException("%s is not yours alone".formatted(real));
    }
    return real;
  }

  /** Who may write to a folder may exchange what is in it; of a sticky one, only what is its. */
  private void requireSafe(Path above) throws IOException, StateException {
    for (Path folder = above; folder != null; folder = folder.getParent()) {
      boolean sticky = (mode(folder) & STICKY) != 0;
      if (!(isOf(0, folder) || isOf(owner, folder)) || (isWritableByOthers(folder) && !sticky)) {
        throw new StateException("others could exchange what is in %s".formatted(folder));
      }
    }
  }

  private static boolean isOf(long user, Path path) throws IOException {
    return Integer.toUnsignedLong((Integer) attribute(path, "unix:uid")) == user;
  }

  private static boolean isWritableByOthers(Path path) throws IOException {
    return (mode(path) & WRITABLE_BY_OTHERS) != 0;
  }

  private static int mode(Path path) throws IOException {
    return (Integer) attribute(path, "unix:mode");
  }

  private static Object attribute(Path path, String name) throws IOException {
    return Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS);
  }
}
