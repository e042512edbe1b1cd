package dev.cdlc.cli;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.launch.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where the JVM starts to write {@code cdlc-launch} for the distribution. */
public final class LaunchFile {
  private LaunchFile() {}

  /** Writes it to {@code arguments[1]}, for this machine and the build {@code arguments[0]}. */
  public static void main(String[] arguments) throws CommandException, IOException {
    Path file = Path.of(arguments[1]);
    Files.write(file, executable(arguments[0]));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static byte[] executable(String build) throws CommandException {
    var note = new Note(Version.CDLC, "none", List.of());
    return Codegen.generate(Launch.program(build), Targets.ofHost(), note);
  }
}
