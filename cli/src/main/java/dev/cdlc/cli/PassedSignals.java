package dev.cdlc.cli;

import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Signal;
import dev.cdlc.runtime.kernel.SyscallException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What is sent to this process and is for another: every signal that Java lets a program take, so
 * not SIGQUIT. {@code sun.misc.Signal} is in every JDK, but javac warns of whoever names it.
 */
final class PassedSignals {
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "TERM", "USR1", "USR2", "ALRM", "CONT", "TSTP", "TTIN", "TTOU", "WINCH");

  private PassedSignals() {}

  /** From now on; what comes when that process has ended is for nobody. */
  static void to(long pid) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method number = signal.getMethod("getNumber");
      Object passing =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, given) -> {
                pass(pid, (int) number.invoke(given[0]));
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : NAMES) {
        take(handle, signal.getConstructor(String.class).newInstance(name), passing);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a JDK without sun.misc.Signal", e);
    }
  }

  /** A JVM that leaves signals alone (-Xrs) has none of those that end programs. */
  private static void take(Method handle, Object signal, Object passing)
      throws IllegalAccessException {
    try {
      handle.invoke(null, signal, passing);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new LinkageError("cannot take a signal", e);
      }
    }
  }

  private static void pass(long pid, int number) {
    try {
      new LinuxSyscalls().kill(pid, new Signal(number));
    } catch (SyscallException e) {
      // It has ended.
    }
  }
}
