package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Annotation;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Dependency;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.JoinedNetwork;
import dev.cdlc.compiler.model.Landlock;
import dev.cdlc.compiler.model.Landlock.Beneath;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.Port;
import dev.cdlc.compiler.model.Readiness;
import dev.cdlc.compiler.model.Restart;
import dev.cdlc.compiler.model.Secret;
import dev.cdlc.compiler.model.Subnet;
import dev.cdlc.compiler.model.Supervision;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.Signal;
import dev.cdlc.schemas.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Emits {@code annotations}: by keys that begin with {@code org.cdlc.}, what no other property of
 * config.json can say. Another runtime passes them over.
 */
final class AnnotationSection {
  static final String VERSION = "org.cdlc.version";
  static final String ROOT = "org.cdlc.root";
  static final String INIT = "org.cdlc.init";
  static final String STOP_SIGNAL = "org.cdlc.stop-signal";
  static final String STOP_TIMEOUT = "org.cdlc.stop-timeout";
  static final String USERNS = "org.cdlc.userns";
  static final String LANDLOCK = "org.cdlc.landlock";
  static final String NET = "org.cdlc.net";
  static final String DEVICE = "org.cdlc.device";
  static final String PUBLISH = "org.cdlc.publish";
  static final String STACK = "org.cdlc.stack";
  static final String JOIN = "org.cdlc.join";
  static final String NETWORK = "org.cdlc.network";
  static final String AFTER = "org.cdlc.after";
  static final String READY = "org.cdlc.ready";
  static final String RESTART = "org.cdlc.restart";
  static final String SECRET = "org.cdlc.secret";

  private final Places places;
  private final SortedMap<String, String> annotations = new TreeMap<>();

  AnnotationSection(Places places) {
    this.places = places;
  }

  /** Where the annotation of a key stands in config.json. */
  static String pointer(String key) {
    return "/annotations/" + key.replace("~", "~0").replace("/", "~1");
  }

  /**
   * @param root what the root is prepared from
   */
  SortedMap<String, String> annotations(Container container, Optional<Located<String>> root) {
    Supervision supervision = container.process().supervision();
    Lifecycle lifecycle = container.lifecycle();
    say(VERSION, container.version(), version -> version);
    say(ROOT, root, source -> source);
    lifecycle.annotations().forEach(this::sayAsWritten);
    say(INIT, supervision.init(), init -> init ? "on" : "off");
    say(STOP_SIGNAL, supervision.stopSignal(), Signal::name);
    say(STOP_TIMEOUT, supervision.stopTimeout(), AnnotationSection::time);
    container.isolation().ids().auto().ifPresent(this::free);
    container.isolation().network().ifPresent(this::network);
    container.resources().devices().forEach(this::device);
    container.privileges().landlock().ifPresent(this::landlock);
    sayAll(PUBLISH, lifecycle.ports(), AnnotationSection::port);
    say(STACK, container.stack(), stack -> stack);
    sayAll(JOIN, lifecycle.networks(), JoinedNetwork::name);
    lifecycle.networks().forEach(this::subnet);
    sayAll(AFTER, lifecycle.dependencies(), AnnotationSection::dependency);
    lifecycle.ready().ifPresent(this::ready);
    say(RESTART, lifecycle.restart(), AnnotationSection::restart);
    lifecycle.secrets().forEach(this::secret);
    return annotations;
  }

  private void free(Span place) {
    places.note(pointer(USERNS), place);
    annotations.put(USERNS, "auto");
  }

  /** Whether there is a network namespace says all of the other two. */
  private void network(Located<NetworkMode> mode) {
    switch (mode.value()) {
      case NONE, HOST -> {}
      case USER -> annotations.put(NET, "user");
      case BRIDGE -> annotations.put(NET, "bridge");
    }
    places.note(pointer(NET), mode.span());
  }

