package dev.cdlc.compiler.diff;

import static dev.cdlc.compiler.diff.Keying.NAMES;
import static dev.cdlc.compiler.diff.Keying.WHOLE;
import static dev.cdlc.compiler.diff.Keying.WORDS;
import static dev.cdlc.compiler.diff.Keying.by;

import java.util.List;
import java.util.stream.Stream;

/**
 * A property of config.json that is compared, with all that is below it.
 *
 * @param path as in {@code linux.sysctl}
 * @param keying how it is taken apart
 * @param judge what a change does
 * @param meaning what it is for the kernel, in a sentence
 */
record Property(String path, Keying keying, Judge judge, String meaning) {
  private static final String[] DEVICE_NUMBERS = {"major", "minor"};

  private static final List<Property> OUTSIDE =
      List.of(
          whole(
              "ociVersion",
              Judge.NEUTRAL,
              "The version of the specification; a runtime that is older refuses it."),
          whole(
              "root.path",
              Judge.GRANT,
              "The folder that pivot_root(2) makes the container's /; other files are inside."),
          whole(
              "root.readonly",
              Judge.GUARD,
              "Whether mount_setattr(2) makes the root read-only; writable, what a process changes stays."),
          new Property(
              "mounts",
              by("destination"),
              Judge.MOUNT,
              "A mount(2) in the container's namespace; a bind shows files of the host, and ro, nosuid, nodev and noexec hold back what can be done with them."),
          whole("hostname", Judge.NEUTRAL, "The name that sethostname(2) gives the uts namespace."),
          whole(
              "domainname",
              Judge.NEUTRAL,
              "The name that setdomainname(2) gives the uts namespace."),
          new Property(
              "annotations",
              NAMES,
              Judge.NEUTRAL,
              "A note for the programs around the container; by org.cdlc.* cdlc run does what config.json cannot say."));

  private static final List<Property> PROCESS =
      List.of(
          whole(
              "process.terminal",
              Judge.NEUTRAL,
              "Whether standard input and outputs are a pseudoterminal of its own."),
          whole("process.consoleSize", Judge.NEUTRAL, "The size of the terminal, by TIOCSWINSZ."),
          whole("process.cwd", Judge.NEUTRAL, "Where chdir(2) goes before the command."),
          new Property(
              "process.env",
              Keying.VARIABLES,
              Judge.NEUTRAL,
              "A variable in the environment of execve(2)."),
          whole(
              "process.args",
              Judge.NEUTRAL,
              "What execve(2) is given: another program runs within the same walls."),
          new Property(
              "process.rlimits",
              by("type"),
              Judge.SOFT_AND_HARD,
              "A limit by setrlimit(2); a process may raise the soft one to the hard one."),
          whole(
              "process.apparmorProfile",
              Judge.WALL,
              "The AppArmor profile that execve(2) enters; what another one allows cannot be told from its name."),
          new Property(
              "process.capabilities",
              Keying.SETS,
              Judge.SETS,
              "What capabilities(7) lets a process do past its user's rights."),
          whole(
              "process.noNewPrivileges",
              Judge.GUARD,
              "PR_SET_NO_NEW_PRIVS: with it, no set-user-ID program or file capability gives a process more."),
          whole(
              "process.oomScoreAdj",
              Judge.SHARE.reversed(),
              "How soon the kernel kills the process when memory runs out; the lower, the later, at the cost of others."),
          whole(
              "process.scheduler",
              Judge.GRANT,
              "The policy that sched_setattr(2) sets; a real-time one takes the CPU from all others."),
          whole(
              "process.selinuxLabel",
              Judge.WALL,
              "The SELinux context that execve(2) enters; what another one allows cannot be told from its name."),
          whole(
              "process.ioPriority",
              Judge.GRANT,
              "The priority that ioprio_set(2) sets before those of others."),
          whole(
              "process.execCPUAffinity",
              Judge.NEUTRAL,
              "The CPUs, by sched_setaffinity(2), of processes that a runtime adds."),
          whole(
              "process.user.uid",
              Judge.ID,
              "The user that setresuid(2) takes; 0 owns most files, and all capabilities that are not dropped count."),
          whole(
              "process.user.gid",
              Judge.ID,
              "The group that setresgid(2) takes; much is open to group 0."),
          whole(
              "process.user.umask",
              Judge.SHARE.reversed(),
              "The permissions that umask(2) takes from new files; fewer taken, more may read and write them."),
          new Property(
              "process.user.additionalGids",
              WORDS,
              Judge.GRANT,
              "A group that setgroups(2) adds: files of that group are open."),
          hooks("prestart"),
          hooks("createRuntime"),
          hooks("createContainer"),
          hooks("startContainer"),
          hooks("poststart"),
          hooks("poststop"));

