package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/**
 * linux/sched.h, linux/prctl.h, linux/keyctl.h, linux/capability.h, linux/nsfs.h and linux/wait.h.
 */
public final class Processes {
  public static final Constant CLONE_PIDFD = new Constant(0x1000, "CLONE_PIDFD");
  public static final Constant CLONE_PARENT = new Constant(0x8000, "CLONE_PARENT");
  public static final Constant CLONE_INTO_CGROUP =
      new Constant(0x2_0000_0000L, "CLONE_INTO_CGROUP");
  public static final Constant PR_SET_PDEATHSIG = new Constant(1, "PR_SET_PDEATHSIG");
  public static final Constant PR_SET_DUMPABLE = new Constant(4, "PR_SET_DUMPABLE");
  public static final Constant PR_SET_KEEPCAPS = new Constant(8, "PR_SET_KEEPCAPS");
  public static final Constant PR_CAPBSET_DROP = new Constant(24, "PR_CAPBSET_DROP");
  public static final Constant PR_SET_NO_NEW_PRIVS = new Constant(38, "PR_SET_NO_NEW_PRIVS");
  public static final Constant PR_CAP_AMBIENT = new Constant(47, "PR_CAP_AMBIENT");
  public static final Constant PR_CAP_AMBIENT_RAISE = new Constant(2, "PR_CAP_AMBIENT_RAISE");
  public static final Constant PR_CAP_AMBIENT_CLEAR_ALL =
      new Constant(4, "PR_CAP_AMBIENT_CLEAR_ALL");
  public static final Constant KEYCTL_JOIN_SESSION_KEYRING =
      new Constant(1, "KEYCTL_JOIN_SESSION_KEYRING");
  public static final Constant _LINUX_CAPABILITY_VERSION_3 =
      new Constant(0x2008_0522, "_LINUX_CAPABILITY_VERSION_3");
  public static final Constant NS_GET_NSTYPE = new Constant(0xb703, "NS_GET_NSTYPE");
  public static final Constant PR_SET_CHILD_SUBREAPER = new Constant(36, "PR_SET_CHILD_SUBREAPER");
  public static final Constant P_ALL = new Constant(0, "P_ALL");
  public static final Constant P_PID = new Constant(1, "P_PID");
  public static final Constant P_PIDFD = new Constant(3, "P_PIDFD");
  public static final Constant WNOHANG = new Constant(1, "WNOHANG");
  public static final Constant WEXITED = new Constant(4, "WEXITED");
  public static final Constant CLD_EXITED = new Constant(1, "CLD_EXITED");

  private Processes() {}
}
