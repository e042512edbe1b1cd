package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.plan.KernelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a container, and the first versions that know it; empty where all do. Sources: the
 * history sections of the manual pages, the specification's and the runtimes' change logs.
 *
 * @param what as in "an id-mapped mount"
 */
record Novelty(
    String what,
    Span span,
    Optional<KernelVersion> kernel,
    Optional<KernelVersion> spec,
    Optional<KernelVersion> runc,
    Optional<KernelVersion> crun) {
  private static final Optional<KernelVersion> ALWAYS = Optional.empty();

  /** All of them that a container has. */
  static List<Novelty> of(Container container) {
    List<Novelty> all = new ArrayList<>();
    for (Located<Mount> mount : container.filesystem().mounts()) {
      mount
          .value()
          .ids()
          .ifPresent(
              said ->
                  all.add(
                      new Novelty(
                          "an id-mapped mount", said.span(), v(5, 12), v(1, 1), v(1, 2), v(1, 4))));
    }
    for (Located<Namespace> said : container.isolation().namespaces().orElse(List.of())) {
      if (said.value().type() == NamespaceType.TIME) {
        all.add(new Novelty("a time namespace", said.span(), v(5, 6), v(1, 1), v(1, 2), v(1, 6)));
      }
    }
    addOthers(container, all);
    return all;
  }

  private static void addOthers(Container container, List<Novelty> all) {
    container
        .scheduling()
        .numaPolicy()
        .ifPresent(
            said ->
                all.add(
                    new Novelty("`numa-policy`", said.span(), ALWAYS, v(1, 3), v(1, 4), ALWAYS)));
    container
        .isolation()
        .netDevices()
        .forEach(
            said ->
                all.add(
                    new Novelty("`net-device`", said.span(), ALWAYS, v(1, 3), v(1, 4), ALWAYS)));
    container
        .isolation()
        .domainname()
        .ifPresent(
            said ->
                all.add(
                    new Novelty("`domainname`", said.span(), ALWAYS, v(1, 1), v(1, 2), ALWAYS)));
    container
        .privileges()
        .landlock()
        .ifPresent(
            said ->
                all.add(new Novelty("`landlock`", said.span(), v(5, 13), ALWAYS, ALWAYS, ALWAYS)));
  }

  private static Optional<KernelVersion> v(int major, int minor) {
    return Optional.of(new KernelVersion(major, minor));
  }
}
