package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** asm-generic/signal.h, asm-generic/siginfo.h and linux/signalfd.h. */
public final class Signals {
  public static final Constant SIGHUP = new Constant(1, "SIGHUP");
  public static final Constant SIGINT = new Constant(2, "SIGINT");
  public static final Constant SIGQUIT = new Constant(3, "SIGQUIT");
  public static final Constant SIGILL = new Constant(4, "SIGILL");
  public static final Constant SIGTRAP = new Constant(5, "SIGTRAP");
  public static final Constant SIGABRT = new Constant(6, "SIGABRT");
  public static final Constant SIGBUS = new Constant(7, "SIGBUS");
  public static final Constant SIGFPE = new Constant(8, "SIGFPE");
  public static final Constant SIGKILL = new Constant(9, "SIGKILL");
  public static final Constant SIGUSR1 = new Constant(10, "SIGUSR1");
  public static final Constant SIGSEGV = new Constant(11, "SIGSEGV");
  public static final Constant SIGUSR2 = new Constant(12, "SIGUSR2");
  public static final Constant SIGPIPE = new Constant(13, "SIGPIPE");
  public static final Constant SIGALRM = new Constant(14, "SIGALRM");
  public static final Constant SIGTERM = new Constant(15, "SIGTERM");
  public static final Constant SIGCHLD = new Constant(17, "SIGCHLD");
  public static final Constant SIGCONT = new Constant(18, "SIGCONT");
  public static final Constant SIGSTOP = new Constant(19, "SIGSTOP");
  public static final Constant SIGTSTP = new Constant(20, "SIGTSTP");
  public static final Constant SIGTTIN = new Constant(21, "SIGTTIN");
  public static final Constant SIGTTOU = new Constant(22, "SIGTTOU");
  public static final Constant SIGURG = new Constant(23, "SIGURG");
  public static final Constant SIGSYS = new Constant(31, "SIGSYS");
  public static final Constant SIG_SETMASK = new Constant(2, "SIG_SETMASK");
  public static final Constant SI_KERNEL = new Constant(0x80, "SI_KERNEL");
  public static final Constant SFD_CLOEXEC = new Constant(0x80000, "SFD_CLOEXEC");

  private Signals() {}
}
