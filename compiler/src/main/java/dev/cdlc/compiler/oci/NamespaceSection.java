package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.TimeOffset.Clock;
import dev.cdlc.compiler.oci.OciConfig.TimeOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Emits {@code linux.namespaces}, and what is said of some of them. */
record NamespaceSection(Isolation isolation, Places places) {
  private static final String POINTER = "/linux/namespaces";

  List<OciConfig.Namespace> namespaces() {
    return isolation
        .namespaces()
        .map(this::asked)
        .orElseGet(() -> NamespaceType.UNSAID.stream().map(OciConfig.Namespace::new).toList());
  }

  /** Exactly those, and the mount namespace that every root implies. */
  private List<OciConfig.Namespace> asked(List<Located<Namespace>> asked) {
    asked.stream()
        .map(Located::span)
        .reduce(Span::to)
        .ifPresent(span -> places.note(POINTER, span));
    List<OciConfig.Namespace> namespaces = new ArrayList<>();
    for (Located<Namespace> located : asked) {
      Namespace said = places.note(POINTER + "/" + namespaces.size(), located);
      namespaces.add(new OciConfig.Namespace(said.type(), said.path()));
    }
    if (namespaces.stream().noneMatch(one -> one.type() == NamespaceType.MOUNT)) {
      namespaces.add(new OciConfig.Namespace(NamespaceType.MOUNT));
    }
    return namespaces;
  }

  OciConfig.TimeOffsets timeOffsets() {
    return new OciConfig.TimeOffsets(offset(Clock.MONOTONIC), offset(Clock.BOOTTIME));
  }

  private Optional<TimeOffset> offset(Clock clock) {
    return isolation.timeOffsets().stream()
        .filter(said -> said.value().clock() == clock)
        .findFirst()
        .map(said -> places.note("/linux/timeOffsets/" + word(clock), said).ahead())
        .map(NamespaceSection::offset);
  }

  /** Nanoseconds count forwards, also where the clock is set back. */
  private static TimeOffset offset(Duration ahead) {
    return new TimeOffset(ahead.getSeconds(), ahead.getNano());
  }

  private static String word(Clock clock) {
    return switch (clock) {
      case MONOTONIC -> "monotonic";
      case BOOTTIME -> "boottime";
    };
  }

  SortedMap<String, String> sysctls() {
    var sysctls = new TreeMap<String, String>();
    isolation.sysctls().stream()
        .map(Located::span)
        .reduce((first, _) -> first)
        .ifPresent(first -> places.note("/linux/sysctl", first));
    for (var said : isolation.sysctls()) {
      places.note("/linux/sysctl/" + said.value().name(), said.span());
      sysctls.put(said.value().name(), said.value().value());
    }
    return sysctls;
  }
}
