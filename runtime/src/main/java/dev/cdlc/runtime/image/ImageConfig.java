package dev.cdlc.runtime.image;

import java.util.List;
import java.util.Optional;

/**
 * What an image says of the containers that are made of it: "config" of the OCI image
 * specification, config.md.
 *
 * @param entrypoint the command, or its beginning
 * @param cmd the command's arguments, or the whole of it where there is no entrypoint
 * @param env as in {@code NAME=VALUE}
 * @param user as in {@code USER}, {@code UID:GID}
 */
public record ImageConfig(
    List<String> entrypoint,
    List<String> cmd,
    List<String> env,
    Optional<String> user,
    Optional<String> workingDir) {
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    cmd = List.copyOf(cmd);
    env = List.copyOf(env);
  }
}
