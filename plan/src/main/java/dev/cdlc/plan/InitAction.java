package dev.cdlc.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is done on the way into the container, by the init as a rule, and within. */
public sealed interface InitAction extends Action {

  /** prctl(PR_SET_PDEATHSIG, SIGKILL). */
  record DieWithSupervisor() implements InitAction {}

  /**
   * Writes {@code /proc/self/oom_score_adj}, -1000 to 1000, while that file is still the init's
   * own. One that is {@code dispensable} is passed over, with a note, where it is refused.
   */
  record AdjustOomScore(int score, boolean dispensable) implements InitAction {
    /** One that must be set. */
    public AdjustOomScore(int score) {
      this(score, false);
    }
  }

  /**
   * Writes a file below {@code /proc/sys}, which shows the values of the writer's own namespaces,
   * while the host's {@code /proc} is in sight.
   *
   * @param name with dots, as in {@code net.core.somaxconn}; one of {@link NamespacedSysctl}
   */
  record SetSysctl(String name, String value) implements InitAction {}

  /**
   * On cgroup v1 writes {@code 0} to {@code tasks}; unshares the cgroup namespace there if asked.
   */
  record JoinCgroup(boolean freshNamespace) implements InitAction {}

  /**
   * Waits for {@link SupervisorAction.MapCaller} or {@link SupervisorAction.MapIds}, then
   * setresgid(2) and setresuid(2) to 0.
   */
  record BecomeRoot() implements InitAction {}

  /**
   * unshare(2) of the time namespace, how far its clocks are ahead of the host's, then setns(2),
   * since that cannot be changed once somebody is in it.
   */
  record OffsetClocks(Duration monotonic, Duration boottime) implements InitAction {}

  /** ioctl(2) SIOCSIFFLAGS: {@code lo} of a fresh network namespace, which starts down. */
  record BringUpLoopback() implements InitAction {}

  /** prctl(PR_SET_DUMPABLE, 0): no other process may look inside while the container is built. */
  record HideFromPtrace() implements InitAction {}

  /** keyctl(2): a session keyring of its own. */
  record JoinSessionKeyring(String name) implements InitAction {}

  /** umask(2). */
  record Umask(int mask) implements InitAction {}

  /** mount(2) of {@code /} with MS_REC and the propagation, so that nothing leaks to the host. */
  record SetPropagation(Propagation propagation) implements InitAction {}

  /**
   * open_tree(2) of the root folder with the mounts below it, mount_setattr(2), move_mount(2): the
   * root the container will pivot to. {@code path} is absolute; {@code readOnly} makes the whole
   * tree read-only at once, where {@link ReadonlyRoot} leaves time to make mount points.
   */
  record OpenRoot(String path, boolean readOnly) implements InitAction {}

  /**
   * A new overlay over what {@link OpenRoot} opened, which from here on is the root: changes go to
   * a folder of the host that {@link SupervisorAction.MakeUpper} made, or are kept in a tmpfs.
   *
   * @param userNamespace whether overlayfs marks its files by attributes that need no privilege
   */
  record OverlayRoot(Optional<String> upper, boolean userNamespace) implements InitAction {}

  /**
   * A new file system: fsopen(2), fsconfig(2), fsmount(2), move_mount(2) beneath the root. {@code
   * copyUp} fills it, before it is moved, with a copy of what the root has at {@code target}.
   */
  record Mount(
      String fstype,
      String source,
      String target,
      List<MountAttribute> attributes,
      List<FsOption> options,
      boolean copyUp)
      implements InitAction {
    public Mount {
      attributes = attributes.stream().sorted().distinct().toList();
      options = List.copyOf(options);
    }

    /** One that is empty, or has what its file system shows. */
    public Mount(
        String fstype,
        String source,
        String target,
        List<MountAttribute> attributes,
        List<FsOption> options) {
      this(fstype, source, target, attributes, options, false);
    }
  }

  /**
   * A parameter of fsconfig(2): a flag where there is no value. What is {@code dispensable} is
   * passed over, with a note, where the kernel does not know it.
   */
  record FsOption(String key, Optional<String> value, boolean dispensable) {
    /** One that must be set. */
    public FsOption(String key, Optional<String> value) {
      this(key, value, false);
    }
  }

  /**
   * A tmpfs over a folder; a folder that is missing is passed over. {@code copyUp} fills it with a
   * copy of what it covers.
   */
  record Cover(String path, List<MountAttribute> attributes, List<FsOption> options, boolean copyUp)
      implements InitAction {
    public Cover {
      attributes = attributes.stream().sorted().distinct().toList();
      options = List.copyOf(options);
    }

    /** One that is empty. */
    public Cover(String path, List<MountAttribute> attributes, List<FsOption> options) {
      this(path, attributes, options, false);
    }
  }

