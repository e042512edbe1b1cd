package dev.cdlc.cli;

import dev.cdlc.compiler.lint.HostFacts;
import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import dev.cdlc.runtime.cgroup.Hierarchy.Version;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.probe.Host;
import dev.cdlc.runtime.probe.HostProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machine that cdlc runs on, for {@code --host}.
 *
 * @param folder where relative paths start
 * @param delegated the controllers of cgroup v2 that a caller without privileges has
 */
record ThisHost(Host host, Set<String> delegated, Path folder) implements HostFacts {
  private static final Path OWN_CGROUP = Path.of("/proc/self/cgroup");

  ThisHost {
    delegated = Set.copyOf(delegated);
  }

  /** Asks the kernel. */
  static ThisHost read() throws CommandException {
    try {
      Cgroups cgroups = Cgroups.read();
      Host host = new HostProbe(new LinuxSyscalls()).probe(cgroups);
      return new ThisHost(host, delegated(cgroups, OWN_CGROUP), Path.of("").toAbsolutePath());
    } catch (IOException e) {
      throw new CommandException("cannot look at this host: " + SourceFile.reason(e));
    } catch (SyscallException e) {
      throw new CommandException("cannot look at this host: " + e.getMessage());
    }
  }

  /** The controllers of the caller's own cgroup of v2; see cgroups(7). */
  static Set<String> delegated(Cgroups cgroups, Path ownCgroup) throws IOException {
    var found = Set.<String>of();
    for (String line : Files.readAllLines(ownCgroup)) {
      if (line.startsWith("0::/") && cgroups.v2().isPresent()) {
        Path controllers =
            cgroups
                .v2()
                .get()
                .mountPoint()
                .resolve(line.substring("0::/".length()))
                .resolve("cgroup.controllers");
        found =
            Files.isReadable(controllers)
                ? Set.copyOf(List.of(Files.readString(controllers).strip().split(" ", -1)))
                : Set.of();
      }
    }
    return found;
  }

  ThisHost startingIn(Path other) {
    return new ThisHost(host, delegated, other);
  }

  /** What it is known for, in the words of {@code --assume}. */
  List<String> assumptions() {
    List<String> words = new ArrayList<>();
    words.add("kernel=" + host.release());
    if (!host.cgroups().hierarchies().isEmpty()) {
      words.add("cgroup=" + cgroup());
    }
    if (!isRoot()) {
      words.add("rootless");
    }
    return words;
  }

  private boolean isRoot() {
    return host.effectiveUser() == 0;
  }

  private String cgroup() {
    boolean v1 =
        host.cgroups().hierarchies().stream()
            .filter(one -> one.version() == Version.V1)
            .flatMap(one -> one.controllers().stream())
            .anyMatch(controller -> !controller.startsWith("name="));
    boolean v2 = host.cgroups().v2().isPresent();
    return v1 && v2 ? "hybrid" : v1 ? "v1" : "v2";
  }

  @Override
  public boolean lacks(String path) {
    return Files.notExists(folder.resolve(path));
  }

  @Override
  public boolean lacks(Controller controller) {
    return isRoot()
        ? hierarchies(controller).findAny().isEmpty()
        : !controller.isInV2() || !delegated.contains(controller.kernelName());
  }

  private Stream<Hierarchy> hierarchies(Controller controller) {
    Cgroups cgroups = host.cgroups();
    return Stream.of(cgroups.of(controller.kernelName()), cgroups.of(controller.v1Name()))
        .flatMap(found -> found.stream());
  }

  @Override
  public Program program(String root, String path) {
    return new RootPrograms(folder.resolve(root).normalize()).program(path);
  }
}
