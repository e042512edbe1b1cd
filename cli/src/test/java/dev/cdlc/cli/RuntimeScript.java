package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What stands for {@code bin/cdl-runtime} of the distribution, for engines to call by its path. */
final class RuntimeScript {
  static final String NAME = "cdl-runtime";

  private RuntimeScript() {}

  static Path writeIn(Path folder) throws IOException {
    Path script = folder.resolve(NAME);
    Files.writeString(
        script,
        "#!/bin/sh\nexec %s %s -cp '%s' dev.cdlc.cli.Main oci \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-ReduceSignalUsage",
                System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
