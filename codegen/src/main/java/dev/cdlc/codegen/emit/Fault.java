package dev.cdlc.codegen.emit;

import static dev.cdlc.plan.Errno.E2BIG;
import static dev.cdlc.plan.Errno.EACCES;
import static dev.cdlc.plan.Errno.EADDRINUSE;
import static dev.cdlc.plan.Errno.EADDRNOTAVAIL;
import static dev.cdlc.plan.Errno.EAGAIN;
import static dev.cdlc.plan.Errno.EBADFD;
import static dev.cdlc.plan.Errno.EBUSY;
import static dev.cdlc.plan.Errno.ECONNREFUSED;
import static dev.cdlc.plan.Errno.EEXIST;
import static dev.cdlc.plan.Errno.EINVAL;
import static dev.cdlc.plan.Errno.ELOOP;
import static dev.cdlc.plan.Errno.EMFILE;
import static dev.cdlc.plan.Errno.ENAMETOOLONG;
import static dev.cdlc.plan.Errno.ENODEV;
import static dev.cdlc.plan.Errno.ENOENT;
import static dev.cdlc.plan.Errno.ENOEXEC;
import static dev.cdlc.plan.Errno.ENOSPC;
import static dev.cdlc.plan.Errno.ENOSYS;
import static dev.cdlc.plan.Errno.ENOTDIR;
import static dev.cdlc.plan.Errno.ENOTSOCK;
import static dev.cdlc.plan.Errno.ENOTTY;
import static dev.cdlc.plan.Errno.EOPNOTSUPP;
import static dev.cdlc.plan.Errno.EPERM;
import static dev.cdlc.plan.Errno.EPIPE;
import static dev.cdlc.plan.Errno.EPROTOTYPE;
import static dev.cdlc.plan.Errno.ERANGE;
import static dev.cdlc.plan.Errno.EROFS;
import static dev.cdlc.plan.Errno.ESRCH;
import static dev.cdlc.plan.Errno.ESTALE;
import static dev.cdlc.plan.Errno.ETXTBSY;
import static dev.cdlc.plan.Errno.EUSERS;

import dev.cdlc.codegen.routine.Help;
import java.util.List;

/**
 * What can stop a container, by what its reader must do about it; and that, by errno, in a line.
 * The ids are those of {@code cdlc explain} and are never given to another fault; each has its page
 * in docs/diagnostics.
 */
