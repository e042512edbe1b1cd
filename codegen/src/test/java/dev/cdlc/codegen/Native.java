package dev.cdlc.codegen;

import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs programs as executables of the machine that the tests run on. */
final class Native {
  static final Note NOTE = new Note("test", "sha256:0", List.of());

  private static final String RUN_ALL =
      "ulimit -t 5; umask 022; cd \"$1\" && for f in *; do ./$f > $f.out 2>&1; echo $? > $f.status; done";

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
    return runAll(List.of(program), folder).getFirst();
  }

  /** Runs the programs one after the other, all from one shell: a JVM starts processes slowly. */
  static List<Outcome> runAll(List<Program> programs, Path parent)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "programs");
    for (int index = 0; index < programs.size(); index++) {
      Path file = Files.write(folder.resolve("" + index), executable(programs.get(index)));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    new ProcessBuilder("sh", "-c", RUN_ALL, "sh", folder.toString()).inheritIO().start().waitFor();
    List<Outcome> outcomes = new ArrayList<>();
    for (int index = 0; index < programs.size(); index++) {
      outcomes.add(outcome(folder, index));
    }
    return outcomes;
  }

  private static Outcome outcome(Path folder, int index) throws IOException {
    String status = Files.readString(folder.resolve(index + ".status")).strip();
    String output = Files.readString(folder.resolve(index + ".out"), StandardCharsets.ISO_8859_1);
    return new Outcome(Integer.parseInt(status), output);
  }
}
