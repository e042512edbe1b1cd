package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.NetDevice;
import dev.cdlc.compiler.model.Sysctl;
import dev.cdlc.compiler.model.TimeOffset.Clock;
import dev.cdlc.compiler.oci.OciConfig.IdMapping;
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

  /** Those that are listed, and those that other statements imply. */
  List<OciConfig.Namespace> namespaces() {
    List<OciConfig.Namespace> namespaces =
        new ArrayList<>(isolation.namespaces().map(this::listed).orElseGet(this::unsaid));
    imply(namespaces, NamespaceType.MOUNT, Optional.empty());
    imply(namespaces, NamespaceType.USER, isolation.ids().place());
    isolation
        .network()
        .ifPresent(mode -> imply(namespaces, NamespaceType.NETWORK, Optional.of(mode.span())));
    return namespaces;
  }

  List<IdMapping> uidMappings() {
    return mappings("/linux/uidMappings", isolation.ids().uids());
  }

  List<IdMapping> gidMappings() {
    return mappings("/linux/gidMappings", isolation.ids().gids());
  }

  private List<IdMapping> mappings(String pointer, List<Located<IdRange>> ranges) {
    List<IdMapping> mappings = new ArrayList<>();
    for (Located<IdRange> said : ranges) {
      if (mappings.isEmpty()) {
        places.note(pointer, said.span());
      }
      mappings.add(IdMapping.of(places.note(pointer + "/" + mappings.size(), said)));
    }
    return mappings;
  }

  private List<OciConfig.Namespace> unsaid() {
    return NamespaceType.UNSAID.stream()
        .filter(isolation::owns)
        .map(OciConfig.Namespace::new)
        .toList();
  }

  private List<OciConfig.Namespace> listed(List<Located<Namespace>> asked) {
    asked.stream()
        .map(Located::span)
        .reduce(Span::to)
        .ifPresent(span -> places.note(POINTER, span));
    List<OciConfig.Namespace> namespaces = new ArrayList<>();
    for (Located<Namespace> located : asked) {
      Namespace said = places.note(POINTER + "/" + namespaces.size(), located);
      namespaces.add(new OciConfig.Namespace(said.type(), said.path()));
    }
    return namespaces;
  }

  /** Adds a fresh namespace that the container owns, unless it has one; {@code by} asks for it. */
  private void imply(List<OciConfig.Namespace> namespaces, NamespaceType type, Optional<Span> by) {
    if (isolation.owns(type) && namespaces.stream().noneMatch(one -> one.type() == type)) {
      by.ifPresent(span -> places.note(POINTER + "/" + namespaces.size(), span));
      namespaces.add(new OciConfig.Namespace(type));
    }
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
    for (Located<Sysctl> said : isolation.sysctls()) {
      if (sysctls.isEmpty()) {
        places.note("/linux/sysctl", said.span());
      }
      places.note("/linux/sysctl/" + said.value().name(), said.span());
      sysctls.put(said.value().name(), said.value().value());
    }
    return sysctls;
  }

  SortedMap<String, OciConfig.NetDevice> netDevices() {
    var devices = new TreeMap<String, OciConfig.NetDevice>();
    for (Located<NetDevice> located : isolation.netDevices()) {
      String name = located.value().name();
      if (devices.isEmpty()) {
        places.note("/linux/netDevices", located.span());
      }
      String inside = places.note("/linux/netDevices/" + name, located).inside();
      devices.put(
          name, new OciConfig.NetDevice(Optional.of(inside).filter(other -> !other.equals(name))));
    }
    return devices;
  }
}
