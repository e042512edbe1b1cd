package dev.cdlc.compiler.check.value;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/** IP addresses as they are usually written: four numbers with dots, or with colons. */
final class IpAddress {
  private static final int DOTS = 3;

  private IpAddress() {}

  /** The address that a text is; names are never looked up. */
  static Optional<InetAddress> read(String text) {
    boolean colons = text.indexOf(':') >= 0;
    boolean dotted = text.chars().filter(c -> c == '.').count() == DOTS;
    return (colons || dotted) && text.indexOf('%') < 0
        ? literal(text).filter(address -> address instanceof Inet4Address != colons)
        : Optional.empty();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
