package dev.cdlc.codegen;

import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs programs as executables of the machine that the tests run on. */
final class Native {
  static final Note NOTE = new Note("test", "sha256:0", List.of());

  private Native() {}

  /** What a finished process left; a character of its output for each byte. */
  record Outcome(int status, String output) {}

  /** Skips the running test where x86-64 Linux executables cannot run. */
  static void assumePossible() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "runs x86-64 Linux executables");
  }

  static byte[] executable(Program program) {
    return Codegen.generate(program, Target.X86_64, NOTE);
  }

  static Outcome run(Program program, Path folder) throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "program", "");
    Files.write(file, executable(program));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    Process process = new ProcessBuilder(file.toString()).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new Outcome(process.waitFor(), text);
    } finally {
      Files.delete(file);
    }
  }
}
