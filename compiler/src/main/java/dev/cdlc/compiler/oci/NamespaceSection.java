package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig.Namespace;
import java.util.ArrayList;
import java.util.List;

/** Emits {@code linux.namespaces}. */
record NamespaceSection(Isolation isolation, Places places) {
  private static final List<NamespaceType> DEFAULT =
      List.of(
          NamespaceType.PID,
          NamespaceType.MOUNT,
          NamespaceType.IPC,
          NamespaceType.UTS,
          NamespaceType.NETWORK,
          NamespaceType.CGROUP);

  List<Namespace> namespaces() {
    return isolation
        .namespaces()
        .map(this::asked)
        .orElseGet(() -> DEFAULT.stream().map(Namespace::new).toList());
  }

  /** Exactly those, and the mount namespace that every root implies. */
  private List<Namespace> asked(List<Located<NamespaceType>> asked) {
    asked.stream()
        .map(Located::span)
        .reduce(Span::to)
        .ifPresent(span -> places.note("/linux/namespaces", span));
    List<Namespace> namespaces = new ArrayList<>();
    for (var type : asked) {
      places.note("/linux/namespaces/" + namespaces.size(), type.span());
      namespaces.add(new Namespace(type.value()));
    }
    var mount = new Namespace(NamespaceType.MOUNT);
    if (!namespaces.contains(mount)) {
      namespaces.add(mount);
    }
    return namespaces;
  }
}
