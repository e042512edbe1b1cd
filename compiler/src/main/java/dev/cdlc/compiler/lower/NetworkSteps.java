package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.Port;
import dev.cdlc.plan.NetworkProgram;
import dev.cdlc.plan.NetworkProgram.Kind;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lowers {@code net user} and {@code publish}. Whichever program connects it, the container has the
 * same network: slirp4netns(1) makes such a one, and pasta(1) is told to.
 */
record NetworkSteps(Input input) {
  static final String POINTER = "/annotations/org.cdlc.net";
  private static final String PORTS = "/annotations/org.cdlc.publish";

  /** The container's own. */
  static final String ADDRESS = "10.0.2.100";

  /** Where the host's resolver answers. */
  static final String DNS = "10.0.2.3";

  private static final String GATEWAY = "10.0.2.2";
  private static final String PREFIX = "24";
  private static final String DEVICE = "tap0";
  private static final String MTU = "65520";
  private static final String ALL_ADDRESSES = "0.0.0.0";

  static boolean isUser(Input input) {
    return input
        .extras()
        .isolation()
        .network()
        .filter(said -> said.value() == NetworkMode.USER)
        .isPresent();
  }

  /** Before anything is made. */
  List<Step> tryPorts() {
    return ports().stream()
        .map(
            port ->
                input.supervisor(
                    new SupervisorAction.TryPort(
                        protocol(port), address(port), port.host().orElseThrow()),
                    PORTS))
        .toList();
  }

  /** When the init is there and its users are mapped, before it hides from who looks at it. */
  List<Step> connect() {
    if (!isUser(input)) {
      return List.of();
    }
    List<NetworkProgram> programs = new ArrayList<>();
    programs.add(slirp4netns());
    if (input.extras().isolation().rootless().isPresent()) {
      programs.add(pasta());
    }
    return List.of(input.supervisor(new SupervisorAction.ConnectNetwork(programs), POINTER));
  }

  private List<Port> ports() {
    return isUser(input)
        ? input.extras().lifecycle().ports().stream().map(Located::value).toList()
        : List.of();
  }

  private NetworkProgram slirp4netns() {
    List<String> args =
        new ArrayList<>(
            List.of(
                Kind.SLIRP4NETNS.program(),
                "--configure",
                "--mtu=" + MTU,
                "--disable-host-loopback",
                "--enable-sandbox",
                "--enable-seccomp",
                "--ready-fd=" + NetworkProgram.READY_FD,
                "--exit-fd=" + NetworkProgram.EXIT_FD));
    if (!ports().isEmpty()) {
      args.addAll(List.of("--api-socket", NetworkProgram.SOCKET));
    }
    args.addAll(List.of(NetworkProgram.PID, DEVICE));
    return new NetworkProgram(
        Kind.SLIRP4NETNS, args, ports().stream().map(NetworkSteps::request).toList());
  }

  private static String request(Port port) {
    return """
        {"execute":"add_hostfwd","arguments":{"proto":"%s","host_addr":"%s","host_port":%d,\
        "guest_addr":"%s","guest_port":%d}}"""
        .formatted(
            word(protocol(port)),
            address(port),
            port.host().orElseThrow(),
            ADDRESS,
            port.container());
  }

  /** It publishes what it is not told not to, both ways. */
  private NetworkProgram pasta() {
    List<String> args =
        List.of(
            Kind.PASTA.program(),
            "--foreground",
            "--quiet",
            "--config-net",
            "--ipv4-only",
            "--no-map-gw",
            "--address",
            ADDRESS,
            "--netmask",
            PREFIX,
            "--gateway",
            GATEWAY,
            "--dns-forward",
            DNS,
            "--mtu",
            MTU,
            "--ns-ifname",
            DEVICE,
            "--tcp-ns",
            "none",
            "--udp-ns",
            "none");
    return new NetworkProgram(
        Kind.PASTA,
        Stream.of(
                args.stream(),
                forwarded("--tcp-ports", PortProtocol.TCP),
                forwarded("--udp-ports", PortProtocol.UDP),
                Stream.of("--pid", NetworkProgram.FIFO, NetworkProgram.PID))
            .flatMap(words -> words)
            .toList(),
        List.of());
  }

  private Stream<String> forwarded(String option, PortProtocol protocol) {
    List<String> specs =
        ports().stream()
            .filter(port -> protocol(port) == protocol)
            .map(
                port ->
                    "%s/%d:%d"
                        .formatted(address(port), port.host().orElseThrow(), port.container()))
            .toList();
    return specs.isEmpty()
        ? Stream.of(option, "none")
        : specs.stream().flatMap(spec -> Stream.of(option, spec));
  }

  private static String address(Port port) {
    return port.address().orElse(ALL_ADDRESSES);
  }

  private static PortProtocol protocol(Port port) {
    return switch (port.protocol()) {
      case TCP -> PortProtocol.TCP;
      case UDP -> PortProtocol.UDP;
    };
  }

  private static String word(PortProtocol protocol) {
    return switch (protocol) {
      case TCP -> "tcp";
      case UDP -> "udp";
    };
  }
}
