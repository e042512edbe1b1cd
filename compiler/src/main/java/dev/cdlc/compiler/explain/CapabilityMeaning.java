package dev.cdlc.compiler.explain;

import dev.cdlc.plan.Capability;

/** What each capability lets a process do, told from capabilities(7) and the kernel's checks. */
final class CapabilityMeaning {
  private CapabilityMeaning() {}

  static String of(Capability capability) {
    return switch (capability) {
      case CAP_CHOWN -> "Gives files to any user and any group.";
      case CAP_DAC_OVERRIDE ->
          "Reads, writes and executes files and enters folders whatever their permissions are; only"
              + " a file that nobody may execute stays closed to execution.";
      case CAP_DAC_READ_SEARCH ->
          "Reads files and searches folders whatever their permissions are. With it"
              + " open_by_handle_at(2) opens files by number, past the walls of a mount namespace.";
      case CAP_FOWNER ->
          "Does to files of others what only their owner may: changes their modes, times and"
              + " attributes, and removes them from sticky folders.";
      case CAP_FSETID ->
          "Keeps the set-user-ID and set-group-ID bits of a file that it changes, and sets the"
              + " latter for groups that it is not in.";
      case CAP_KILL -> "Sends signals to processes of any user.";
      case CAP_SETGID ->
          "Takes on any group and any supplementary groups, passes off any group over a socket, and"
              + " maps groups into a user namespace.";
      case CAP_SETUID ->
          "Takes on any user, passes off any user over a socket, and maps users into a user"
              + " namespace.";
      case CAP_SETPCAP ->
          "Drops capabilities from the bounding set, adds to the inheritable set from it, and"
              + " changes the secure bits.";
      case CAP_LINUX_IMMUTABLE ->
          "Sets and clears the marks by which a file can only grow, or not change at all.";
      case CAP_NET_BIND_SERVICE -> "Binds sockets to the internet ports below 1024.";
      case CAP_NET_BROADCAST ->
          "Was meant for broadcast and multicast, and is hardly asked for: only by netlink sockets"
              + " that listen to all network namespaces.";
      case CAP_NET_ADMIN ->
          "Configures the network of its namespace: interfaces, addresses, routes, firewall,"
              + " promiscuous mode, and options of sockets that ordinary programs may not set.";
      case CAP_NET_RAW ->
          "Opens raw and packet sockets, as a set-user-ID ping does: it can forge packets and read"
              + " those of others on its interfaces. It may also bind to addresses that are not its"
              + " own.";
      case CAP_IPC_LOCK ->
          "Locks any amount of memory against being swapped, and takes huge pages.";
      case CAP_IPC_OWNER ->
          "Uses System V shared memory, semaphores and queues whatever their permissions are.";
      case CAP_SYS_MODULE ->
          "Loads code into the kernel and unloads it: whoever has this owns the host.";
      case CAP_SYS_RAWIO ->
          "Speaks to the hardware past the kernel: its ports, the memory of the machine, commands to"
              + " disks.";
      case CAP_SYS_CHROOT ->
          "Changes its root by chroot(2); with CAP_SYS_ADMIN, enters mount namespaces by setns(2).";
      case CAP_SYS_PTRACE -> "Traces any process that it sees, and reads and writes its memory.";
      case CAP_SYS_PACCT -> "Switches the accounting of ended processes on and off, by acct(2).";
      case CAP_SYS_ADMIN ->
          "Mounts, makes and enters namespaces, sets the host name, and does most administration"
              + " that has no capability of its own. It is so wide that a container with it is"
              + " hardly one.";
      case CAP_SYS_BOOT -> "Restarts the machine, and loads another kernel to be run.";
      case CAP_SYS_NICE ->
          "Raises priorities, chooses real-time policies, the CPUs and the memory nodes, for any"
              + " process.";
      case CAP_SYS_RESOURCE ->
          "Exceeds limits: raises hard limits of resources, passes quotas and reserved space of file"
              + " systems, and limits on queues, pipes and processes.";
      case CAP_SYS_TIME -> "Sets the clock of the host, which no namespace separates.";
      case CAP_SYS_TTY_CONFIG -> "Hangs terminals up, and configures virtual terminals.";
      case CAP_MKNOD ->
          "Makes device files by mknod(2). Which of them may be opened, the device rules of the"
              + " cgroup decide.";
      case CAP_LEASE -> "Takes leases on files of others, to be told before someone opens them.";
      case CAP_AUDIT_WRITE -> "Writes records into the kernel's audit log.";
      case CAP_AUDIT_CONTROL -> "Switches auditing on and off, and changes what is audited.";
      case CAP_SETFCAP ->
          "Gives capabilities to files, and maps the user 0 of a parent namespace into a user"
              + " namespace.";
      case CAP_MAC_OVERRIDE ->
          "Passes the mandatory access control of a security module; Smack is the one that asks.";
      case CAP_MAC_ADMIN ->
          "Configures the mandatory access control of a security module, such as AppArmor's profiles"
              + " or Smack's rules.";
      case CAP_SYSLOG ->
          "Reads and clears the kernel's log, and sees addresses of the kernel where they are"
              + " otherwise hidden.";
      case CAP_WAKE_ALARM -> "Sets timers that wake the machine from its sleep.";
      case CAP_BLOCK_SUSPEND -> "Keeps the machine from being put to sleep.";
      case CAP_AUDIT_READ -> "Reads the audit log as it is written, over a netlink socket.";
      case CAP_PERFMON ->
          "Watches the performance of the whole system, other processes and the kernel included, by"
              + " perf_event_open(2) and some BPF programs.";
      case CAP_BPF ->
          "Loads BPF programs of most kinds and makes BPF maps; some kinds need CAP_PERFMON or"
              + " CAP_NET_ADMIN as well.";
      case CAP_CHECKPOINT_RESTORE ->
          "Takes processes apart and puts them together again: chooses the id of a new process, and"
              + " reads the links in /proc/PID/map_files.";
    };
  }
}
