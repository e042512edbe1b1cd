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

/** The capabilities of a container that says nothing of them, and of {@code cap base default}. */
public final class DefaultCapabilities {
  /** In the order of their numbers. Source: moby, daemon/pkg/oci/caps/defaults.go. */
  public static final List<Capability> ALL =
      List.of(
          CAP_CHOWN,
          CAP_DAC_OVERRIDE,
          CAP_FOWNER,
          CAP_FSETID,
          CAP_KILL,
          CAP_SETGID,
          CAP_SETUID,
          CAP_SETPCAP,
          CAP_NET_BIND_SERVICE,
          CAP_NET_RAW,
          CAP_SYS_CHROOT,
          CAP_MKNOD,
          CAP_AUDIT_WRITE,
          CAP_SETFCAP);

  private DefaultCapabilities() {}

  /** (base − drop) + add, or exactly what is said: the bounding set where no other is. */
  public static EnumSet<Capability> granted(Capabilities asked) {
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
      case DEFAULT -> EnumSet.copyOf(ALL);
      case ALL -> EnumSet.allOf(Capability.class);
      case NONE -> EnumSet.noneOf(Capability.class);
    };
  }
}
