package dev.cdlc.runtime.kernel;

import java.nio.file.Path;
import java.util.Set;

/** The section 2 calls that Java makes: one method each, named and ordered as in the man pages. */
public interface Syscalls {
  /**
   * capget(2) of the calling thread, version 3.
   *
   * @throws SyscallException EFAULT, EINVAL as in capget(2)
   */
  CapabilitySets capget() throws SyscallException;

  /** close(2), which ends the descriptor's life whatever it returns. */
  void close(int fd) throws SyscallException;

  /**
   * flock(2).
   *
   * @throws SyscallException EWOULDBLOCK, which is EAGAIN, if another open file holds the lock and
   *     LOCK_NB is asked for
   */
  void flock(int fd, Set<LockOperation> operation) throws SyscallException;

  /** geteuid(2), which cannot fail. */
  long geteuid();

  /**
   * getxattr(2), of an attribute that is at most 64 bytes long.
   *
   * @throws SyscallException ENODATA if there is no such attribute; ENOENT, ENOTSUP, ERANGE, ... as
   *     in getxattr(2)
   */
  byte[] getxattr(Path path, String name) throws SyscallException;

  /**
   * kill(2).
   *
   * @throws SyscallException ESRCH if there is no such process; EPERM if it is not the caller's
   */
  void kill(long pid, Signal signal) throws SyscallException;

  /**
   * landlock_create_ruleset(2) with LANDLOCK_CREATE_RULESET_VERSION, which makes none: the version
   * of Landlock's interface, from 1 on.
   *
   * @throws SyscallException ENOSYS if the kernel has no Landlock; EOPNOTSUPP if it is switched off
   */
  int landlockAbi() throws SyscallException;

  /**
   * open(2) with O_RDONLY, O_CLOEXEC, O_DIRECTORY and O_NOFOLLOW.
   *
   * @throws SyscallException ENOENT, ENOTDIR, ELOOP, ... as in open(2)
   */
  Descriptor openDirectory(Path path) throws SyscallException;

  /**
   * pidfd_open(2): a process that keeps its pid as long as this is open, be it only as a zombie.
   *
   * @throws SyscallException ESRCH if no process has that pid
   */
  Descriptor pidfdOpen(long pid) throws SyscallException;

  /**
   * pidfd_send_signal(2), with what kill(2) would tell of the sender.
   *
   * @throws SyscallException ESRCH if the process has ended; EPERM if it is not the caller's
   */
  void pidfdSendSignal(int pidfd, Signal signal) throws SyscallException;

  /**
   * prctl(2) with PR_SET_CHILD_SUBREAPER: descendants whose parent ends become children of this
   * process.
   */
  void prctlChildSubreaper() throws SyscallException;

  /**
   * rmdir(2).
   *
   * @throws SyscallException EBUSY for a cgroup with processes or cgroups in it; ENOENT, EPERM, ...
   *     as in rmdir(2)
   */
  void rmdir(Path path) throws SyscallException;

  /**
   * The {@code f_type} that statfs(2) gives: the magic number of the file system, from
   * linux/magic.h.
   *
   * @throws SyscallException ENOENT, EACCES, ... as in statfs(2)
   */
  long statfsType(Path path) throws SyscallException;

  /** uname(2). */
  SystemName uname() throws SyscallException;

  /**
   * waitpid(2): waits for the end of a child.
   *
   * @return its exit status as a shell has it, 128+N for signal N
   * @throws SyscallException ECHILD if it is no child of this process
   */
  int waitpid(long pid) throws SyscallException;

  /** What capget(2) returns: bit N is the capability of number N. */
  record CapabilitySets(long effective, long permitted, long inheritable) {}

  /** The parts of uname(2) that cdlc reads, as in {@code 6.1.0-18-amd64} and {@code x86_64}. */
  record SystemName(String release, String machine) {}
}
