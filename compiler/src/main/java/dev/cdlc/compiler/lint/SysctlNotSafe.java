package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Sysctl;
import java.util.List;

/** A setting of the kernel that is not known to be of no matter to others. */
final class SysctlNotSafe implements ContainerRule {
  /** Source: kubernetes/pod-security-admission, policy/check_sysctls.go. */
  private static final List<String> SAFE =
      List.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_wmem");

  @Override
  public Code code() {
    return Code.SYSCTL_NOT_SAFE;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.WARNING);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Sysctl> said : container.isolation().sysctls()) {
      if (!SAFE.contains(said.value().name())) {
        report.add(
            said.span(),
            "`%s` is none of the settings that are known to be safe".formatted(said.value().name()),
            "leave it out, or say why it is needed: `# cdlc:ignore CDL2025 -- reason`");
      }
    }
  }
}
