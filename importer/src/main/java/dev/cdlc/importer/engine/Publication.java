package dev.cdlc.importer.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ports as {@code -p} has them: {@code [[ADDRESS:]HOST:]CONTAINER[/PROTOCOL]}, where ranges may
 * stand for the ports.
 *
 * @param address with its colon, if there is one
 * @param outside the host's, where it is said
 * @param protocol with its slash, if there is one
 */
record Publication(String address, Optional<PortRange> outside, PortRange inside, String protocol) {
  static Optional<Publication> read(String text) {
    int slash = text.indexOf('/');
    String protocol = slash < 0 ? "" : text.substring(slash);
    String numbers = text.substring(0, text.length() - protocol.length());
    int colon = numbers.lastIndexOf(':');
    String before = numbers.substring(0, Math.max(colon, 0));
    int end = before.lastIndexOf(':') + 1;
    String host = before.substring(end);
    Optional<PortRange> outside = PortRange.read(host);
    return PortRange.read(numbers.substring(colon + 1))
        .filter(_ -> outside.isPresent() || host.isEmpty())
        .map(inside -> new Publication(before.substring(0, end), outside, inside, protocol))
        .filter(Publication::fits);
  }

  /** One port of a container may stand for any of a range of the host's. */
  private boolean fits() {
    return inside.size() == 1 || outside.map(ports -> ports.size() == inside.size()).orElse(true);
  }

  /** Whether the engine chooses the port of the host. */
  boolean isChosen() {
    return inside.size() == 1 && outside.map(ports -> ports.size() > 1).orElse(false);
  }

  int size() {
    return inside.size();
  }

  /** The ports one by one, as `publish` has them. */
  List<String> each() {
    return IntStream.range(0, size())
        .mapToObj(
            i ->
                address
                    + outside.map(ports -> ports.first() + i + ":").orElse("")
                    + (inside.first() + i)
                    + protocol)
        .toList();
  }
}
