package dev.cdlc.runtime.registry;

import java.net.URI;
import java.util.regex.Pattern;

/** Hosts that are this one: what is sent to them, nobody on the way can read or change. */
final class Loopback {
  private static final Pattern NAME =
      Pattern.compile("(localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1\\])(:[0-9]+)?");

  private Loopback() {}

  /**
   * Whether it is one.
   *
   * @param name a host, and perhaps a port
   */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether what is asked for there can be asked for in the clear, or is not. */
  static boolean isSafe(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme())
            && address.getHost() != null
            && isName(address.getHost()));
  }
}
