package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.JsonPointerText;
import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.PortMapping;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Annotation;
import dev.cdlc.compiler.model.Dependency;
import dev.cdlc.compiler.model.Dependency.State;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.OciPatch;
import dev.cdlc.compiler.model.Port;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;

/** What a container's body says of what happens around it. */
final class LifecycleSection {
  private final Values values;
  private final HookSection hooks;
  private final Keyed<String, Annotation> annotations;

  /** By pointer, or by place where the pointer adds to an array. */
  private final Keyed<Object, OciPatch> patches;

  private final Keyed<Port, Port> ports;
  private final Keyed<String, String> networks;
  private final Keyed<String, Dependency> dependencies;
  private final ReadinessSection ready;
  private final RestartSection restart;
  private final SecretSection secrets;

  LifecycleSection(Cells cells) {
    values = new Values(cells.findings());
    hooks = new HookSection(cells);
    annotations = cells.keyed("annotation");
    patches = cells.keyed("oci");
    ports = cells.keyed("publish");
    networks = cells.keyed("join");
    dependencies = cells.keyed("after");
    ready = new ReadinessSection(cells);
    restart = new RestartSection(cells);
    secrets = new SecretSection(cells);
  }

  void read(LifecycleKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case HOOK -> hooks.read(arguments);
      case ANNOTATION ->
          values.readAll(arguments.many(0), LifecycleSection::annotation).forEach(this::annotation);
      case OCI -> patch(arguments);
      case PUBLISH -> values.readAll(arguments.many(0), PortMapping::read).forEach(this::port);
      case JOIN -> values.readAll(arguments.many(0), Name::declared).forEach(this::network);
      case AFTER -> after(arguments);
      case READY_EXEC -> ready.read(arguments);
      case RESTART -> restart.read(arguments);
      case SECRET -> secrets.read(arguments);
    }
  }

  /** The names of the networks that it joins. */
  List<Located<String>> joined() {
    return networks.values();
  }

  /** Whether a check says when it is ready. */
  boolean hasReadyCheck() {
    return ready.value().isPresent();
  }

  Lifecycle value(Networks declared) {
    return new Lifecycle(
        hooks.values(),
        annotations.values(),
        patches.values(),
        ports.values(),
        declared.of(networks.values()),
        dependencies.values(),
        ready.value(),
        restart.value(),
        secrets.values());
  }

  private void annotation(Located<Annotation> annotation) {
    String key = annotation.value().key();
    annotations.say(key, annotation, "the annotation `" + key + "` is set twice");
  }

  private static Reading<Annotation> annotation(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      return Reading.wrong("`" + text + "` has no value", "write `KEY=VALUE`");
    }
    String key = text.substring(0, equals);
    if (key.startsWith("org.opencontainers.") || key.startsWith("org.cdlc.")) {
      return new Reading.Refusal<>(
          Code.RESERVED_ANNOTATION,
          "the annotation `" + key + "` is reserved",
          "a key of your own begins with a domain of yours, as in com.example.team",
          List.of());
    }
    return new Reading.Value<>(new Annotation(key, text.substring(equals + 1)));
  }

  private void patch(Arguments arguments) {
    String json = arguments.one(1).text();
    values
        .read(arguments.one(0), JsonPointerText::read)
        .ifPresent(
            pointer ->
                patches.say(
                    pointer.value().endsWith("/-") ? pointer.span() : pointer.value(),
                    new Located<>(new OciPatch(pointer.value(), json), arguments.span()),
                    "the value at `" + pointer.value() + "` is put twice"));
  }

  /** What one address and port of the host leads to is said once; a free one is always another. */
  private void port(Located<Port> port) {
    Port said = port.value();
    Port key =
        said.host().isEmpty() ? said : new Port(said.address(), said.host(), 0, said.protocol());
    ports.say(key, port, "the port is published twice");
  }

  private void network(Located<String> network) {
    networks.say(network.value(), network, "the network `" + network.value() + "` is joined twice");
  }

  private void after(Arguments arguments) {
    State state = arguments.optional(1).map(LifecycleSection::state).orElse(State.STARTED);
    values
        .read(arguments.one(0), Name::read)
        .ifPresent(
            name ->
                dependencies.say(
                    name.value(),
                    new Located<>(new Dependency(name.value(), state), name.span()),
                    "`after " + name.value() + "` is said twice"));
  }

  /** The word is on its type's list, or it would be no argument. */
  private static State state(Word word) {
    return switch (word.text()) {
      case "ready" -> State.READY;
      case "completed" -> State.COMPLETED;
      default -> State.STARTED;
    };
  }
}
