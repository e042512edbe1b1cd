package dev.cdlc.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is done outside of the container, by the supervisor as a rule. */
public sealed interface SupervisorAction extends Action {

  /** Copies the running executable into a sealed memfd(2) and executes that. */
  record Seal() implements SupervisorAction {}

  /** Opens {@code /dev/null} on each of 0, 1, 2 that is closed, then close_range(2) from 3 on. */
  record CloseFds() implements SupervisorAction {}

  /** Default dispositions, then blocks what the event loop reads from its signalfd(2). */
  record ResetSignals() implements SupervisorAction {}

  /**
   * openat(2) of the file at an absolute path, made if it is not there, and flock(2) of it, which
   * no other supervisor of a container of that name has then; what it held of an earlier one is cut
   * off.
   */
  record ClaimName(String path) implements SupervisorAction {
    /** The name that others know the container by. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * write(2) to the file of {@link ClaimName}: the init's pid and -1, eight bytes each, the lowest
   * first, and then what others are to know of the container.
   */
  record KeepRecord(String description) implements SupervisorAction {}

  /**
   * mkdir(2) of the container's cgroup, {@code <base>/cdlc/NAME-PID}, in the hierarchies of {@code
   * controllers} and in one that only tracks processes, locked by flock(2) while the supervisor
   * lives. Without controllers a host that allows no cgroup is passed over.
   */
  record MakeCgroup(String name, List<Controller> controllers) implements SupervisorAction {
    public MakeCgroup {
      controllers = List.copyOf(controllers);
    }
  }

  /**
   * The same below the supervisor's own cgroup, {@code <own>/cdlc/NAME-PID}, for a caller without
   * privileges that such a one is delegated to. Where controllers are enabled for it, the processes
   * beside it go to {@code <own>/cdlc-callers}: cgroup v2 wants them in leaves. A supervisor that
   * is there already takes the cgroup above for its own. See the kernel's cgroup-v2.rst,
   * "Delegation" and "No Internal Process Constraint".
   */
  record MakeDelegatedCgroup(String name, List<Controller> controllers)
      implements SupervisorAction {
    public MakeDelegatedCgroup {
      controllers = List.copyOf(controllers);
    }
  }

  /**
   * mkdir(2) of the cgroup that the source names, with those above it, in the hierarchies that
   * {@link MakeCgroup} would make one in. One that exists is taken if it is empty. A controller
   * that no step needs is passed over where the host does not give it.
   *
   * @param path from the root of each hierarchy if it begins with a slash; else from the caller's
   *     own cgroup on v1, and from the one above that on v2
   */
  record TakeCgroup(String path, List<Controller> controllers) implements SupervisorAction {
    public TakeCgroup {
      controllers = List.copyOf(controllers);
      if (List.of(path.split("/", -1)).contains("..")) {
        throw new IllegalArgumentException("the path of a cgroup leads upwards: " + path);
      }
    }
  }

  /**
   * Writes one controller's limit: the files of cgroup v1 or those of v2, whichever host it is. One
   * that is {@code dispensable} is passed over, with a note, where the host cannot give it.
   */
  record LimitCgroup(
      Controller controller, List<CgroupFile> v1, List<CgroupFile> v2, boolean dispensable)
      implements SupervisorAction {
    public LimitCgroup {
      v1 = List.copyOf(v1);
      v2 = List.copyOf(v2);
    }

    /** One that must be given. */
    public LimitCgroup(Controller controller, List<CgroupFile> v1, List<CgroupFile> v2) {
      this(controller, v1, v2, false);
    }
  }

  /** statx(2) of a device of the host: the numbers of a {@link DeviceException.Known}. */
  record LookUpDevice(String path) implements SupervisorAction {}

  /**
   * What the processes of the container's cgroup may do with devices: {@code devices.deny} and
   * {@code devices.allow} of cgroup v1, or on v2 a program of bpf(2).
   *
   * @param allow whether they may use all but the exceptions, or none but those
   */
  record RestrictDevices(boolean allow, List<DeviceException> exceptions)
      implements SupervisorAction {
    public RestrictDevices {
      exceptions = List.copyOf(exceptions);
    }
  }

