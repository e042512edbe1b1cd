package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ContainerStore;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Containers of the OCI runtime that are made by hand, without root: their inits are processes of
 * the test.
 *
 * @param folder the test's own
 */
record OciContainers(Path folder, List<Process> inits) implements AutoCloseable {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  OciContainers(Path folder) {
    this(folder, new ArrayList<>());
  }

  /** What a verb prints and exits with. */
  Invocation oci(String... arguments) {
    return Invocation.of(
        Stream.concat(Stream.of("oci", "--root", root().toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  Path root() {
    return folder.resolve("state");
  }

  Path bundle() {
    return folder.resolve("bundle");
  }

  /** The cgroup that containers made by hand say they have; it is there where a test makes it. */
  Path cgroup() {
    return folder.resolve("cgroup");
  }

  /** A process that waits for a signal. */
  Process init() throws IOException {
    Process init = new ProcessBuilder("sleep", "600").start();
    inits.add(init);
    return init;
  }

  Process running(String id) throws IOException, StateException {
    Process init = init();
    make(id, identity(init), true, "").close();
    return init;
  }

  Process created(String id) throws IOException, StateException {
    return created(id, "");
  }

  /**
   * One that waits to be started; a file serves for the fifo.
   *
   * @param hooks the property of its config, or nothing
   */
  Process created(String id, String hooks) throws IOException, StateException {
    Process init = init();
    try (ContainerFolder container = make(id, identity(init), true, hooks)) {
      Files.createFile(container.startFifo());
    }
    return init;
  }

  void stopped(String id, String hooks) throws IOException, StateException {
    make(id, nobody(), true, hooks).close();
  }

  /** One whose creation goes on. */
  Process creating(String id) throws IOException, StateException {
    Process creator = init();
    make(id, identity(creator), false, "").close();
    return creator;
  }

  /** One whose creation ended before it did anything. */
  void begun(String id) throws IOException, StateException {
    store().create(new ContainerId(id)).close();
  }

  private ContainerFolder make(String id, ProcessIdentity process, boolean created, String hooks)
      throws IOException, StateException {
    ContainerFolder container = store().create(new ContainerId(id));
    Files.createDirectories(bundle());
    Files.writeString(container.config(), config(hooks));
    container.keep(
        new ContainerRecord(
            process,
            created,
            "1.0.2",
            bundle(),
            bundle().resolve("rootfs"),
            TIME,
            List.of(cgroup()),
            new TreeMap<>(Map.of("org.example.key", "value")),
            !hooks.isEmpty()));
    return container;
  }

  private static String config(String hooks) {
    return """
        {"ociVersion":"1.0.2","root":{"path":"rootfs"},"process":{"cwd":"/","args":["sh"]},
         "linux":{"namespaces":[{"type":"mount"}]}%s}
        """
        .formatted(hooks.isEmpty() ? "" : "," + hooks);
  }

  private ContainerStore store() {
    return new ContainerStore(root());
  }

  private static ProcessIdentity identity(Process process) throws IOException {
    return ProcessIdentity.of(process.pid()).orElseThrow();
  }

  /** Has the pid of this process, and began before it. */
  private static ProcessIdentity nobody() {
    return new ProcessIdentity(ProcessHandle.current().pid(), 1);
  }

  @Override
  public void close() {
    inits.forEach(Process::destroyForcibly);
  }
}
