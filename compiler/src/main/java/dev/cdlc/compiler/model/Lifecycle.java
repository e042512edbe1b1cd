package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;

/** What happens around a container: hooks, what it waits for, how it is reached and restarted. */
public record Lifecycle(
    List<Located<Hook>> hooks,
    List<Located<Annotation>> annotations,
    List<Located<OciPatch>> patches,
    List<Located<Port>> ports,
    List<Located<JoinedNetwork>> networks,
    List<Located<Dependency>> dependencies,
    Optional<Located<Readiness>> ready,
    Optional<Located<Restart>> restart,
    List<Located<Secret>> secrets) {
  public Lifecycle {
    hooks = List.copyOf(hooks);
    annotations = List.copyOf(annotations);
    patches = List.copyOf(patches);
    ports = List.copyOf(ports);
    networks = List.copyOf(networks);
    dependencies = List.copyOf(dependencies);
    secrets = List.copyOf(secrets);
  }
}
