package dev.cdlc.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a step does. Each action is one system call by name, or the few that the kernel needs for
 * one effect; the code generator has one lowering method for each.
 */
public sealed interface Action {

  // ---- supervisor

  /** Copies the running executable into a sealed memfd(2) and executes that. */
  record Seal() implements Action {}

  /** Opens {@code /dev/null} on each of 0, 1, 2 that is closed, then close_range(2) from 3 on. */
  record CloseFds() implements Action {}

  /** Default dispositions, then blocks what the event loop reads from its signalfd(2). */
  record ResetSignals() implements Action {}

  /**
   * mkdir(2) of the container's cgroup, {@code <base>/cdlc/NAME-PID}, in the hierarchies of {@code
   * controllers} and in one that only tracks processes, locked by flock(2) while the supervisor
   * lives. Without controllers a host that allows no cgroup is passed over.
   */
  record MakeCgroup(String name, List<Controller> controllers) implements Action {
    public MakeCgroup {
      controllers = List.copyOf(controllers);
    }
  }

  /**
   * mkdir(2) of the cgroup that the source names, with those above it, in the hierarchies that
   * {@link MakeCgroup} would make one in. One that exists is taken if it is empty.
   *
   * @param path from the root of each hierarchy if it begins with a slash; else from the caller's
   *     own cgroup on v1, and from the one above that on v2
   */
  record TakeCgroup(String path, List<Controller> controllers) implements Action {
    public TakeCgroup {
      controllers = List.copyOf(controllers);
      if (List.of(path.split("/", -1)).contains("..")) {
        throw new IllegalArgumentException("the path of a cgroup leads upwards: " + path);
      }
    }
  }

  /** Writes one controller's limit: the files of cgroup v1 or those of v2, whichever host it is. */
  record LimitCgroup(Controller controller, List<CgroupFile> v1, List<CgroupFile> v2)
      implements Action {
    public LimitCgroup {
      v1 = List.copyOf(v1);
      v2 = List.copyOf(v2);
    }
  }

  /** statx(2) of a device of the host: the numbers of a {@link DeviceException.Known}. */
  record LookUpDevice(String path) implements Action {}

  /**
   * What the processes of the container's cgroup may do with devices: {@code devices.deny} and
   * {@code devices.allow} of cgroup v1, or on v2 a program of bpf(2).
   *
   * @param allow whether they may use all but the exceptions, or none but those
   */
  record RestrictDevices(boolean allow, List<DeviceException> exceptions) implements Action {
    public RestrictDevices {
      exceptions = List.copyOf(exceptions);
    }
  }

  /**
   * open(2) of the namespace at a path of the host, and ioctl(2) NS_GET_NSTYPE: whether it is of
   * that kind is known before anything is changed.
   */
  record OpenNamespace(Namespace kind, String path) implements Action {}

  /** setns(2) to what {@link OpenNamespace} opened; an init that is cloned then is in it too. */
  record EnterNamespace(Namespace kind, String path) implements Action {}

  /** setns(2) of the supervisor to the namespace that it came from. */
  record LeaveNamespace(Namespace kind) implements Action {}

  /** socketpair(2), over which the init will hand out the terminal that it has opened. */
  record PrepareTerminal() implements Action {}

  /**
   * mkdirat(2) of the folder that keeps what the container changes, and of overlayfs's own work
   * folder beside it; what exists is left.
   *
   * @param owner whom they are given to; the caller if absent
   */
  record MakeUpper(String path, Optional<Owner> owner) implements Action {
    /** The suffix of the work folder, which has to be on the file system of the other. */
    public static final String WORK = ".work";
  }

  /** A user and a group, by the host's numbers. */
  record Owner(long uid, long gid) {}

  /** clone3(2) of the init into fresh namespaces, on cgroup v2 straight into its cgroup. */
  record Clone(List<Namespace> namespaces) implements Action {
    public Clone {
      namespaces = namespaces.stream().sorted().distinct().toList();
    }
  }

  /** Maps the caller's own uid and gid to 0 in the fresh user namespace, setgroups(2) denied. */
  record MapCaller() implements Action {}

  /** Maps these users and groups in the fresh user namespace, which takes a caller that may. */
  record MapIds(List<IdMapping> uids, List<IdMapping> gids) implements Action {
    public MapIds {
      uids = List.copyOf(uids);
      gids = List.copyOf(gids);
    }