enum Fault {
  /** The executable could not be copied into sealed memory. */
  SEAL(7001),
  /** The host lacks what every program needs: /dev/null, memory, fds. */
  HOST_RESOURCES(7002),
  /** The cgroup that a limit needs could not be made. */
  CGROUP(
      7003,
      new Help(EROFS, "limits need a writable cgroup tree; /sys/fs/cgroup is read-only here"),
      new Help(EACCES, "limits need root, or a cgroup that is delegated to the caller"),
      new Help(EPERM, "limits need root, or a cgroup that is delegated to the caller"),
      new Help(ENOENT, "this host has no cgroup hierarchy with that controller"),
      new Help(EBUSY, "processes of an earlier container are in it: run `cdlc run` to end them")),
  /** The kernel refused a limit. */
  LIMIT(
      7004,
      new Help(EINVAL, "the kernel refuses the value; the cgroup above may allow less"),
      new Help(ENOENT, "this host has no such file: its kernel, or its cgroup version, lacks that"),
      new Help(EOPNOTSUPP, "this kernel no longer has that limit"),
      new Help(EACCES, "the cgroup above has none of that"),
      new Help(ENODEV, "the host has no block device of that number")),
  /** The fresh namespaces could not be made. */
  NAMESPACES(
      7005,
      new Help(
          EPERM,
          Setting.NO_UNPRIVILEGED,
          "only root makes user namespaces here: sysctl kernel.unprivileged_userns_clone is 0"),
      new Help(
          EPERM,
          Setting.APPARMOR_RESTRICTS,
          "AppArmor keeps user namespaces for who has a profile: `cdlc explain CDL7006` has one"),
      new Help(
          EACCES,
          Setting.APPARMOR_RESTRICTS,
          "AppArmor keeps user namespaces for who has a profile: `cdlc explain CDL7006` has one"),
      new Help(EPERM, "CAP_SYS_ADMIN is missing: run it as root, or add `ns user`"),
      new Help(
          ENOSPC,
          Setting.NO_USER_NAMESPACES,
          "this host allows no user namespaces: sysctl user.max_user_namespaces is 0"),
      new Help(ENOSPC, "a limit in /proc/sys/user/max_*_namespaces is reached"),
      new Help(EUSERS, "user namespaces are nested too deeply"),
      new Help(EINVAL, "this kernel lacks one of the namespaces; see `ns`"),
      new Help(ENOSYS, "clone3(2) is missing or filtered here; Linux 5.12 is needed")),
  /** The caller could not be mapped to root in its user namespace. */
  ID_MAP(
      7006,
      new Help(
          EPERM,
          Setting.APPARMOR_RESTRICTS,
          "AppArmor takes away what user namespaces give: `cdlc explain CDL7006` has the profile"),
      new Help(
          EACCES,
          Setting.APPARMOR_RESTRICTS,
          "AppArmor takes away what user namespaces give: `cdlc explain CDL7006` has the profile"),
      new Help(
          EPERM,
          "only root maps users but itself, and policy may deny even that: `cdlc explain CDL7006`"),
      new Help(EINVAL, "ids overlap, or the lines are more than the kernel takes: 340")),
  /** A controller of cgroup v2 could not be handed to the container's cgroup. */
  CONTROLLER(
      7007,
      new Help(ENOENT, "this host has no such controller, or does not delegate it"),
      new Help(EINVAL, "this host has no such controller, or does not delegate it"),
      new Help(EBUSY, "cgroup v2 wants no process beside the container's cgroup; move them"),
      new Help(EACCES, "limits need root, or a cgroup that is delegated to the caller"),
      new Help(EROFS, "limits need a writable cgroup tree; /sys/fs/cgroup is read-only here")),
  /** A namespace that exists could not be joined. */
  JOIN(
      7009,
      new Help(ENOENT, "the host has nothing there; `ip netns add` makes network namespaces"),
      new Help(ENOTTY, "what stands there is no namespace; /proc/PID/ns and /run/netns have them"),
      new Help(EINVAL, "it is a namespace of another kind, or is not below the caller's own"),
      new Help(EBUSY, "it is the caller's own, whose root would become the container's"),
      new Help(EPERM, "joining needs CAP_SYS_ADMIN where the namespace was made: run it as root"),
      new Help(EACCES, "only root may look at the namespaces of others")),
  /** A device of the host is not there, or the use of devices could not be restricted. */
  DEVICE(
      7008,
      new Help(ENOENT, "the host has no device of that path"),
      new Help(ENODEV, "what the host has at that path is no device"),
      new Help(EACCES, "run it as root, or add `ns user` and leave `device-rule` out"),
      new Help(EPERM, "run it as root, or add `ns user` and leave `device-rule` out"),
      new Help(EROFS, "/sys/fs/cgroup is read-only; `device-rule allow all` does without"),
      new Help(EINVAL, "this kernel cannot restrict devices: it lacks CONFIG_CGROUP_BPF"),
      new Help(ENOSYS, "this kernel cannot restrict devices: it lacks CONFIG_CGROUP_BPF")),
  /** The root folder could not be opened or mounted. */
  ROOT(
      7010,
      new Help(ENOENT, "`root` names a folder that holds the container's files; make it first"),
      new Help(ENOTDIR, "`root` must name a folder"),
      new Help(EACCES, "a folder on the way is closed to the user that runs this")),
  /** A file system could not be mounted. */
  MOUNT(
      7011,
      new Help(ENODEV, "this kernel does not have that file system"),
      new Help(EPERM, "in a user namespace this needs the namespace that the file system shows"),
      new Help(EBUSY, "something is mounted there already"),
      new Help(EROFS, "the root's file system is read-only: make the mount point beforehand"),
      new Help(EACCES, "the caller may not write there: make the mount point beforehand"),
      new Help(ENOENT, "a symbolic link on the way leads nowhere in the container"),
      new Help(ENOTDIR, "a file stands where a folder is needed"),
      new Help(ELOOP, "a symbolic link stands in the way, or leads into /proc")),
  /** A file or folder of the host could not be mounted into the container. */
  BIND(
      7012,
      new Help(ENOENT, "the source must exist on the host before the container starts"),
      new Help(EACCES, "a folder on the way is closed to the user that runs this")),
  /** A place in the container to mount on was not there and could not be made. */
  MOUNT_POINT(
      7013,
      new Help(EROFS, "the root's file system is read-only: make the mount point beforehand"),
      new Help(EACCES, "the caller may not write there: make the mount point beforehand"),
      new Help(ENOENT, "a symbolic link on the way leads nowhere in the container"),
      new Help(ENOTDIR, "a file stands where a folder is needed"),
      new Help(ELOOP, "a symbolic link stands in the way, or leads into /proc")),
  /** A device, link or folder could not be made in the container. */
  NODE(
      7014,
      new Help(EPERM, "devices can be made outside of user namespaces only, with CAP_MKNOD"),
      new Help(EEXIST, "the root folder already has a file of that name")),
  /** A path could not be hidden or made read-only. */
  PROTECT(7015),
  /** The container's root could not become the process's root. */
  PIVOT(
      7016,
      new Help(EINVAL, "the host's root is an initramfs; that cannot be left by pivot_root(2)")),
  /** A setting of the container as a whole was refused: its host name, its session. */
  SETTING(7017),
  /** The clocks could not be set off from the host's. */
  CLOCKS(
      7018,
      new Help(ERANGE, "no clock can be before the host's start, or run for more than 146 years"),
      new Help(EINVAL, "this kernel was built without time namespaces"),
      new Help(EPERM, "setting clocks needs CAP_SYS_ADMIN and CAP_SYS_TIME: run it as root")),
  /** The container's terminal could not be opened. */
  TERMINAL(
      7019,
      new Help(ENOENT, "a terminal needs a devpts: `mount devpts devpts /dev/pts`"),
      new Help(ENOTTY, "a terminal needs a devpts: `mount devpts devpts /dev/pts`"),
      new Help(ELOOP, "a terminal needs a devpts of the container: `mount devpts devpts /dev/pts`"),
      new Help(ENOSPC, "the host has no terminal left: sysctl kernel.pty.max"),
      new Help(EINVAL, "the owner is not mapped in the container's user namespace")),
  /** The user or group does not exist, or could not be assumed. */
  USER(
      7020,
      new Help(ENOENT, "the root's /etc/passwd or group does not have it; a number needs no entry"),
      new Help(EINVAL, "the id is not mapped in the container's user namespace"),
      new Help(
          EPERM,
          "without CAP_SETUID and CAP_SETGID only the caller's own user and group can be had")),
  /** The working folder could not be entered. */
  WORKING_FOLDER(
      7021,
      new Help(ENOENT, "the root has no such folder; make it, or name another in `cwd`"),
      new Help(EACCES, "the container's user may not enter it")),
  /** A capability is not there to be given. */
  CAPABILITY(7022, new Help(EPERM, "nobody can give what he does not have: see /proc/self/status")),
  /** The filter of system calls could not be loaded. */
  FILTER(
      7023,
      new Help(EINVAL, "this kernel lacks an action or a flag of the filter, or it is too long"),
      new Help(EACCES, "with `no-new-privs off` only CAP_SYS_ADMIN may load a filter"),
      new Help(ENOSYS, "this kernel has no seccomp(2)")),
  /** A limit of setrlimit(2) was refused. */
  RLIMIT(
      7024,
      new Help(EPERM, "only CAP_SYS_RESOURCE raises a hard limit; nofile ends at fs.nr_open")),
  /** The scheduler, the io priority or the memory policy was refused. */
  SCHEDULING(
      7025,
      new Help(EPERM, "CAP_SYS_NICE is needed; on cgroup v1 real time needs `cpu < rt-runtime >`"),
      new Help(EINVAL, "the kernel refuses the values, or has no such policy or memory node"),
      new Help(EBUSY, "the deadlines of this host leave no CPU time for it"),
      new Help(ENOSYS, "this kernel was built without it")),
  /** The OOM score could not be adjusted. */
  OOM_SCORE(7026, new Help(EACCES, "a score below the caller's own needs CAP_SYS_RESOURCE")),
  /** The command could not be kept to the files that it may reach. */
  LANDLOCK(
      7027,
      new Help(ENOSYS, "this kernel has no Landlock; `try landlock` does without it there"),
      new Help(EOPNOTSUPP, "Landlock is off on this host; `try landlock` does without it there"),
      new Help(ENOENT, "the container has nothing there; name what it has"),
      new Help(EBADFD, "no file or folder that can be restricted stands there"),
      new Help(E2BIG, "the caller is within as many rulesets of Landlock as the kernel allows")),
  /** Changes of the root could not be kept apart from it. */
  OVERLAY(
      7028,
      new Help(ENODEV, "this kernel has no overlayfs"),
      new Help(ENOENT, "the folder above it must exist"),
      new Help(ENOTDIR, "`overlay` must name a folder"),
      new Help(EACCES, "a folder on the way is closed to the user that runs this"),
      new Help(
          EROFS,
          "the folder and its `.work` must be writable, and belong to users of the container"),
      new Help(EPERM, "in a user namespace overlayfs can be mounted from Linux 5.11 on"),
      new Help(EBUSY, "another overlay uses the folder"),
      new Help(
          EINVAL,
          "overlayfs keeps changes on an ordinary file system: no NFS, overlay or mount point"),
      new Help(ELOOP, "a symbolic link stands in its place")),
  /** A security module does not confine the command, or label the files, as the source asks. */
  LABEL(
      7029,
      new Help(ENODEV, "what the host has on /proc is not proc(5), and would take any label"),
      new Help(EOPNOTSUPP, "SELinux is off on this host; `try` does without it there"),
      new Help(EACCES, "the host's policy does not let the caller give it")),
  /** A container that runs could not be joined. */
  RUNNING(
      7033,
      new Help(ESRCH, "the container has ended meanwhile"),
      new Help(ENOENT, "the container has ended meanwhile"),
      new Help(EPERM, "only root joins a container: run it as root"),
      new Help(EAGAIN, "a limit of processes is reached: that of its cgroup, or of the user"),
      new Help(EBUSY, "the container has cgroups below its own, which then takes no process"),
      new Help(EINVAL, "this kernel cannot join all namespaces at once; Linux 5.12 is needed")),
  /** The socket that is to get the container's terminal is not there, or does not take it. */
  CONSOLE(
      7032,
      new Help(ENOENT, "whoever asks for a terminal must listen at that path beforehand"),
      new Help(ECONNREFUSED, "nobody listens there any more"),
      new Help(ENOTSOCK, "what stands there is no socket"),
      new Help(EPROTOTYPE, "the socket must be one of streams: SOCK_STREAM"),
      new Help(EPIPE, "who listened there has gone")),
  /** The command could not be executed. */
  COMMAND(
      7030,
      new Help(ENOENT, "the root has no such file; `run` names a path in the container"),
      new Help(
          EACCES,
          "the file is not executable for the container's user, or `landlock` does not let it be"),
      new Help(EPERM, "the container's `seccomp` filter, or the host's policy, denies execve"),
      new Help(ENOEXEC, "the file is neither a program for this machine nor a script with #!"),
      new Help(ELOOP, "symbolic links on the way lead in a circle"),
      new Help(ETXTBSY, "somebody has the file open to write to it"),
      new Help(
          E2BIG,
          "an argument has 131071 bytes at most; all, with the environment, a quarter of the stack")),
  /** A program that is run beside the container's life failed, or could not be run. */
  HOOK(
      7031,
      new Help(ENOENT, "there is no such file, or not what it asks for to be executed with"),
      new Help(EACCES, "it is not executable, or a folder on the way is closed"),
      new Help(ENOEXEC, "the file is neither a program for this machine nor a script with #!")),
  /** A network device of the host could not be moved into the container. */
  NET_DEVICE(
      7034,
      new Help(ENODEV, "the host has no such network device: `ip link` lists them"),
      new Help(EEXIST, "the container's network namespace has a device of that name already"),
      new Help(EPERM, "only root moves network devices of the host"),
      new Help(EINVAL, "such a device cannot leave its network namespace"),
      new Help(ENOSPC, "the host has more addresses than there is room to look through")),
  /** What a tmpfs is to begin with could not be copied from the root. */
  COPY_UP(
      7035,
      new Help(ENOSPC, "the tmpfs has no room for it: give it a larger `size` or `nr_inodes`"),
      new Help(ENOTDIR, "a file stands where a folder is needed"),
      new Help(ENAMETOOLONG, "folders lie more than 64 deep there, or a link is that long"),
      new Help(EACCES, "the caller may not read something there"),
      new Help(EINVAL, "something there belongs to a user or group that is not mapped"),
      new Help(EPERM, "devices can be copied outside of user namespaces only, with CAP_MKNOD"),
      new Help(EMFILE, "the caller may have too few files open for folders that lie so deep"),
      new Help(ESTALE, "something there was exchanged while it was copied"),
      new Help(ENOENT, "something there was removed while it was copied")),
  /** Another container of that name runs, or others could not be told of this one. */
  NAME(
      7036,
      new Help(EAGAIN, "`cdlc stop` ends the one that runs; `--name` gives another name"),
      new Help(ENOENT, "the folder of running containers is gone: start it again"),
      new Help(ENOSPC, "the file system of running containers is full")),
  /** The container's network could not be connected with what its caller reaches. */
  NETWORK(
      7037,
      new Help(
          ENOENT,
          "neither slirp4netns nor pasta is in /usr/bin; Debian has them in slirp4netns and passt"),
      new Help("what the program said stands above, if it said why: `cdlc explain CDL7037`")),
  /** A port of the host could not be had. */
  PORT(
      7038,
      new Help(EADDRINUSE, "another program has that port: `ss -lntup` tells which"),
      new Help(EACCES, "ports below sysctl net.ipv4.ip_unprivileged_port_start are root's"),
      new Help(EADDRNOTAVAIL, "the host has no such address: `ip address` lists those it has")),
  /** Processes of the container were killed for its memory limit. */
  OUT_OF_MEMORY(
      7040, new Help("raise `memory limit`, or find what uses it: `cdlc explain CDL7040`")),
  /** The container could not start as many processes as it wanted. */
  OUT_OF_PIDS(7041, new Help("raise `pids`, or find what starts them: `cdlc explain CDL7041`")),
  /** The filter of system calls killed the command. */
  FILTERED(
      7042, new Help("allow it in `seccomp`; the host's log (`dmesg`) has a record of each kill"));

  private final int number;

  @SuppressWarnings("ImmutableEnumChecker") // a List.of of records
  private final List<Help> helps;

  Fault(int number, Help... helps) {
    this.number = number;
    this.helps = List.of(helps);
  }

  /** The digits of {@code CDL7012}. */
  int number() {
    return number;
  }

  /** At most one for each errno. */
  List<Help> helps() {
    return helps;
  }

  /** What of the host's policy can be seen. */
  private static final class Setting {
    static final Help.Setting NO_UNPRIVILEGED =
        new Help.Setting("/proc/sys/kernel/unprivileged_userns_clone", '0');
    static final Help.Setting NO_USER_NAMESPACES =
        new Help.Setting("/proc/sys/user/max_user_namespaces", '0');
    static final Help.Setting APPARMOR_RESTRICTS =
        new Help.Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", '1');
  }
}
