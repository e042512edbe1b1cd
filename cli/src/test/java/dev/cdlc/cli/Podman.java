package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * podman(1) with cdlc as its runtime; all that it keeps is in folders of the test's own.
 *
 * @param folder the test's
 */
record Podman(Path folder) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What podman asks for by itself is more than root may have without CAP_SYS_RESOURCE. */
  private static final String LIMITS =
      """
      [containers]
      default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
      """;

  /** One by the name of busybox, with a folder that has a mode of its own. */
  void importImage() throws Exception {
    assumeInstalled("podman", "conmon");
    Path root = BusyboxRoot.make(Files.createDirectory(folder.resolve("image")));
    Path site = Files.createDirectories(root.resolve("srv/site"));
    Files.writeString(site.resolve("page"), "page\n");
    Files.setAttribute(site, "unix:mode", 01770);
    Files.setAttribute(root.resolve("srv"), "unix:mode", 0751);
    Files.writeString(folder.resolve("containers.conf"), LIMITS);
    Path archive = folder.resolve("image.tar");
    Process tar =
        new ProcessBuilder("tar", "-C", root.toString(), "-cf", archive.toString(), ".").start();
    assertThat(tar.waitFor()).isZero();
    RuntimeScript.writeIn(folder);
    assertThat(invoke("import", archive.toString(), "busybox").status()).isZero();
  }

  Path runtime() {
    return folder.resolve(RuntimeScript.NAME);
  }

  static void assumeInstalled(String... programs) {
    for (String program : programs) {
      assumeTrue(
          Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
              .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
          "needs " + program);
    }
  }

  void removeAll() throws Exception {
    if (!Files.exists(runtime())) {
      return;
    }
    invoke("pod", "rm", "--all", "--force", "--time", "0");
    invoke("rm", "--all", "--force", "--time", "0");
    invoke("rmi", "--all", "--force");
  }

  /** Runs a command of the image; words with two hyphens before it are podman's. */
  Invocation run(String... words) throws Exception {
    List<String> options = Stream.of(words).takeWhile(word -> word.startsWith("--")).toList();
    List<String> arguments = new ArrayList<>(List.of("run"));
    if (options.stream().noneMatch(option -> option.matches("--(network|pod)=.*"))) {
      arguments.add("--network=none");
    }
    arguments.addAll(options);
    arguments.add("busybox");
    arguments.addAll(List.of(words).subList(options.size(), words.length));
    return invoke(arguments.toArray(String[]::new));
  }

  String inspect(String container, String format) throws Exception {
    return invoke("inspect", "--format", format, container).out().strip();
  }

  void await(String what, String out, String... arguments) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!invoke(arguments).out().equals(out)) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  Invocation invoke(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("podman"));
    for (String own : List.of("root", "runroot", "tmpdir")) {
      command.addAll(List.of("--" + own, folder.resolve(own).toString()));
    }
    command.addAll(List.of("--cgroup-manager", "cgroupfs", "--events-backend", "file"));
    command.addAll(List.of("--storage-driver", "vfs", "--runtime", runtime().toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    var builder = new ProcessBuilder(command);
    builder.environment().put("CONTAINERS_CONF", folder.resolve("containers.conf").toString());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process podman = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(podman.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Invocation(podman.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
