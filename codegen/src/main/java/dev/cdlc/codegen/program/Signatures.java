package dev.cdlc.codegen.program;

import dev.cdlc.codegen.program.Parameter.Kind;
import java.util.List;

/**
 * The parameters of the system calls, named as in section 2 of the manual. Where a call takes fewer
 * for some operations (fcntl, keyctl, prctl), all that it can take.
 */
final class Signatures {
  private Signatures() {}

  static List<Parameter> of(Syscall syscall) {
    return switch (syscall) {
      case BIND -> List.of(descriptor("sockfd"), structure("addr"), number("addrlen"));
      case BPF -> List.of(number("cmd"), structure("attr"), number("size"));
      case CAPGET -> List.of(structure("header"), output("data"));
      case CAPSET -> List.of(structure("header"), structure("data"));
      case CHDIR -> List.of(string("path"));
      case CLONE3 -> List.of(structure("args"), number("size"));
      case CLOSE -> List.of(descriptor("fd"));
      case CLOSE_RANGE -> List.of(number("first"), number("last"), number("flags"));
      case CONNECT -> List.of(descriptor("sockfd"), structure("addr"), number("addrlen"));
      case DUP3 -> List.of(descriptor("oldfd"), descriptor("newfd"), number("flags"));
      case EXECVE -> List.of(string("pathname"), strings("argv"), strings("envp"));
      case EXECVEAT ->
          List.of(
              descriptor("dirfd"),
              string("pathname"),
              strings("argv"),
              strings("envp"),
              number("flags"));
      case EXIT_GROUP -> List.of(number("status"));
      case FACCESSAT -> List.of(descriptor("dirfd"), string("pathname"), number("mode"));
      case FCHDIR -> List.of(descriptor("fd"));
      case FCHMOD -> List.of(descriptor("fd"), number("mode"));
      case FCHOWN -> List.of(descriptor("fd"), number("owner"), number("group"));
      case FCHOWNAT ->
          List.of(
              descriptor("dirfd"),
              string("pathname"),
              number("owner"),
              number("group"),
              number("flags"));
      case FCNTL -> List.of(descriptor("fd"), number("op"), number("arg"));
      case FLOCK -> List.of(descriptor("fd"), number("op"));
      case FSCONFIG ->
          List.of(descriptor("fd"), number("cmd"), string("key"), string("value"), number("aux"));
      case FSETXATTR ->
          List.of(
              descriptor("fd"), string("name"), bytes("value"), number("size"), number("flags"));
      case FSMOUNT -> List.of(descriptor("fsfd"), number("flags"), number("attr_flags"));
      case FSOPEN -> List.of(string("fsname"), number("flags"));
      case FSTATFS -> List.of(descriptor("fd"), output("buf"));
      case FTRUNCATE -> List.of(descriptor("fd"), number("length"));
      case GETCWD -> List.of(output("buf"), number("size"));
      case GETDENTS64 -> List.of(descriptor("fd"), output("dirp"), number("count"));
      case GETEGID -> List.of();
      case GETEUID -> List.of();
      case GETPGID -> List.of(process("pid"));
      case GETPID -> List.of();
      case GETRANDOM -> List.of(output("buf"), number("buflen"), number("flags"));
      case IOCTL -> List.of(descriptor("fd"), number("op"), structure("argp"));
      case IOPRIO_SET -> List.of(number("which"), process("who"), number("ioprio"));
      case KEYCTL ->
          List.of(
              number("operation"), string("arg2"), number("arg3"), number("arg4"), number("arg5"));
      case KILL -> List.of(process("pid"), number("sig"));
      case LANDLOCK_ADD_RULE ->
          List.of(
              descriptor("ruleset_fd"),
              number("rule_type"),
              structure("rule_attr"),
              number("flags"));
      case LANDLOCK_CREATE_RULESET -> List.of(structure("attr"), number("size"), number("flags"));
      case LANDLOCK_RESTRICT_SELF -> List.of(descriptor("ruleset_fd"), number("flags"));
      case LSEEK -> List.of(descriptor("fd"), number("offset"), number("whence"));
      case MEMFD_CREATE -> List.of(string("name"), number("flags"));
      case MKDIRAT -> List.of(descriptor("dirfd"), string("pathname"), number("mode"));
      case MKNODAT ->
          List.of(descriptor("dirfd"), string("pathname"), number("mode"), number("dev"));
      case MMAP ->
          List.of(
              number("addr"),
              number("length"),
              number("prot"),
              number("flags"),
              descriptor("fd"),
              number("offset"));
      case MOUNT ->
          List.of(
              string("source"),
              string("target"),
              string("filesystemtype"),
              number("mountflags"),
              string("data"));
      case MOUNT_SETATTR ->
          List.of(
              descriptor("dirfd"),
              string("path"),
              number("flags"),
              structure("attr"),
              number("size"));
      case MOVE_MOUNT ->
          List.of(
              descriptor("from_dirfd"),
              string("from_path"),
              descriptor("to_dirfd"),
              string("to_path"),
              number("flags"));
      case NANOSLEEP -> List.of(structure("duration"), output("rem"));
      case OPENAT ->
          List.of(descriptor("dirfd"), string("pathname"), number("flags"), number("mode"));
      case OPENAT2 ->
          List.of(descriptor("dirfd"), string("pathname"), structure("how"), number("size"));
      case OPEN_TREE -> List.of(descriptor("dirfd"), string("path"), number("flags"));
      case PERSONALITY -> List.of(number("persona"));
      case PIDFD_GETFD -> List.of(descriptor("pidfd"), descriptor("targetfd"), number("flags"));
      case PIDFD_OPEN -> List.of(process("pid"), number("flags"));
      case PIDFD_SEND_SIGNAL ->
          List.of(descriptor("pidfd"), number("sig"), structure("info"), number("flags"));
      case PIPE2 -> List.of(output("pipefd"), number("flags"));
      case PIVOT_ROOT -> List.of(string("new_root"), string("put_old"));
      case PPOLL ->
          List.of(
              structure("fds"),
              number("nfds"),
              structure("tmo_p"),
              structure("sigmask"),
              number("sigsetsize"));
      case PRCTL ->
          List.of(number("op"), number("arg2"), number("arg3"), number("arg4"), number("arg5"));
      case PRLIMIT64 ->
          List.of(process("pid"), number("resource"), structure("new_limit"), output("old_limit"));
      case READ -> List.of(descriptor("fd"), output("buf"), number("count"));
      case READLINKAT ->
          List.of(descriptor("dirfd"), string("pathname"), output("buf"), number("bufsiz"));
      case RECVMSG -> List.of(descriptor("sockfd"), output("msg"), number("flags"));
      case RENAMEAT ->
          List.of(
              descriptor("olddirfd"), string("oldpath"), descriptor("newdirfd"), string("newpath"));
      case RT_SIGACTION ->
          List.of(number("signum"), structure("act"), output("oldact"), number("sigsetsize"));
      case RT_SIGPROCMASK ->
          List.of(number("how"), structure("set"), output("oldset"), number("sigsetsize"));
      case SCHED_SETAFFINITY -> List.of(process("pid"), number("len"), structure("mask"));
      case SCHED_SETATTR -> List.of(process("pid"), structure("attr"), number("flags"));
      case SECCOMP -> List.of(number("operation"), number("flags"), structure("args"));
      case SENDFILE ->
          List.of(descriptor("out_fd"), descriptor("in_fd"), output("offset"), number("count"));
      case SENDMSG -> List.of(descriptor("sockfd"), structure("msg"), number("flags"));
      case SETDOMAINNAME -> List.of(bytes("name"), number("len"));
      case SETGROUPS -> List.of(number("size"), structure("list"));
      case SETHOSTNAME -> List.of(bytes("name"), number("len"));
      case SETNS -> List.of(descriptor("fd"), number("nstype"));
      case SETPGID -> List.of(process("pid"), process("pgid"));
      case SETRESGID -> List.of(number("rgid"), number("egid"), number("sgid"));
      case SETRESUID -> List.of(number("ruid"), number("euid"), number("suid"));
      case SETSID -> List.of();
      case SETSOCKOPT ->
          List.of(
              descriptor("sockfd"),
              number("level"),
              number("optname"),
              structure("optval"),
              number("optlen"));
      case SET_MEMPOLICY -> List.of(number("mode"), structure("nodemask"), number("maxnode"));
      case SIGNALFD4 ->
          List.of(descriptor("fd"), structure("mask"), number("sizemask"), number("flags"));
      case SOCKET -> List.of(number("domain"), number("type"), number("protocol"));
      case SOCKETPAIR ->
          List.of(number("domain"), number("type"), number("protocol"), output("sv"));
      case STATFS -> List.of(string("path"), output("buf"));
      case STATX ->
          List.of(
              descriptor("dirfd"), string("path"), number("flags"), number("mask"), output("buf"));
      case SYMLINKAT -> List.of(string("target"), descriptor("newdirfd"), string("linkpath"));
      case TIMERFD_CREATE -> List.of(number("clockid"), number("flags"));
      case TIMERFD_SETTIME ->
          List.of(descriptor("fd"), number("flags"), structure("new_value"), output("old_value"));
      case UMASK -> List.of(number("mask"));
      case UMOUNT2 -> List.of(string("target"), number("flags"));
      case UNLINKAT -> List.of(descriptor("dirfd"), string("pathname"), number("flags"));
      case UNSHARE -> List.of(number("flags"));
      case UTIMENSAT ->
          List.of(descriptor("dirfd"), string("pathname"), structure("times"), number("flags"));
      case WAITID ->
          List.of(
              number("idtype"),
              process("id"),
              output("infop"),
              number("options"),
              output("rusage"));
      case WRITE -> List.of(descriptor("fd"), bytes("buf"), number("count"));
      case WRITEV -> List.of(descriptor("fd"), structure("iov"), number("iovcnt"));
    };
  }

  private static Parameter descriptor(String name) {
    return new Parameter(name, Kind.DESCRIPTOR);
  }

  private static Parameter process(String name) {
    return new Parameter(name, Kind.PROCESS);
  }

  private static Parameter number(String name) {
    return new Parameter(name, Kind.NUMBER);
  }

  private static Parameter string(String name) {
    return new Parameter(name, Kind.STRING);
  }

  private static Parameter bytes(String name) {
    return new Parameter(name, Kind.BYTES);
  }

  private static Parameter strings(String name) {
    return new Parameter(name, Kind.STRINGS);
  }

  private static Parameter structure(String name) {
    return new Parameter(name, Kind.STRUCTURE);
  }

  private static Parameter output(String name) {
    return new Parameter(name, Kind.OUTPUT);
  }
}
