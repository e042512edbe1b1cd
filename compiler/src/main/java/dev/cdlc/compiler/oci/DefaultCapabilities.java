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

import dev.cdlc.plan.Capability;
import java.util.List;

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
}
