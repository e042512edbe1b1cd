package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.ContainerName;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;

/** How a container is reached, and what it is called. */
public final class NetworkPart {
  /** Of one container, each written down by itself. */
  private static final int MOST_PORTS = 4096;

  private final Sayings sayings;
  private final NamespacePart namespaces;
  private int published;

  NetworkPart(Sayings sayings, NamespacePart namespaces) {
    this.sayings = sayings;
    this.namespaces = namespaces;
  }

  public void hostname(Text name, Span span) {
    sayings.word(Slot.NAME, "hostname", name, span);
  }

  public void domainname(Text name, Span span) {
    sayings.word(Slot.NAME, "domainname", name, span);
  }

  /** A network by its mode: {@code host}, {@code none}, {@code bridge}, or its name. */
  public void mode(Text mode, Span span) {
    String name = mode.shown();
    switch (name) {
      case "host" -> namespaces.share("net");
      case "bridge", "default", "private" -> {
        // a network of its own, which holds anyway
      }
      case "none" -> sayings.body().say(Slot.NETWORK, Statement.of("net", "none").from(span));
      default -> {
        if (name.indexOf(':') >= 0) {
          sayings
              .report()
              .leftOut(
                  span,
                  "the network `" + name + "`",
                  "networks of other containers cannot be shared");
        } else {
          join(name, span);
        }
      }
    }
  }

  /** Joins a network that the containers share. */
  public void join(String name, Span span) {
    ContainerName.of(name)
        .ifPresent(valid -> sayings.body().list(Slot.NETWORK, "join", valid, valid, span));
  }

  /** A port, or a range, as {@code -p} has it. */
  public void port(Text port, Span span) {
    if (port.literal().isEmpty()) {
      publish(port, span);
      return;
    }
    String text = port.shown();
    Publication.read(text)
        .ifPresentOrElse(
            ports -> publish(ports, text, span),
            () ->
                sayings
                    .report()
                    .invalid(
                        span,
                        "`" + text + "` is not a port",
                        "write HOST:CONTAINER, numbers or ranges of one length: 8080:80,"
                            + " 8000-8009:80-89"));
  }

  private void publish(Publication ports, String text, Span span) {
    published += ports.size();
    if (published > MOST_PORTS) {
      sayings
          .report()
          .leftOut(
              span,
              "`" + text + "`",
              "`publish` names ports one by one, and these are more than " + MOST_PORTS);
      return;
    }
    if (ports.isChosen()) {
      sayings
          .report()
          .otherwise(
              span,
              "`" + ports.each().getFirst() + "` is taken for `" + text + "`",
              "without a port of the host, `publish` chooses one that is free");
    }
    ports.each().forEach(port -> publish(Text.of(port), span));
  }

  private void publish(Text port, Span span) {
    sayings.body().list(Slot.NETWORK, "publish", port.shown(), sayings.params().port(port), span);
  }
}