  private static final List<Property> LINUX =
      List.of(
          new Property(
              "linux.namespaces",
              by("type"),
              Judge.NAMESPACE,
              "A namespace of its own, by clone(2): without it, or with one that is joined by its path, the container shares that of others."),
          new Property(
              "linux.uidMappings",
              by("containerID"),
              Judge.GRANT,
              "Users of the host that users of the container are, by /proc/PID/uid_map."),
          new Property(
              "linux.gidMappings",
              by("containerID"),
              Judge.GRANT,
              "Groups of the host that groups of the container are, by /proc/PID/gid_map."),
          whole(
              "linux.timeOffsets",
              Judge.NEUTRAL,
              "How far the clocks of the time namespace are ahead."),
          new Property(
              "linux.devices",
              by("path"),
              Judge.GRANT,
              "A device file that mknod(2) makes, or the host's own."),
          new Property(
              "linux.netDevices",
              NAMES,
              Judge.GRANT,
              "A network interface of the host that moves into the container."),
          whole(
              "linux.cgroupsPath",
              Judge.NEUTRAL,
              "The cgroup that the container is in; limits of those above it hold too."),
          whole(
              "linux.intelRdt.closID",
              Judge.NEUTRAL,
              "The class of service of resctrl that the container is in."),
          new Property(
              "linux.intelRdt.schemata",
              WORDS,
              Judge.WALL,
              "A share of cache or memory bandwidth by resctrl; a line that goes, goes for all."),
          whole(
              "linux.intelRdt.l3CacheSchema",
              Judge.WALL,
              "The parts of the L3 cache that the container may fill."),
          whole(
              "linux.intelRdt.memBwSchema",
              Judge.WALL,
              "The memory bandwidth that the container may take."),
          whole(
              "linux.intelRdt.enableMonitoring",
              Judge.NEUTRAL,
              "Whether resctrl counts what the container uses."),
          whole(
              "linux.memoryPolicy",
              Judge.NEUTRAL,
              "The NUMA nodes of its memory, by set_mempolicy(2)."),
          new Property(
              "linux.sysctl",
              NAMES,
              Judge.GRANT,
              "A setting of the kernel in the container's namespaces, by /proc/sys."),
          whole(
              "linux.rootfsPropagation",
              Judge.PROPAGATION,
              "Whether mounts are passed on between host and container; shared passes them both ways."),
          new Property(
              "linux.maskedPaths",
              WORDS,
              Judge.WALL,
              "A path that /dev/null or an empty tmpfs hides; without, what the kernel shows there can be read."),
          new Property(
              "linux.readonlyPaths",
              WORDS,
              Judge.WALL,
              "A path that a read-only bind covers; without, the kernel can be configured there."),
          whole("linux.mountLabel", Judge.NEUTRAL, "The SELinux context of the files of mounts."),
          whole(
              "linux.personality", Judge.NEUTRAL, "The execution domain that personality(2) sets."),
          whole(
              "linux.seccomp.defaultAction",
              FilterJudge::of,
              "What the seccomp filter does to system calls that no rule names."),
          whole(
              "linux.seccomp.defaultErrnoRet",
              Judge.NEUTRAL,
              "The error of system calls that no rule names."),
          new Property(
              "linux.seccomp.architectures",
              WORDS,
              Judge.GRANT,
              "A system call convention that the filter knows; calls by others kill the process."),
          new Property(
              "linux.seccomp.flags",
              WORDS,
              Judge.GRANT,
              "A flag of seccomp(2) as the filter is installed."),
          whole(
              "linux.seccomp.listenerPath",
              Judge.GRANT,
              "The socket of a program that decides on system calls in the filter's place."),
          whole(
              "linux.seccomp.listenerMetadata",
              Judge.NEUTRAL,
              "What that program is told of the container."),
          new Property(
              "linux.seccomp.syscalls",
              Keying.FILTER,
              FilterJudge::of,
              "What the seccomp filter does to a system call."));

