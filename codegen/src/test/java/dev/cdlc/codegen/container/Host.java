package dev.cdlc.codegen.container;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The machine that the tests run containers on. */
final class Host {
  static final Note NOTE = new Note("test", "sha256:0", List.of());

  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final int PATIENCE_SECONDS = 60;

  /**
   * A script's beginning: starts {@code $1} and goes on once its command has said a line. Its
   * standard input is open as 3, its standard output as 4; {@code $supervisor} and {@code $init}
   * are its processes.
   */
  static final String STARTED =
      """
      cd "${1%/*}" && mkfifo in out || exit
      "$1" <in >out & supervisor=$!
      exec 3>in 4<out
      read -r up <&4
      init=$(pgrep -P $supervisor)
      """;

  private Host() {}

  /** What a finished process left. */
  record Outcome(int status, String out, String err) {}

  /** Skips the running test where containers cannot be run. */
  static void assumePossible() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "runs x86-64 Linux executables");
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root: run `sudo mvn verify`");
    Assumptions.assumeTrue(Files.exists(BUSYBOX), "needs the Debian package busybox-static");
  }

  /** A file in the root, executable as all are. */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs a script of the host's shell, with the plan's executable as {@code $1}. */
  static Outcome script(String script, SamplePlan plan, Path folder)
      throws IOException, InterruptedException {
    return run(List.of("/bin/sh", "-c", script, "sh", executable(plan, folder).toString()));
  }

  /** Cgroups of sample containers, in any hierarchy. */
  static String cgroups() throws IOException, InterruptedException {
    String any = "*/cdlc/" + SamplePlan.OF_THIS_RUN + "-*";
    return run(List.of("find", "/sys/fs/cgroup", "-path", any, "-type", "d")).out();
  }

  /** A root folder with busybox and its commands. */
  static Path root(Path parent) throws IOException, InterruptedException {
    Path root = Files.createDirectories(parent.resolve("root"));
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    Files.createDirectories(root.resolve("etc"));
    run(List.of(bin.resolve("busybox").toString(), "--install", "-s", bin.toString()));
    return relink(root, bin);
  }

  /** Busybox links to where it was installed; in the container that is /bin. */
  private static Path relink(Path root, Path bin) throws IOException {
    try (var links = Files.list(bin)) {
      for (Path link : links.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("busybox"));
      }
    }
    return root;
  }

  /** The plan's executable, in a file. */
  static Path executable(SamplePlan plan, Path folder) throws IOException {
    return executable(plan.plan(), folder);
  }

  static Path executable(Plan plan, Path folder) throws IOException {
    byte[] bytes = Codegen.generate(Emit.program(plan, Target.X86_64), Target.X86_64, NOTE);
    Path file = Files.write(Files.createTempFile(folder, "container", ""), bytes);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static Outcome run(SamplePlan plan, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable(plan, folder).toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  static Outcome run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", "");
    Path err = Files.createTempFile("err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Outcome outcome =
        new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return outcome;
  }
}