  /**
   * open(2) of the namespace at a path of the host, and ioctl(2) NS_GET_NSTYPE: whether it is of
   * that kind is known before anything is changed.
   */
  record OpenNamespace(Namespace kind, String path) implements SupervisorAction {}

  /** setns(2) to what {@link OpenNamespace} opened; an init that is cloned then is in it too. */
  record EnterNamespace(Namespace kind, String path) implements SupervisorAction {}

  /** setns(2) of the supervisor to the namespace that it came from. */
  record LeaveNamespace(Namespace kind) implements SupervisorAction {}

  /** socketpair(2), over which the init will hand out the terminal that it has opened. */
  record PrepareTerminal() implements SupervisorAction {}

  /**
   * connect(2) to the socket at a path of the host, which will be sent the container's terminal.
   */
  record ConnectConsole(String path) implements SupervisorAction {
    /** What fits into {@code sun_path} of unix(7), in bytes of UTF-8. */
    public static final int LONGEST = 107;

    public ConnectConsole {
      if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
        throw new IllegalArgumentException("no socket has so long a path: " + path);
      }
    }
  }

  /**
   * pidfd_getfd(2) of the file descriptors from {@link #FIRST} on that a process has for the
   * container, under the same numbers.
   *
   * @param pid of who started the supervisor
   */
  record TakeFds(long pid, int count) implements SupervisorAction {
    /** The first behind standard input, output and error; see sd_listen_fds(3). */
    public static final int FIRST = 3;

    /** As many as Linux lets a process have open, if nobody raises that; see getrlimit(2). */
    public static final int MOST = 1024 - FIRST;

