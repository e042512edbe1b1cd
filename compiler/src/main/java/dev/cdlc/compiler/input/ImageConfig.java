package dev.cdlc.compiler.input;

import java.util.List;
import java.util.Optional;

/**
 * What an image says of the containers that are made of it, as it is written there: the OCI image
 * specification, config.md.
 *
 * @param command its entrypoint, and the arguments to that; empty if it has none
 * @param environment as in {@code NAME=VALUE}
 * @param user as in {@code USER:GROUP}
 * @param workingDir the folder that the command starts in
 */
public record ImageConfig(
    List<String> command,
    List<String> environment,
    Optional<String> user,
    Optional<String> workingDir) {
  public ImageConfig {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }
}
