package dev.cdlc.compiler.registry;

/** The statements of a {@code seccomp} block. */
public enum FilterKeyword implements Keyword {
  DEFAULT(
      Entry.in(Context.FILTER, "default")
          .takes(
              Parameter.one("ACTION", ValueType.FILTER_ACTION),
              Parameter.optional("ERRNO", ValueType.ERRNO))
          .doc("Says what happens to a system call that no rule names.")
          .otherwise("errno EPERM")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp.defaultAction, linux.seccomp.defaultErrnoRet")
          .example(
              "container web < root ./rootfs; seccomp < default allow; deny mount > run /bin/date >")
          .since(1)),
  ARCH(
      Entry.in(Context.FILTER, "arch")
          .takes(Parameter.items("ARCH", ValueType.FILTER_ARCH))
          .doc("Lets programs of further machines call; otherwise such a call kills its thread.")
          .otherwise("the machine's own")
          .merge(Merge.APPENDED)
          .field("linux.seccomp.architectures")
          .example(
              "container web < root ./rootfs; seccomp < default allow; arch x86_64, x86; deny mount"
                  + " > run /bin/date >")
          .since(1)),
  FLAGS(
      Entry.in(Context.FILTER, "flags")
          .takes(Parameter.items("FLAG", ValueType.FILTER_FLAG))
          .doc("Sets flags of seccomp(2); `log` also logs what is not allowed.")
          .otherwise("spec-allow")
          .merge(Merge.APPENDED)
          .field("linux.seccomp.flags")
          .example(
              "container web < root ./rootfs; seccomp < default allow; flags log; deny mount > run"
                  + " /bin/date >")
          .since(1)),
  ALLOW(
      Entry.in(Context.FILTER, "allow")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Lets system calls pass.")
          .otherwise("none passes but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < allow execve, read, write, exit_group; allow"
                  + " clone < arg 0 masked-eq 0x7e020000 0 > > run /bin/date >")
          .since(1)),
  DENY(
      Entry.in(Context.FILTER, "deny")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Makes system calls fail with EPERM.")
          .otherwise("none fails but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; deny mount, umount2 > run"
                  + " /bin/date >")
          .since(1)),
  DENY_ERRNO(
      Entry.in(Context.FILTER, "deny", "errno")
          .takes(
              Parameter.one("ERRNO", ValueType.ERRNO), Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Makes system calls fail with an error of errno(3).")
          .otherwise("none fails but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; deny errno ENOSYS clone3 > run"
                  + " /bin/date >")
          .since(1)),
  KILL_PROCESS(
      Entry.in(Context.FILTER, "kill-process")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Ends a process that makes one of these system calls, by SIGSYS.")
          .otherwise("none ends it but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; kill-process kexec_load > run"
                  + " /bin/date >")
          .since(1)),
  KILL_THREAD(
      Entry.in(Context.FILTER, "kill-thread")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Ends a thread that makes one of these system calls, by SIGSYS.")
          .otherwise("none ends it but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; kill-thread ptrace > run"
                  + " /bin/date >")
          .since(1)),
  TRAP(
      Entry.in(Context.FILTER, "trap")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Sends SIGSYS, which the program may handle, instead of making the system call.")
          .otherwise("none is trapped but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; trap open_by_handle_at > run"
                  + " /bin/date >")
          .since(1)),
  LOG(
      Entry.in(Context.FILTER, "log")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Lets system calls pass, and logs them.")
          .otherwise("none is logged but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; log ptrace, bpf > run"
                  + " /bin/date >")
          .since(1)),
  TRACE(
      Entry.in(Context.FILTER, "trace")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Lets a ptrace(2) tracer decide; without one the call fails with ENOSYS.")
          .otherwise("none is traced but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; trace mount > run /bin/date >")
          .since(1)),
  NOTIFY(
      Entry.in(Context.FILTER, "notify")
          .takes(Parameter.items("CALL", ValueType.SYSCALL))
          .opens(BlockRule.OPTIONAL, Context.FILTER_TESTS)
          .doc("Lets whoever listens decide; see `listener`.")
          .otherwise("none is asked for but by `default`")
          .merge(Merge.BY_KEY)
          .field("linux.seccomp.syscalls[]")
          .example(
              "container web < root ./rootfs; seccomp < default allow; notify mount; listener"
                  + " /run/agent.sock > run /bin/date >")
          .since(1)),
  LISTENER(
      Entry.in(Context.FILTER, "listener")
          .takes(
              Parameter.one("SOCKET", ValueType.ABSOLUTE_PATH),
              Parameter.optional("METADATA", ValueType.ARGUMENT))
          .doc("Names the host's socket that decides on calls that `notify` names.")
          .otherwise("nobody listens")
          .merge(Merge.LATER_WINS)
          .field("linux.seccomp.listenerPath, linux.seccomp.listenerMetadata")
          .example(
              "container web < root ./rootfs; seccomp < default allow; notify mount; listener"
                  + " /run/agent.sock web > run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  FilterKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
