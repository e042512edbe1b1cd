package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.model.Port;
import dev.cdlc.compiler.model.Port.Protocol;
import java.util.Optional;

/**
 * Ports that are published: {@code 8080:80/tcp}, {@code 80}, {@code 127.0.0.1:8080:80}, {@code
 * [::1]:8443:443}.
 */
public final class PortMapping {
  private static final String FORMS =
      "write `CONTAINER`, `HOST:CONTAINER` or `ADDRESS:HOST:CONTAINER`, as in 8080:80/tcp";

  private static final int LARGEST = 65_535;

  private PortMapping() {}

  public static Reading<Port> read(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? ports(text, Protocol.TCP)
        : protocol(text.substring(slash + 1))
            .then(protocol -> ports(text.substring(0, slash), protocol));
  }

  private static Reading<Protocol> protocol(String text) {
    return switch (text) {
      case "tcp" -> new Reading.Value<>(Protocol.TCP);
      case "udp" -> new Reading.Value<>(Protocol.UDP);
      default -> Reading.wrong("`" + text + "` is not a protocol", "it is `tcp` or `udp`");
    };
  }

  private static Reading<Port> ports(String text, Protocol protocol) {
    int last = text.lastIndexOf(':');
    if (last < 0) {
      return port(text)
          .map(inside -> new Port(Optional.empty(), Optional.empty(), inside, protocol));
    }
    return port(text.substring(last + 1))
        .then(inside -> host(text.substring(0, last), inside, protocol));
  }

  private static Reading<Port> host(String text, int inside, Protocol protocol) {
    int last = text.lastIndexOf(':');
    if (last < 0) {
      return port(text)
          .map(outside -> new Port(Optional.empty(), Optional.of(outside), inside, protocol));
    }
    return port(text.substring(last + 1))
        .then(
            outside ->
                address(text.substring(0, last))
                    .map(
                        address ->
                            new Port(
                                Optional.of(address), Optional.of(outside), inside, protocol)));
  }

  private static Reading<Integer> port(String text) {
    return Digits.only(text)
        ? WholeNumber.read(text, 1, LARGEST).map(Long::intValue)
        : Reading.wrong("`" + text + "` is not a port", FORMS);
  }

  /** An IPv6 address stands in brackets, which are not part of it. */
  private static Reading<String> address(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String address = bracketed ? text.substring(1, text.length() - 1) : text;
    return bracketed == (address.indexOf(':') >= 0) && IpAddress.read(address).isPresent()
        ? new Reading.Value<>(address)
        : Reading.wrong("`" + text + "` is not an address", "write 127.0.0.1, or [::1]");
  }
}