    public TakeFds {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException("cannot take so many files: " + count);
      }
    }
  }

  /**
   * pidfd_open(2) of the process whose namespaces are to be joined, if it is still the one that
   * started then; see proc_pid_stat(5).
   *
   * @param startTime in clock ticks since boot
   */
  record OpenProcess(long pid, long startTime) implements SupervisorAction {}

  /** open(2) of a cgroup of v2, a folder of the host, that a joiner is cloned into. */
  record OpenCgroup(String path) implements SupervisorAction {}

  /** sched_setaffinity(2), to the CPUs with these numbers; what is cloned later has them too. */
  record SetCpuAffinity(List<Integer> cpus) implements SupervisorAction {
    public SetCpuAffinity {
      cpus = cpus.stream().sorted().distinct().toList();
    }
  }

  /** Writes {@code 0} to {@code tasks} of a cgroup of v1, a folder of the host. */
  record EnterCgroup(String path) implements SupervisorAction {}

  /**
   * setns(2) to namespaces of the process that {@link OpenProcess} opened, all at once, and open(2)
   * of the root there.
   */
  record EnterNamespaces(List<Namespace> kinds) implements SupervisorAction {
    public EnterNamespaces {
      kinds = kinds.stream().sorted().distinct().toList();
    }
  }

  /**
   * mkdirat(2) of the folder that keeps what the container changes, and of overlayfs's own work
   * folder beside it; what exists is left.
   *
   * @param owner whom they are given to; the caller if absent
   */
  record MakeUpper(String path, Optional<Owner> owner) implements SupervisorAction {
    /** The suffix of the work folder, which has to be on the file system of the other. */
    public static final String WORK = ".work";
  }

  /** A user and a group, by the host's numbers. */
  record Owner(long uid, long gid) {}

  /** clone3(2) of the init into fresh namespaces, on cgroup v2 straight into its cgroup. */
  record Clone(List<Namespace> namespaces) implements SupervisorAction {
    public Clone {
      namespaces = namespaces.stream().sorted().distinct().toList();
    }
  }

  /** Maps the caller's own uid and gid to 0 in the fresh user namespace, setgroups(2) denied. */
  record MapCaller() implements SupervisorAction {}

  /** Maps these users and groups in the fresh user namespace, which takes a caller that may. */
  record MapIds(List<IdMapping> uids, List<IdMapping> gids) implements SupervisorAction {
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
   * may not; {@link InitAction.LimitResource} then has what it asks for. Unsigned; see {@link
   * Rlimit}. One that is {@code dispensable} may be refused.
   */
  record RaiseLimit(Rlimit resource, long hard, boolean dispensable) implements SupervisorAction {
    /** One that must be given. */
    public RaiseLimit(Rlimit resource, long hard) {
      this(resource, hard, false);
    }
  }

  /**
   * RTM_NEWLINK of rtnetlink(7): a network device of the host goes to the init's network namespace,
   * where it is set up with the permanent addresses of global scope that it had.
   *
   * @param name that of the device in the container
   */
  record MoveNetDevice(String device, String name) implements SupervisorAction {}

  /**
   * bind(2) of a socket that is closed again: whether the host's port can be had is known before
   * anything is made.
   *
   * @param address of the host, four numbers with dots
   */
  record TryPort(PortProtocol protocol, String address, int port) implements SupervisorAction {}

  /**
   * execve(2) of the first of these programs that the host has; waits until the init's network
   * namespace is connected. The program ends with the container.
   */
  record ConnectNetwork(List<NetworkProgram> programs) implements SupervisorAction {
    public ConnectNetwork {
      programs = List.copyOf(programs);
      if (programs.isEmpty()) {
        throw new IllegalArgumentException("no program to connect a network by");
      }
    }
  }

  /**
   * read(2) of the byte that {@link InitAction.AnnounceMounts} writes; at end of file the init has
   * failed.
   */
  record AwaitMounts() implements SupervisorAction {}

  /**
   * mknodat(2) of the fifo at an absolute path that {@link InitAction.AwaitStart} reads from, and
   * open(2) of it, before the init is cloned.
   */
  record MakeStartFifo(String path) implements SupervisorAction {}

  /** The byte that lets the init go on: to pivot_root(2), and at last to execve(2). */
  record Release() implements SupervisorAction {}

  /**
   * connect(2) to the UNIX socket, at an absolute path, of who answers for the calls that a filter
   * holds; see seccomp_unotify(2).
   */
  record ConnectListener(String path) implements SupervisorAction {}

  /**
   * Waits until the init has loaded its filter; then pidfd_getfd(2) of what notifies of calls, and
   * sendmsg(2) of it, with the state of the container's process, to the listener; see OCI
   * config-linux.md, "The Container Process State". The init goes on when that is done.
   *
   * @param metadata what the source has for the listener; may be empty
   */
  record PassListener(String metadata, ContainerState state) implements SupervisorAction {}

  /**
   * Receives the master of the container's terminal, and puts the caller's own, if it has one, into
   * raw mode until the container ends; see termios(3).
   *
   * @param size at first; that of the caller's terminal if absent
   */
  record RelayTerminal(Optional<WindowSize> size) implements SupervisorAction {}

  /**
   * Receives the master of the container's terminal, and sends it to where {@link ConnectConsole}
   * has connected to; see unix(7), SCM_RIGHTS.
   *
   * @param size at first; none if absent
   */
  record SendTerminal(Optional<WindowSize> size) implements SupervisorAction {}

  /** In characters: {@code struct winsize}. */
  record WindowSize(int rows, int columns) {}

  /**
   * The event loop: forwards signals, waits for the init, then undoes and exits as it did. SIGTERM
   * asks the container to end: by {@code stopSignal}, a number; and by SIGKILL {@code stopTimeout}
   * nanoseconds later.
   */
  record Tend(int stopSignal, long stopTimeout) implements SupervisorAction {}

  /**
   * The end of a supervisor that leaves its container to others, when {@link InitAction.AwaitStart}
   * waits: writes the init's pid, as digits, to a new file at an absolute path, and exits with 0.
   * Until then, why the container cannot be made is told in another file, since standard error is
   * the container's.
   */
  record Leave(String pidFile, String reportFile) implements SupervisorAction {}

  /** Waits until the command was executed; where it could not be, ends as the init did. */
  record AwaitCommand() implements SupervisorAction {}

  /**
   * Writes the init's pid, as digits, to a file that takes the place of what the path leads to that
   * {@link #VARIABLE} has, if it has one: the same executable serves for one file and the next.
   */
  record WritePid() implements SupervisorAction {
    /** Of the executable's own environment. */
    public static final String VARIABLE = "CDLC_PID_FILE";
  }

  /** exit_group(2) with 0: the command is left to others. */
  record Exit() implements SupervisorAction {}
}
