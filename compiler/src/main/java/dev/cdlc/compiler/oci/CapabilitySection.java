package dev.cdlc.compiler.oci;

import static dev.cdlc.plan.Capability.CAP_AUDIT_WRITE;
import static dev.cdlc.plan.Capability.CAP_CHOWN;
import static dev.cdlc.plan.Capability.CAP_DAC_OVERRIDE;
import static dev.cdlc.plan.Capability.CAP_FOWNER;
import static dev.cdlc.plan.Capability.CAP_FSETID;
import static dev.cdlc.plan.Capability.CAP_KILL;
import static dev.cdlc.plan.Capability.CAP_MKNOD;
import static dev.cdlc.plan.Capability.CAP_NET_BIND_SERVICE;
import static dev.cdlc.plan.Capability.CAP_NET_RAW;
import static dev.cdlc.plan.Capability.CAP_SETFCAP;
import static dev.cdlc.plan.Capability.CAP_SETGID;
import static dev.cdlc.plan.Capability.CAP_SETPCAP;
import static dev.cdlc.plan.Capability.CAP_SETUID;
import static dev.cdlc.plan.Capability.CAP_SYS_CHROOT;

import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Base;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Emits {@code process.capabilities}: one set, thrice; nothing inheritable, nothing ambient. */
record CapabilitySection(Located<Capabilities> asked, Places places) {
  private static final String POINTER = "/process/capabilities";

  /** With an index, the place of one capability. */
  static final String BOUNDING = POINTER + "/bounding/";

  OciConfig.Capabilities capabilities() {
    if (!asked.value().isEmpty()) {
      places.note(POINTER, asked);
    }
    List<Capability> granted = List.copyOf(granted(asked.value()));
    for (Located<Capability> added : asked.value().add()) {
      places.note(BOUNDING + granted.indexOf(added.value()), added);
    }
    return new OciConfig.Capabilities(granted, granted, List.of(), granted, List.of());
  }

  /** Those that are asked for by name, and so must not be left out where the host lacks them. */
  static List<Capability> required(Capabilities asked) {
    return asked
        .only()
        .map(Located::value)
        .orElseGet(() -> asked.add().stream().map(Located::value).toList());
  }

  private static EnumSet<Capability> granted(Capabilities asked) {
    var granted = EnumSet.noneOf(Capability.class);
    if (asked.only().isPresent()) {
      granted.addAll(asked.only().get().value());
      return granted;
    }
    granted.addAll(base(asked.base().map(Located::value).orElse(Base.DEFAULT)));
    asked.drop().forEach(dropped -> granted.remove(dropped.value()));
    asked.add().forEach(added -> granted.add(added.value()));
    return granted;
  }

  private static Set<Capability> base(Base base) {
    return switch (base) {
      case DEFAULT ->
          // Source: moby, daemon/pkg/oci/caps/defaults.go.
          EnumSet.of(
              CAP_CHOWN,
              CAP_DAC_OVERRIDE,
              CAP_FSETID,
              CAP_FOWNER,
              CAP_MKNOD,
              CAP_NET_RAW,
              CAP_SETGID,
              CAP_SETUID,
              CAP_SETFCAP,
              CAP_SETPCAP,
              CAP_NET_BIND_SERVICE,
              CAP_SYS_CHROOT,
              CAP_KILL,
              CAP_AUDIT_WRITE);
      case ALL -> EnumSet.allOf(Capability.class);
      case NONE -> EnumSet.noneOf(Capability.class);
    };
  }
}
