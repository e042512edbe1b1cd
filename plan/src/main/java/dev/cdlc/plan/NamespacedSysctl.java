package dev.cdlc.plan;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The parameters under /proc/sys of which each namespace has its own. Source: Linux 6.18, the
 * tables of ipc/ipc_sysctl.c, ipc/mq_sysctl.c and kernel/utsname_sysctl.c, and net/sysctl_net.c for
 * all of {@code net}. Those that belong to a pid or user namespace by recent kernels only ({@code
 * kernel.pid_max} from 6.14, {@code user.*}) are left out: an older kernel would change the host's.
 */
public final class NamespacedSysctl {
  private static final NavigableMap<String, Namespace> BY_NAME = byName();

  private NamespacedSysctl() {}

  /**
   * The kind of namespace that has its own value of it; none if the value is the host's.
   *
   * @param name with dots, as in {@code net.core.somaxconn}
   */
  public static Optional<Namespace> namespace(String name) {
    return name.startsWith("net.")
        ? Optional.of(Namespace.NET)
        : Optional.ofNullable(BY_NAME.get(name));
  }

  /** All names but those of {@code net}, which modules of the kernel add to. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(BY_NAME.navigableKeySet());
  }

  private static NavigableMap<String, Namespace> byName() {
    var byName = new TreeMap<String, Namespace>();
    Stream.of(
            "fs.mqueue.msg_default",
            "fs.mqueue.msg_max",
            "fs.mqueue.msgsize_default",
            "fs.mqueue.msgsize_max",
            "fs.mqueue.queues_max",
            "kernel.auto_msgmni",
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
            "kernel.shmmni")
        .forEach(name -> byName.put(name, Namespace.IPC));
    byName.putAll(Map.of("kernel.domainname", Namespace.UTS, "kernel.hostname", Namespace.UTS));
    return byName;
  }
}
