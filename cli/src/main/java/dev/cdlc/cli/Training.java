package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where the JVM starts to train the AOT cache of the distribution: runs one command line after the
 * other, so that the cache holds what any of them needs.
 */
public final class Training {
  private static final List<Integer> USUAL =
      List.of(Outcome.DONE.status(), Outcome.FINDINGS.status());

  private Training() {}

  /**
   * Goes through what {@code oci create} does when the container is there, and then runs each line,
   * whose words stand between single spaces.
   *
   * @param arguments a bundle, a folder for its state, and the lines
   * @throws IllegalStateException if one ends otherwise than with findings or without
   */
  public static void main(String[] arguments) throws Exception {
    OciCreate.rehearse(
        Path.of(arguments[0]).toAbsolutePath(), new ContainerStore(Path.of(arguments[1])));
    for (String line : Arrays.asList(arguments).subList(2, arguments.length)) {
      int status = Main.run(line.split(" ", -1));
      if (!USUAL.contains(status)) {
        throw new IllegalStateException("cdlc " + line + " ended with " + status);
      }
    }
  }
}