    /** Whether setgroups(2) is denied, as who has no privilege must; one group is no choice. */
    public boolean deniesSetgroups() {
      return gids.size() == 1 && gids.getFirst().count() == 1;
    }
  }

  /**
   * prlimit(2) of the init: raises a hard limit that is lower, since in its user namespace the init
   * may not; {@link LimitResource} then has what it asks for. Unsigned; see {@link Rlimit}.
   */
  record RaiseLimit(Rlimit resource, long hard) implements Action {}

  /** read(2) of the byte that {@link AnnounceMounts} writes; at end of file the init has failed. */
  record AwaitMounts() implements Action {}

  /** The byte that lets the init go on: to pivot_root(2), and at last to execve(2). */
  record Release() implements Action {}

  /**
   * Receives the master of the container's terminal, and puts the caller's own, if it has one, into
   * raw mode until the container ends; see termios(3).
   *
   * @param size at first; that of the caller's terminal if absent
   */
  record RelayTerminal(Optional<WindowSize> size) implements Action {}

  /** In characters: {@code struct winsize}. */
  record WindowSize(int rows, int columns) {}

  /**
   * The event loop: forwards signals, waits for the init, then undoes and exits as it did. SIGTERM
   * asks the container to end: by {@code stopSignal}, a number; and by SIGKILL {@code stopTimeout}
   * nanoseconds later.
   */
  record Tend(int stopSignal, long stopTimeout) implements Action {}

  // ---- init

  /** prctl(PR_SET_PDEATHSIG, SIGKILL). */
  record DieWithSupervisor() implements Action {}

  /**
   * Writes {@code /proc/self/oom_score_adj}, -1000 to 1000, while that file is still the init's
   * own.
   */
  record AdjustOomScore(int score) implements Action {}

  /**
   * Writes a file below {@code /proc/sys}, which shows the values of the writer's own namespaces,
   * while the host's {@code /proc} is in sight.
   *
   * @param name with dots, as in {@code net.core.somaxconn}; one of {@link NamespacedSysctl}
   */
  record SetSysctl(String name, String value) implements Action {}

  /**
   * On cgroup v1 writes {@code 0} to {@code tasks}; unshares the cgroup namespace there if asked.
   */
  record JoinCgroup(boolean freshNamespace) implements Action {}

  /** Waits for {@link MapCaller} or {@link MapIds}, then setresgid(2) and setresuid(2) to 0. */
  record BecomeRoot() implements Action {}

  /**
   * unshare(2) of the time namespace, how far its clocks are ahead of the host's, then setns(2),
   * since that cannot be changed once somebody is in it.
   */
  record OffsetClocks(Duration monotonic, Duration boottime) implements Action {}

  /** ioctl(2) SIOCSIFFLAGS: {@code lo} of a fresh network namespace, which starts down. */
  record BringUpLoopback() implements Action {}

  /** prctl(PR_SET_DUMPABLE, 0): no other process may look inside while the container is built. */
  record HideFromPtrace() implements Action {}

  /** keyctl(2): a session keyring of its own. */
  record JoinSessionKeyring(String name) implements Action {}

  /** umask(2). */
  record Umask(int mask) implements Action {}

  /** mount(2) of {@code /} with MS_REC and the propagation, so that nothing leaks to the host. */
  record SetPropagation(Propagation propagation) implements Action {}

  /**
   * open_tree(2) of the root folder with the mounts below it, mount_setattr(2), move_mount(2): the
   * root the container will pivot to. {@code path} is absolute; {@code readOnly} makes the whole
   * tree read-only at once, where {@link ReadonlyRoot} leaves time to make mount points.
   */
  record OpenRoot(String path, boolean readOnly) implements Action {}

  /**
   * A new overlay over what {@link OpenRoot} opened, which from here on is the root: changes go to
   * a folder of the host that {@link MakeUpper} made, or are kept in a tmpfs.
   *
   * @param userNamespace whether overlayfs marks its files by attributes that need no privilege
   */
  record OverlayRoot(Optional<String> upper, boolean userNamespace) implements Action {}

  /** A new file system: fsopen(2), fsconfig(2), fsmount(2), move_mount(2) beneath the root. */
  record Mount(
      String fstype,
      String source,
      String target,
      List<MountAttribute> attributes,
      List<FsOption> options)
      implements Action {
    public Mount {
      attributes = attributes.stream().sorted().distinct().toList();
      options = List.copyOf(options);
    }
  }

