package dev.cdlc.plan;

import java.util.Optional;

/**
 * The parameters under /proc/sys of which each namespace has its own. Source: Linux 6.18, the
 * tables of ipc/ipc_sysctl.c, ipc/mq_sysctl.c and kernel/utsname_sysctl.c, and net/sysctl_net.c for
 * all of {@code net}. Those that belong to a pid or user namespace by recent kernels only ({@code
 * kernel.pid_max} from 6.14, {@code user.*}) are left out: an older kernel would change the host's.
 */
public final class NamespacedSysctl {
  private NamespacedSysctl() {}

  /**
   * The kind of namespace that has its own value of it; none if the value is the host's.
   *
   * @param name with dots, as in {@code net.core.somaxconn}
   */
  public static Optional<Namespace> namespace(String name) {
    if (name.startsWith("net.")) {
      return Optional.of(Namespace.NET);
    }
    if (name.startsWith("fs.mqueue.")) {
      return Optional.of(Namespace.IPC);
    }
    return switch (name) {
      case "kernel.auto_msgmni",
          "kernel.msg_next_id",
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.sem_next_id",
          "kernel.shm_next_id",
          "kernel.shm_rmid_forced",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni" ->
          Optional.of(Namespace.IPC);
      case "kernel.domainname", "kernel.hostname" -> Optional.of(Namespace.UTS);
      default -> Optional.empty();
    };
  }
}