  /**
   * Files of a fresh tmpfs, each bound on a path beneath the root, where one that is missing is
   * made to be mounted on; {@code ifThere} passes over it.
   */
  record CoverFiles(
      List<TextFile> files,
      List<MountAttribute> attributes,
      List<FsOption> options,
      boolean ifThere)
      implements InitAction {
    public CoverFiles {
      files = List.copyOf(files);
      attributes = attributes.stream().sorted().distinct().toList();
      options = List.copyOf(options);
    }
  }

  /** A file, by its path, and all that is in it. */
  record TextFile(String path, String text) {}

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
      implements InitAction {
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
      implements InitAction {
    public MountCgroup {
      attributes = attributes.stream().sorted().distinct().toList();
    }
  }

  /**
   * fsetxattr(2) of {@code security.selinux}: the label of the root of a file system whose one
   * superblock was there before the mount, so that no option of the mount can say it.
   */
  record LabelMount(String path, String label, boolean dispensable) implements InitAction {}

  /** mount_setattr(2) of the propagation of the mount at {@code path}, beneath the root. */
  record Propagate(String path, Propagation propagation, boolean recursive) implements InitAction {}

  /**
   * mknodat(2) of a device or a named pipe, or in a user namespace a bind of the host's node.
   *
   * @param owner whom it is given to by fchownat(2), by the container's ids; absent for its root
   */
  record Device(
      String path,
      NodeType type,
      int major,
      int minor,
      int mode,
      boolean bound,
      Optional<SupervisorAction.Owner> owner)
      implements InitAction {
    /** A character device of root's. */
    public Device(String path, int major, int minor, int mode, boolean bound) {
      this(path, NodeType.CHARACTER, major, minor, mode, bound, Optional.empty());
    }
  }

  /**
   * symlinkat(2); one that exists is left. {@code ifTargetExists} asks first whether the container
   * has the (absolute) target.
   */
  record Symlink(String target, String path, boolean ifTargetExists) implements InitAction {}

  /** mkdirat(2) beneath the root, with the folders above it, mode 0755; one that exists is left. */
  record MakeFolder(String path) implements InitAction {}

  /**
   * Covers a path: a file by the host's {@code /dev/null}, a folder by an empty read-only tmpfs. A
   * path that is missing is passed over.
   */
  record MaskPath(String path) implements InitAction {}

  /** Makes a path read-only by a recursive bind onto itself; one that is missing is passed over. */
  record ReadonlyPath(String path) implements InitAction {}

  /**
   * mount_setattr(2): what is mounted on a path, none of the mounts below it, becomes read-only.
   */
  record ReadonlyMount(String path) implements InitAction {}

  /** mount_setattr(2): the root itself, none of the mounts below it, becomes read-only. */
  record ReadonlyRoot() implements InitAction {}

  /**
   * Opens a pseudoterminal of the container's own devpts on {@code /dev/pts}; see pty(7). It
   * becomes the init's standard input, output and error; the supervisor gets the master.
   *
   * @param console whether it is {@code /dev/console}, too
   */
  record OpenTerminal(boolean console) implements InitAction {}

  /**
   * write(2) into {@code /proc/self/attr}: how a security module confines what the init, or a child
   * of it, executes next. One that is {@code dispensable} is passed over, with a note, where the
   * host has no such module or label.
   */
  record SetExecLabel(SecurityModule module, String label, boolean dispensable)
      implements InitAction {}

  /** pivot_root(".", "."), umount2(".", MNT_DETACH), chdir("/"). */
  record PivotRoot() implements InitAction {}

  /** sethostname(2). */
  record SetHostname(String hostname) implements InitAction {}

  /** setdomainname(2): the NIS domain name. */
  record SetDomainname(String domainname) implements InitAction {}

  /**
   * setsid(2), unless the container shares its caller's terminal: standard input is that one. Then
   * seccomp(2) forbids to write into its input, TIOCSTI.
   */
  record NewSession() implements InitAction {}

  /**
   * setsid(2), and the terminal that {@link OpenTerminal} opened is that of the session; it is
   * given to the container's user.
   */
  record ControlTerminal(Id owner) implements InitAction {}

  /** write(2) of a byte: all is mounted, and the supervisor may run its hooks. */
  record AnnounceMounts() implements InitAction {}

  /** clone3(2) of a hook's process group; waits for it, and kills it when its time is over. */
  record RunHook(Hook hook) implements InitAction {}

  /**
   * read(2) of the byte that {@link SupervisorAction.Release} writes; end of file ends the init.
   */
  record AwaitRelease() implements InitAction {}

  /**
   * Tells the supervisor that all is done but the command, then read(2) of a byte from what {@link
   * SupervisorAction.MakeStartFifo} opened.
   */
  record AwaitStart() implements InitAction {}

  /**
   * landlock_create_ruleset(2) of all rights over files that the kernel knows. Where it knows none,
   * one that is {@code dispensable} is passed over with a note, and so are its rules.
   */
  record CreateRuleset(boolean dispensable) implements InitAction {}

  /**
   * landlock_add_rule(2): what may be done with the file at a path beneath the root, or with all
   * that is beneath a folder.
   */
  record AllowBeneath(String path, List<FileAccess> accesses) implements InitAction {
    public AllowBeneath {
      accesses = accesses.stream().sorted().distinct().toList();
    }
  }

  /** setgroups(2), setresgid(2), setresuid(2), keeping capabilities across. */
  record SetUser(Id uid, Optional<Id> gid, List<Id> groups) implements InitAction {
    public SetUser {
      groups = List.copyOf(groups);
    }
  }

  /** A user or group: a number, or a name that the root's /etc/passwd or /etc/group resolves. */
  sealed interface Id {
    record Numeric(long value) implements Id {}

    record Named(String value) implements Id {}
  }

  /**
   * prlimit(2) of the init by itself. Unsigned; see {@link Rlimit#INFINITY}. One that is {@code
   * dispensable} is passed over, with a note, where it is refused.
   */
  record LimitResource(Rlimit resource, long soft, long hard, boolean dispensable)
      implements InitAction {
    /** One that must be given. */
    public LimitResource(Rlimit resource, long soft, long hard) {
      this(resource, soft, hard, false);
    }
  }

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
      implements InitAction {
    public SetScheduler {
      flags = flags.stream().sorted().distinct().toList();
    }
  }

  /** ioprio_set(2) of the init; {@code level} from 0, the highest, to 7. */
  record SetIoPriority(IoClass ioClass, int level) implements InitAction {}

  /** set_mempolicy(2) of the init, over the nodes of memory with these numbers. */
  record SetMemoryPolicy(
      MemoryPolicyMode mode, List<MemoryPolicyMode.Flag> flags, List<Integer> nodes)
      implements InitAction {
    public SetMemoryPolicy {
      flags = flags.stream().sorted().distinct().toList();
      nodes = nodes.stream().sorted().distinct().toList();
    }
  }

  /** personality(2). */
  record SetPersonality(ExecutionDomain domain) implements InitAction {}

  /** chdir(2) within the new root. */
  record Chdir(String path) implements InitAction {}

  /** capget(2): ends the init if the host cannot give what the source names. */
  record RequireCapabilities(List<Capability> capabilities) implements InitAction {
    public RequireCapabilities {
      capabilities = capabilities.stream().sorted().distinct().toList();
    }
  }

  /** prctl(PR_CAPBSET_DROP) of all capabilities that are not in the list. */
  record LimitBoundingSet(List<Capability> keep) implements InitAction {
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
      implements InitAction {
    public SetCapabilities {
      effective = effective.stream().sorted().distinct().toList();
      permitted = permitted.stream().sorted().distinct().toList();
      inheritable = inheritable.stream().sorted().distinct().toList();
      ambient = ambient.stream().sorted().distinct().toList();
    }
  }

  /** prctl(PR_SET_NO_NEW_PRIVS, 1). */
  record NoNewPrivileges() implements InitAction {}

  /**
   * clone3(2) of the process that becomes the command. The init waits for what loses its parent,
   * forwards signals to the command, and ends as it does.
   */
  record Reap() implements InitAction {}

  /** landlock_restrict_self(2): from here on the ruleset of {@link CreateRuleset} holds. */
  record RestrictSelf() implements InitAction {}

  /**
   * seccomp(2), SECCOMP_SET_MODE_FILTER. Right before {@link Execve} no other call is made after
   * it.
   */
  record LoadFilter(SeccompFilter filter) implements InitAction {}

  /**
   * execve(2). A command without a slash is looked for along the PATH of the container's
   * environment; the executable's own arguments are appended. Without any {@code args} they are the
   * command.
   */
  record Execve(List<String> args, List<EnvironmentEntry> environment) implements InitAction {
    public Execve {
      args = List.copyOf(args);
      environment = List.copyOf(environment);
    }
  }
}