  /** A parameter of fsconfig(2): a flag where there is no value. */
  record FsOption(String key, Optional<String> value) {}

  /**
   * An empty tmpfs over a folder of the host's own tree; a folder that is missing is passed over.
   */
  record Cover(String path, List<MountAttribute> attributes, List<FsOption> options)
      implements Action {
    public Cover {
      attributes = attributes.stream().sorted().distinct().toList();
      options = List.copyOf(options);
    }
  }

  /**
   * A bind: open_tree(2), mount_setattr(2), move_mount(2) beneath the root. {@code source} is
   * absolute; a recursive bind has the attributes on every mount of its tree. {@code
   * ifSourceExists} passes over a source that the host does not have.
   */
  record Bind(
      String source,
      String target,
      boolean recursive,
      List<MountAttribute> attributes,
      boolean ifSourceExists,
      Optional<MountIds> ids)
      implements Action {
    public Bind {
      attributes = attributes.stream().sorted().distinct().toList();
    }

    /** One that shows the files as their owners'. */
    public Bind(
        String source,
        String target,
        boolean recursive,
        List<MountAttribute> attributes,
        boolean ifSourceExists) {
      this(source, target, recursive, attributes, ifSourceExists, Optional.empty());
    }
  }

  /**
   * The container's view of its cgroups: a cgroup2 mount, or on v1 a tmpfs with a mount of each
   * hierarchy; a bind of the host's where the namespace is not its own.
   */
  record MountCgroup(String target, boolean ownNamespace, List<MountAttribute> attributes)
      implements Action {
    public MountCgroup {
      attributes = attributes.stream().sorted().distinct().toList();
    }
  }

  /** mount_setattr(2) of the propagation of the mount at {@code path}, beneath the root. */
  record Propagate(String path, Propagation propagation, boolean recursive) implements Action {}

  /** mknodat(2) of a character device, or in a user namespace a bind of the host's node. */
  record Device(String path, int major, int minor, int mode, boolean bound) implements Action {}

  /**
   * symlinkat(2); one that exists is left. {@code ifTargetExists} asks first whether the container
   * has the (absolute) target.
   */
  record Symlink(String target, String path, boolean ifTargetExists) implements Action {}

  /** mkdirat(2) beneath the root, with the folders above it, mode 0755; one that exists is left. */
  record MakeFolder(String path) implements Action {}

  /**
   * Covers a path: a file by the host's {@code /dev/null}, a folder by an empty read-only tmpfs. A
   * path that is missing is passed over.
   */
  record MaskPath(String path) implements Action {}

  /** Makes a path read-only by a recursive bind onto itself; one that is missing is passed over. */
  record ReadonlyPath(String path) implements Action {}

  /** mount_setattr(2): the root itself, none of the mounts below it, becomes read-only. */
  record ReadonlyRoot() implements Action {}

  /**
   * Opens a pseudoterminal of the container's own devpts on {@code /dev/pts}; see pty(7). It
   * becomes the init's standard input, output and error and {@code /dev/console}; the supervisor
   * gets the master.
   */
  record OpenTerminal() implements Action {}

  /** pivot_root(".", "."), umount2(".", MNT_DETACH), chdir("/"). */
  record PivotRoot() implements Action {}

  /** sethostname(2). */
  record SetHostname(String hostname) implements Action {}

  /** setdomainname(2): the NIS domain name. */
  record SetDomainname(String domainname) implements Action {}

  /**
   * setsid(2), unless the container shares its caller's terminal: standard input is that one. Then
   * seccomp(2) forbids to write into its input, TIOCSTI.
   */
  record NewSession() implements Action {}

  /**
   * setsid(2), and the terminal that {@link OpenTerminal} opened is that of the session; it is
   * given to the container's user.
   */
  record ControlTerminal(Id owner) implements Action {}

  /** write(2) of a byte: all is mounted, and the supervisor may run its hooks. */
  record AnnounceMounts() implements Action {}

  /** clone3(2) of a hook's process group; waits for it, and kills it when its time is over. */
  record RunHook(Hook hook) implements Action {}

  /** read(2) of the byte that {@link Release} writes; end of file ends the init. */
  record AwaitRelease() implements Action {}

  /**
   * landlock_create_ruleset(2) of all rights over files that the kernel knows. Where it knows none,
   * one that is {@code dispensable} is passed over with a note, and so are its rules.
   */
  record CreateRuleset(boolean dispensable) implements Action {}