  /** A device of the host, by its path; config.json describes the others. */
  private void device(Located<Device> located) {
    if (located.value() instanceof Device.OfHost(String path, DeviceAccess access)) {
      places.note(pointer(DEVICE + "." + path), located.span());
      annotations.put(DEVICE + "." + path, access.letters());
    }
  }

  /** A key for each path, as for devices. */
  private void landlock(Located<Landlock> located) {
    places.note(pointer(LANDLOCK), located.span());
    for (Located<Beneath> rule : located.value().rules()) {
      String key = LANDLOCK + "." + rule.value().path();
      places.note(pointer(key), rule.span());
      annotations.put(
          key,
          rule.value().accesses().stream()
              .map(AnnotationSection::access)
              .collect(Collectors.joining(",")));
    }
  }

  private static String access(FileAccess access) {
    return switch (access) {
      case READ -> "read";
      case WRITE -> "write";
      case EXEC -> "exec";
    };
  }

  private void subnet(Located<JoinedNetwork> located) {
    JoinedNetwork network = located.value();
    String key = NETWORK + "." + network.name();
    say(key, network.subnet().map(subnet -> new Located<>(subnet, located.span())), Subnet::text);
  }

  private void sayAsWritten(Located<Annotation> annotation) {
    String key = annotation.value().key();
    places.note(pointer(key), annotation.span());
    annotations.put(key, annotation.value().value());
  }

  private <T> void sayAll(String key, List<Located<T>> values, Function<T, String> form) {
    if (!values.isEmpty()) {
      places.note(pointer(key), values.getFirst().span());
      annotations.put(
          key,
          values.stream().map(said -> form.apply(said.value())).collect(Collectors.joining(",")));
    }
  }

  private void ready(Located<Readiness> located) {
    Readiness ready = places.note(pointer(READY), located);
    annotations.put(READY, oneLine(JsonText.print(JsonObject.strings(ready.args()))));
    say(READY + ".interval", ready.interval(), AnnotationSection::time);
    say(READY + ".timeout", ready.timeout(), AnnotationSection::time);
    say(READY + ".retries", ready.retries(), retries -> Integer.toString(retries));
  }

  /** JSON has no line breaks within its strings. */
  private static String oneLine(String json) {
    return json.lines().map(String::strip).collect(Collectors.joining());
  }

  /** The place alone: what a secret is, and where it comes from, is none of config.json's. */
  private void secret(Located<Secret> located) {
    Secret secret = located.value();
    String key = SECRET + "." + secret.name();
    places.note(pointer(key), located.span());
    annotations.put(key, "%s mode=0%o".formatted(secret.path(), secret.mode()));
  }

  private static String port(Port port) {
    String address =
        port.address().map(text -> text.indexOf(':') < 0 ? text : "[" + text + "]").orElse("");
    String host = port.host().map(number -> number + ":").orElse("");
    return (address.isEmpty() ? "" : address + ":")
        + host
        + port.container()
        + switch (port.protocol()) {
          case TCP -> "/tcp";
          case UDP -> "/udp";
        };
  }

  private static String dependency(Dependency dependency) {
    return dependency.container()
        + switch (dependency.state()) {
          case STARTED -> "=started";
          case READY -> "=ready";
          case COMPLETED -> "=completed";
        };
  }

  private static String restart(Restart restart) {
    return switch (restart) {
      case Restart.Never() -> "never";
      case Restart.OnFailure(var most) -> "on-failure" + most.map(times -> ":" + times).orElse("");
      case Restart.Always() -> "always";
    };
  }

  private <T> void say(String key, Optional<Located<T>> value, Function<T, String> form) {
    value.ifPresent(said -> annotations.put(key, form.apply(places.note(pointer(key), said))));
  }

  /** In the language's own words, in the largest unit that holds it whole. */
  private static String time(Duration time) {
    if (time.toNanosPart() == 0) {
      return time.toSeconds() + "s";
    }
    return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() + "ns";
  }
}
