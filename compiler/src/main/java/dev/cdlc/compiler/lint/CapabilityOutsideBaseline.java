package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.EnumSet;
import java.util.Set;

/** A capability that no container needs which is one of many on a host. */
final class CapabilityOutsideBaseline implements ContainerRule {
  /** Source: kubernetes/pod-security-admission, policy/check_capabilities_baseline.go. */
  private static final Set<Capability> BASELINE =
      EnumSet.of(
          Capability.CAP_AUDIT_WRITE,
          Capability.CAP_CHOWN,
          Capability.CAP_DAC_OVERRIDE,
          Capability.CAP_FOWNER,
          Capability.CAP_FSETID,
          Capability.CAP_KILL,
          Capability.CAP_MKNOD,
          Capability.CAP_NET_BIND_SERVICE,
          Capability.CAP_SETFCAP,
          Capability.CAP_SETGID,
          Capability.CAP_SETPCAP,
          Capability.CAP_SETUID,
          Capability.CAP_SYS_CHROOT);

  @Override
  public Code code() {
    return Code.CAPABILITY_OUTSIDE_BASELINE;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Capability> said :
        NamedCapabilities.of(container.privileges().capabilities().value())) {
      if (!BASELINE.contains(said.value())) {
        report.add(
            said.span(),
            "`%s` is none of the capabilities that the baseline allows"
                .formatted(NamedCapabilities.word(said.value())),
            "leave it out, or say why it is needed: `# cdlc:ignore CDL2002 -- reason`");
      }
    }
  }
}