  /**
   * landlock_add_rule(2): what may be done with the file at a path beneath the root, or with all
   * that is beneath a folder.
   */
  record AllowBeneath(String path, List<FileAccess> accesses) implements Action {
    public AllowBeneath {
      accesses = accesses.stream().sorted().distinct().toList();
    }
  }

  /** setgroups(2), setresgid(2), setresuid(2), keeping capabilities across. */
  record SetUser(Id uid, Optional<Id> gid, List<Id> groups) implements Action {
    public SetUser {
      groups = List.copyOf(groups);
    }
  }

  /** A user or group: a number, or a name that the root's /etc/passwd or /etc/group resolves. */
  sealed interface Id {
    record Numeric(long value) implements Id {}

    record Named(String value) implements Id {}
  }

  /** prlimit(2) of the init by itself. Unsigned; see {@link Rlimit#INFINITY}. */
  record LimitResource(Rlimit resource, long soft, long hard) implements Action {}

  /**
   * sched_setattr(2) of the init. {@code priority} is 1 to 99 for {@code FIFO} and {@code RR}, else
   * 0; the times are in nanoseconds, and 0 for all but {@code DEADLINE}.
   */
  record SetScheduler(
      SchedulingPolicy policy,
      List<SchedulingPolicy.Flag> flags,
      int nice,
      int priority,
      long runtime,
      long deadline,
      long period)
      implements Action {
    public SetScheduler {
      flags = flags.stream().sorted().distinct().toList();
    }
  }

  /** ioprio_set(2) of the init; {@code level} from 0, the highest, to 7. */
  record SetIoPriority(IoClass ioClass, int level) implements Action {}

  /** set_mempolicy(2) of the init, over the nodes of memory with these numbers. */
  record SetMemoryPolicy(
      MemoryPolicyMode mode, List<MemoryPolicyMode.Flag> flags, List<Integer> nodes)
      implements Action {
    public SetMemoryPolicy {
      flags = flags.stream().sorted().distinct().toList();
      nodes = nodes.stream().sorted().distinct().toList();
    }
  }

  /** personality(2). */
  record SetPersonality(ExecutionDomain domain) implements Action {}

  /** chdir(2) within the new root. */
  record Chdir(String path) implements Action {}

  /** capget(2): ends the init if the host cannot give what the source names. */
  record RequireCapabilities(List<Capability> capabilities) implements Action {
    public RequireCapabilities {
      capabilities = capabilities.stream().sorted().distinct().toList();
    }
  }

  /** prctl(PR_CAPBSET_DROP) of all capabilities that are not in the list. */
  record LimitBoundingSet(List<Capability> keep) implements Action {
    public LimitBoundingSet {
      keep = keep.stream().sorted().distinct().toList();
    }
  }

  /**
   * capset(2), then the ambient set by prctl(PR_CAP_AMBIENT). What the init does not have itself is
   * left out; {@link RequireCapabilities} is for what must not be.
   */
  record SetCapabilities(
      List<Capability> effective,
      List<Capability> permitted,
      List<Capability> inheritable,
      List<Capability> ambient)
      implements Action {
    public SetCapabilities {
      effective = effective.stream().sorted().distinct().toList();
      permitted = permitted.stream().sorted().distinct().toList();
      inheritable = inheritable.stream().sorted().distinct().toList();
      ambient = ambient.stream().sorted().distinct().toList();
    }
  }

  /** prctl(PR_SET_NO_NEW_PRIVS, 1). */
  record NoNewPrivileges() implements Action {}

  /**
   * clone3(2) of the process that becomes the command. The init waits for what loses its parent,
   * forwards signals to the command, and ends as it does.
   */
  record Reap() implements Action {}

  /** landlock_restrict_self(2): from here on the ruleset of {@link CreateRuleset} holds. */
  record RestrictSelf() implements Action {}

  /**
   * seccomp(2), SECCOMP_SET_MODE_FILTER. Right before {@link Execve} no other call is made after
   * it.
   */
  record LoadFilter(SeccompFilter filter) implements Action {}

  /**
   * execve(2). A command without a slash is looked for along the PATH of the container's
   * environment; the executable's own arguments are appended.
   */
  record Execve(List<String> args, List<EnvironmentEntry> environment) implements Action {
    public Execve {
      args = List.copyOf(args);
      environment = List.copyOf(environment);
    }
  }
}
