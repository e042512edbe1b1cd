package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.program.Syscall;

/** The numbers of the system calls on x86-64; from the kernel's {@code syscall_64.tbl}. */
final class SyscallNumbers {
  private SyscallNumbers() {}

  static int of(Syscall syscall) {
    return switch (syscall) {
      case BPF -> 321;
      case CAPGET -> 125;
      case CAPSET -> 126;
      case CHDIR -> 80;
      case CLONE3 -> 435;
      case CLOSE -> 3;
      case CLOSE_RANGE -> 436;
      case EXECVE -> 59;
      case EXECVEAT -> 322;
      case EXIT_GROUP -> 231;
      case FCHDIR -> 81;
      case FCNTL -> 72;
      case FLOCK -> 73;
      case FSCONFIG -> 431;
      case FSMOUNT -> 432;
      case FSOPEN -> 430;
      case FSTATFS -> 138;
      case FTRUNCATE -> 77;
      case GETDENTS64 -> 217;
      case GETEGID -> 108;
      case GETEUID -> 107;
      case GETPGID -> 121;
      case GETPID -> 39;
      case IOCTL -> 16;
      case IOPRIO_SET -> 251;
      case KEYCTL -> 250;
      case KILL -> 62;
      case MEMFD_CREATE -> 319;
      case MKDIRAT -> 258;
      case MKNODAT -> 259;
      case MMAP -> 9;
      case MOUNT -> 165;
      case MOUNT_SETATTR -> 442;
      case MOVE_MOUNT -> 429;
      case NANOSLEEP -> 35;
      case OPENAT -> 257;
      case OPENAT2 -> 437;
      case OPEN_TREE -> 428;
      case PERSONALITY -> 135;
      case PIDFD_SEND_SIGNAL -> 424;
      case PIPE2 -> 293;
      case PIVOT_ROOT -> 155;
      case PPOLL -> 271;
      case PRCTL -> 157;
      case PRLIMIT64 -> 302;
      case READ -> 0;
      case RT_SIGACTION -> 13;
      case RT_SIGPROCMASK -> 14;
      case SCHED_SETATTR -> 314;
      case SECCOMP -> 317;
      case SENDFILE -> 40;
      case SETDOMAINNAME -> 171;
      case SETGROUPS -> 116;
      case SETHOSTNAME -> 170;
      case SETRESGID -> 119;
      case SETRESUID -> 117;
      case SETSID -> 112;
      case SET_MEMPOLICY -> 238;
      case SIGNALFD4 -> 289;
      case SOCKET -> 41;
      case STATFS -> 137;
      case STATX -> 332;
      case SYMLINKAT -> 266;
      case TIMERFD_CREATE -> 283;
      case TIMERFD_SETTIME -> 286;
      case UMASK -> 95;
      case UMOUNT2 -> 166;
      case UNLINKAT -> 263;
      case UNSHARE -> 272;
      case WAITID -> 247;
      case WRITE -> 1;
      case WRITEV -> 20;
    };
  }
}
