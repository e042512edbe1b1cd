package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.User;
import java.util.List;
import java.util.Optional;

/**
 * What a container asks for and config.json cannot say.
 *
 * @param container the container's name
 * @param folder the absolute path that config.json's relative paths start from
 * @param hostRoot whether the root is the host's own tree, read-only throughout
 * @param covers destinations of mounts that hide a folder of the host, and are passed over where
 *     there is none
 * @param passedEnvironment names of variables whose values are the caller's at run time
 * @param user the user, where config.json's numbers do not say all: names, or the group that the
 *     image gives
 */
public record Extras(
    String container,
    String folder,
    boolean hostRoot,
    List<String> covers,
    List<String> passedEnvironment,
    Optional<User> user) {
  public Extras {
    if (!folder.startsWith("/")) {
      throw new IllegalArgumentException("folder must be absolute: " + folder);
    }
    covers = List.copyOf(covers);
    passedEnvironment = List.copyOf(passedEnvironment);
  }

  /** A path of config.json as an absolute one. */
  public String resolve(String path) {
    return BundlePath.resolve(folder, path);
  }
}
