package dev.cdlc.cli;

import dev.cdlc.compiler.lint.HostFacts;
import dev.cdlc.plan.Controller;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.probe.Host;
import dev.cdlc.runtime.probe.HostProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    Optional<Path> controllers =
        cgroups.divided(ownCgroup).map(own -> own.resolve("cgroup.controllers"));
    return controllers.isPresent() && Files.isReadable(controllers.get())
        ? Set.copyOf(List.of(Files.readString(controllers.get()).strip().split(" ", -1)))
        : Set.of();
  }

  ThisHost startingIn(Path other) {
    return new ThisHost(host, delegated, other);
  }

  /** What it is known for, in the words of {@code --assume}. */
  List<String> assumptions() {
    List<String> words = new ArrayList<>();
    words.add("kernel=" + host.release());
    host.cgroups().mode().ifPresent(mode -> words.add("cgroup=" + word(mode)));
    if (!isRoot()) {
      words.add("rootless");
    }
    return words;
  }

  private boolean isRoot() {
    return host.effectiveUser() == 0;
  }

  private static String word(Cgroups.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean lacks(String path) {
    return Files.notExists(folder.resolve(path));
  }

  @Override
  public boolean lacks(Controller controller) {
    return isRoot()
        ? host.cgroups().of(controller).isEmpty()
        : !controller.isInV2() || !delegated.contains(controller.kernelName());
  }

  @Override
  public Program program(String root, String path) {
    return new RootPrograms(folder.resolve(root).normalize()).program(path);
  }
}
