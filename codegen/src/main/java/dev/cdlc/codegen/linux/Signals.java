package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.plan.Signal;

/** {@link Signal}, asm-generic/signal.h, asm-generic/siginfo.h and linux/signalfd.h. */
public final class Signals {
  public static final Constant SIGHUP = constant(Signal.SIGHUP);
  public static final Constant SIGINT = constant(Signal.SIGINT);
  public static final Constant SIGQUIT = constant(Signal.SIGQUIT);
  public static final Constant SIGILL = constant(Signal.SIGILL);
  public static final Constant SIGTRAP = constant(Signal.SIGTRAP);
  public static final Constant SIGABRT = constant(Signal.SIGABRT);
  public static final Constant SIGBUS = constant(Signal.SIGBUS);
  public static final Constant SIGFPE = constant(Signal.SIGFPE);
  public static final Constant SIGKILL = constant(Signal.SIGKILL);
  public static final Constant SIGUSR1 = constant(Signal.SIGUSR1);
  public static final Constant SIGSEGV = constant(Signal.SIGSEGV);
  public static final Constant SIGUSR2 = constant(Signal.SIGUSR2);
  public static final Constant SIGPIPE = constant(Signal.SIGPIPE);
  public static final Constant SIGALRM = constant(Signal.SIGALRM);
  public static final Constant SIGTERM = constant(Signal.SIGTERM);
  public static final Constant SIGCHLD = constant(Signal.SIGCHLD);
  public static final Constant SIGCONT = constant(Signal.SIGCONT);
  public static final Constant SIGSTOP = constant(Signal.SIGSTOP);
  public static final Constant SIGTSTP = constant(Signal.SIGTSTP);
  public static final Constant SIGTTIN = constant(Signal.SIGTTIN);
  public static final Constant SIGTTOU = constant(Signal.SIGTTOU);
  public static final Constant SIGURG = constant(Signal.SIGURG);
  public static final Constant SIGWINCH = constant(Signal.SIGWINCH);
  public static final Constant SIGSYS = constant(Signal.SIGSYS);
  public static final Constant SIG_SETMASK = new Constant(2, "SIG_SETMASK");
  public static final Constant SI_KERNEL = new Constant(0x80, "SI_KERNEL");
  public static final Constant SFD_CLOEXEC = new Constant(0x80000, "SFD_CLOEXEC");

  private Signals() {}

  private static Constant constant(Signal signal) {
    return new Constant(signal.number(), signal.name());
  }
}
