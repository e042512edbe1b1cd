package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.plan.Action.Propagation;
import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A config.json of the OCI runtime-spec: the properties that CDL uses, by the specification's names
 * and in its order. A list that config.json would leave out is empty.
 */
public record OciConfig(
    String ociVersion,
    Root root,
    List<Mount> mounts,
    Process process,
    Optional<String> hostname,
    Linux linux) {
  public OciConfig {
    mounts = List.copyOf(mounts);
  }

  /** {@code root}: {@code path} is absolute or relative to the bundle. */
  public record Root(String path, boolean readonly) {}

  /** One of {@code mounts}. */
  public record Mount(String destination, String type, String source, List<String> options) {
    public Mount {
      options = List.copyOf(options);
    }
  }

  /** {@code process}; without {@code args} the config can be kept but not started. */
  @SuppressWarnings("JavaLangClash") // the specification's name
  public record Process(
      String cwd,
      List<String> env,
      List<String> args,
      Capabilities capabilities,
      boolean noNewPrivileges,
      User user) {
    public Process {
      env = List.copyOf(env);
      args = List.copyOf(args);
    }
  }

  /** {@code process.capabilities}: the five sets of capabilities(7). */
  public record Capabilities(
      List<Capability> effective,
      List<Capability> bounding,
      List<Capability> inheritable,
      List<Capability> permitted,
      List<Capability> ambient) {
    public Capabilities {
      effective = List.copyOf(effective);
      bounding = List.copyOf(bounding);
      inheritable = List.copyOf(inheritable);
      permitted = List.copyOf(permitted);
      ambient = List.copyOf(ambient);
    }
  }

  /** {@code process.user}; ids are those inside the container's user namespace. */
  public record User(long uid, long gid, OptionalInt umask, List<Long> additionalGids) {
    public User {
      additionalGids = List.copyOf(additionalGids);
    }
  }

  /** {@code linux}. */
  public record Linux(
      List<Namespace> namespaces,
      Optional<Resources> resources,
      Propagation rootfsPropagation,
      List<String> maskedPaths,
      List<String> readonlyPaths) {
    public Linux {
      namespaces = List.copyOf(namespaces);
      maskedPaths = List.copyOf(maskedPaths);
      readonlyPaths = List.copyOf(readonlyPaths);
    }

    /** Whether the container gets a namespace of that kind. */
    public boolean has(NamespaceType type) {
      return namespaces.stream().anyMatch(namespace -> namespace.type() == type);
    }
  }

  /** One of {@code linux.namespaces}: a fresh one of its kind. */
  public record Namespace(NamespaceType type) {}

  /** {@code linux.resources}. */
  public record Resources(Optional<Memory> memory, Optional<Cpu> cpu, Optional<Pids> pids) {}

  /** {@code linux.resources.memory}: bytes, or -1 for no limit. */
  public record Memory(long limit) {}

  /** {@code linux.resources.cpu}: {@code quota} µs per {@code period} µs; quota -1 is no limit. */
  public record Cpu(Optional<Long> quota, long period) {}

  /** {@code linux.resources.pids}: tasks, or -1 for no limit. */
  public record Pids(long limit) {}
}
