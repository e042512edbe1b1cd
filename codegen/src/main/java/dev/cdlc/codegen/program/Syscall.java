package dev.cdlc.codegen.program;

import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.List;
import java.util.Locale;

/** The system calls that programs make, by their names in section 2 of the manual. */
public enum Syscall {
  BIND,
  BPF,
  CAPGET,
  CAPSET,
  CHDIR,
  CLONE3,
  CLOSE,
  CLOSE_RANGE,
  CONNECT,
  DUP3,
  EXECVE,
  EXECVEAT,
  EXIT_GROUP,
  FACCESSAT,
  FCHDIR,
  FCHMOD,
  FCHOWN,
  FCHOWNAT,
  FCNTL,
  FLOCK,
  FSCONFIG,
  FSETXATTR,
  FSMOUNT,
  FSOPEN,
  FSTATFS,
  FTRUNCATE,
  GETCWD,
  GETDENTS64,
  GETEGID,
  GETEUID,
  GETPGID,
  GETPID,
  GETRANDOM,
  IOCTL,
  IOPRIO_SET,
  KEYCTL,
  KILL,
  LANDLOCK_ADD_RULE,
  LANDLOCK_CREATE_RULESET,
  LANDLOCK_RESTRICT_SELF,
  LSEEK,
  MEMFD_CREATE,
  MKDIRAT,
  MKNODAT,
  MMAP,
  MOUNT,
  MOUNT_SETATTR,
  MOVE_MOUNT,
  NANOSLEEP,
  OPENAT,
  OPENAT2,
  OPEN_TREE,
  PERSONALITY,
  PIDFD_GETFD,
  PIDFD_OPEN,
  PIDFD_SEND_SIGNAL,
  PIPE2,
  PIVOT_ROOT,
  PPOLL,
  PRCTL,
  PRLIMIT64,
  READ,
  READLINKAT,
  RECVMSG,
  RENAMEAT,
  RT_SIGACTION,
  RT_SIGPROCMASK,
  SCHED_SETAFFINITY,
  SCHED_SETATTR,
  SECCOMP,
  SENDFILE,
  SENDMSG,
  SETDOMAINNAME,
  SETGROUPS,
  SETHOSTNAME,
  SETNS,
  SETPGID,
  SETRESGID,
  SETRESUID,
  SETSID,
  SETSOCKOPT,
  SET_MEMPOLICY,
  SIGNALFD4,
  SOCKET,
  SOCKETPAIR,
  STATFS,
  STATX,
  SYMLINKAT,
  TIMERFD_CREATE,
  TIMERFD_SETTIME,
  UMASK,
  UMOUNT2,
  UNLINKAT,
  UNSHARE,
  UTIMENSAT,
  WAITID,
  WRITE,
  WRITEV;

  /** As strace(1) prints it: {@code openat2}. */
  public String kernelName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By which the kernel of a machine knows it; programs make no call that one of them lacks. */
  public int number(SyscallAbi abi) {
    return SyscallTable.number(kernelName(), abi).orElseThrow();
  }

  /** Named and ordered as in the manual; a {@link Instruction.Call} has an argument for each. */
  public List<Parameter> parameters() {
    return Signatures.of(this);
  }
}
