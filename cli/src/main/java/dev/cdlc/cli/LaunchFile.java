package dev.cdlc.cli;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.launch.Launch;
import dev.cdlc.codegen.launch.OciLaunch;
import dev.cdlc.codegen.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where the JVM starts to write {@code cdlc-launch} and {@code oci-launch} for the distribution.
 */
public final class LaunchFile {
  private LaunchFile() {}

  /**
   * Writes them to {@code arguments[1]} and {@code arguments[2]}, for this machine and the build
   * {@code arguments[0]}.
   */
  public static void main(String[] arguments) throws CommandException, IOException {
    write(Path.of(arguments[1]), Launch.program(arguments[0]));
    write(Path.of(arguments[2]), OciLaunch.program(arguments[0]));
  }

  private static void write(Path file, Program program) throws CommandException, IOException {
    Files.write(file, executable(program));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static byte[] executable(Program program) throws CommandException {
    var note = new Note(Version.CDLC, "none", List.of());
    return Codegen.generate(program, Targets.ofHost(), note);
  }
}