  private static final List<Property> RESOURCES =
      List.of(
          new Property(
              "linux.resources.unified",
              NAMES,
              Judge.GRANT,
              "A file of the cgroup, as it is written; what a value does cannot be told for all files."),
          new Property(
              "linux.resources.devices",
              by("type", "major", "minor", "access"),
              Judge.DEVICE_RULE,
              "A rule of the cgroup's device filter, in order: what open(2) and mknod(2) of devices may do."),
          whole(
              "linux.resources.pids.limit",
              Judge.LIMIT,
              "The tasks that there may be, pids.max; without, fork(2) can exhaust the host's."),
          whole(
              "linux.resources.blockIO.weight", Judge.SHARE, "The share of time of block devices."),
          whole(
              "linux.resources.blockIO.leafWeight",
              Judge.SHARE,
              "The share of time of block devices before cgroups below."),
          new Property(
              "linux.resources.blockIO.weightDevice",
              by(DEVICE_NUMBERS),
              Judge.GRANT,
              "The share of time of one block device."),
          throttle(
              "throttleReadBpsDevice",
              "Bytes a second that may be read from a block device, io.max."),
          throttle(
              "throttleWriteBpsDevice",
              "Bytes a second that may be written to a block device, io.max."),
          throttle("throttleReadIOPSDevice", "Reads a second from a block device, io.max."),
          throttle("throttleWriteIOPSDevice", "Writes a second to a block device, io.max."),
          whole(
              "linux.resources.cpu.shares",
              Judge.SHARE,
              "The share of CPU time where others want it too."),
          whole(
              "linux.resources.cpu.quota",
              Judge.LIMIT,
              "Microseconds of CPU time a period, cpu.max; without, all CPUs can be taken."),
          whole(
              "linux.resources.cpu.burst",
              Judge.SHARE,
              "Microseconds that a period may take of what earlier ones left, cpu.max.burst."),
          whole(
              "linux.resources.cpu.period",
              Judge.SHARE.reversed(),
              "The period of the quota: the shorter, the more CPU time the same quota is."),
          whole(
              "linux.resources.cpu.realtimeRuntime",
              Judge.SHARE,
              "Microseconds a period of real-time tasks."),
          whole(
              "linux.resources.cpu.realtimePeriod",
              Judge.SHARE.reversed(),
              "The period of real-time tasks."),
          whole(
              "linux.resources.cpu.cpus",
              Judge.WALL,
              "The CPUs that tasks may run on, cpuset.cpus."),
          whole(
              "linux.resources.cpu.mems",
              Judge.WALL,
              "The memory nodes that memory may come from, cpuset.mems."),
          whole(
              "linux.resources.cpu.idle",
              Judge.SHARE.reversed(),
              "Whether tasks run only where nothing else wants the CPU, cpu.idle."),
          new Property(
              "linux.resources.hugepageLimits",
              by("pageSize"),
              Judge.limitOf("limit"),
              "The memory of huge pages of one size, hugetlb.*.max."),
          whole(
              "linux.resources.memory.limit",
              Judge.LIMIT,
              "The memory that there may be, memory.max; beyond it the kernel kills, without it the host's runs out."),
          whole(
              "linux.resources.memory.reservation",
              Judge.SHARE,
              "The memory that is kept for the container when it runs short, memory.low."),
          whole(
              "linux.resources.memory.swap",
              Judge.LIMIT,
              "Memory and swap together, memory.swap.max."),
          whole(
              "linux.resources.memory.kernel",
              Judge.LIMIT,
              "The kernel's memory for the container (cgroup v1)."),
          whole(
              "linux.resources.memory.kernelTCP",
              Judge.LIMIT,
              "The kernel's memory for TCP buffers (cgroup v1)."),
          whole(
              "linux.resources.memory.swappiness",
              Judge.NEUTRAL,
              "How readily memory is swapped (cgroup v1)."),
          whole(
              "linux.resources.memory.disableOOMKiller",
              Judge.LICENCE,
              "Whether tasks wait instead of being killed when memory runs out (cgroup v1)."),
          whole(
              "linux.resources.memory.useHierarchy",
              Judge.GUARD,
              "Whether the limit holds for cgroups below too (cgroup v1)."),
          whole(
              "linux.resources.memory.checkBeforeUpdate",
              Judge.NEUTRAL,
              "Whether a runtime refuses a limit below what is in use."),
          whole(
              "linux.resources.network.classID",
              Judge.NEUTRAL,
              "The class that packets are marked with, net_cls (cgroup v1)."),
          new Property(
              "linux.resources.network.priorities",
              by("name"),
              Judge.NEUTRAL,
              "The priority of packets on an interface, net_prio (cgroup v1)."),
          new Property(
              "linux.resources.rdma",
              NAMES,
              Judge.WALL,
              "The handles and objects of an RDMA device, rdma.max."));

  /** In the order in which changes are told. */
  static final List<Property> ALL =
      Stream.of(OUTSIDE, PROCESS, LINUX, RESOURCES).flatMap(List::stream).toList();

  private static Property whole(String path, Judge judge, String meaning) {
    return new Property(path, WHOLE, judge, meaning);
  }

  private static Property hooks(String kind) {
    return new Property(
        "hooks." + kind,
        by("path"),
        Judge.GRANT,
        "A program that the runtime starts; all kinds but startContainer run on the host, with the"
            + " rights of the runtime.");
  }

  private static Property throttle(String name, String meaning) {
    return new Property(
        "linux.resources.blockIO." + name, by(DEVICE_NUMBERS), Judge.limitOf("rate"), meaning);
  }
}
