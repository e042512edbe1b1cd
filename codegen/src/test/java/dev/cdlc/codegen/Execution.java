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
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs programs as executables: those for the machine that the tests run on by its kernel, others
 * by a user-mode emulator.
 */
final class Execution {
  static final Note NOTE = new Note("test", "sha256:0", List.of());

  private static final String RUN_ALL =
      "ulimit -t 5; umask 022; cd \"$1\" &&"
          + " for f in *; do $2 ./$f > $f.out 2>&1; echo $? > $f.status; done";

  private Execution() {}

  /** What a finished process left; a character of its output for each byte. */
  record Outcome(int status, String output) {}

  /** Skips the running test where executables for the machine cannot run. */
  static void assumePossible(Target target) {
    Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "runs Linux executables");
    Assumptions.assumeTrue(
        isNative(target) || isInstalled(emulator(target)), "needs the Debian package qemu-user");
  }

  /** Skips the running test where executables for the machine cannot call clone3(2). */
  static void assumeForkPossible(Target target) {
    Assumptions.assumeTrue(isNative(target), "user-mode emulation lacks clone3(2)");
  }

  /** Skips the running test where executables for the machine cannot call openat2(2). */
  static void assumeOpenat2Possible(Target target) {
    Assumptions.assumeTrue(isNative(target), "user-mode emulation lacks openat2(2)");
  }

  static boolean isNative(Target target) {
    String machine = System.getProperty("os.arch");
    return switch (target) {
      case X86_64 -> machine.equals("amd64");
      case AARCH64 -> machine.equals("aarch64");
    };
  }

  private static String emulator(Target target) {
    return "qemu-" + target.machineName();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  static Outcome run(Program program, Target target, Path folder)
      throws IOException, InterruptedException {
    return runAll(List.of(program), target, folder).getFirst();
  }

  /** Runs the programs one after the other, all from one shell: a JVM starts processes slowly. */
  static List<Outcome> runAll(List<Program> programs, Target target, Path parent)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(parent, "programs");
    for (int index = 0; index < programs.size(); index++) {
      byte[] executable = Codegen.generate(programs.get(index), target, NOTE);
      Path file = Files.write(folder.resolve("" + index), executable);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    String runner = isNative(target) ? "" : emulator(target);
    new ProcessBuilder("sh", "-c", RUN_ALL, "sh", folder.toString(), runner)
        .inheritIO()
        .start()
        .waitFor();
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
