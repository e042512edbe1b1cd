package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.Origins;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.ContainerState;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.List;

/** All that lowering reads; every section makes its steps from it. */
record Input(OciConfig config, Extras extras, Origins origins, Shape shape) {
  /** A step that the value at {@code pointer} asks for. */
  Step supervisor(Action action, String pointer) {
    return new Step(Actor.SUPERVISOR, action, origins.origin(pointer));
  }

  /** A step that the value at {@code pointer} asks for. */
  Step joiner(Action action, String pointer) {
    return new Step(Actor.JOINER, action, origins.origin(pointer));
  }

  /** A step that the value at {@code pointer} asks for. */
  Step init(Action action, String pointer) {
    return new Step(Actor.INIT, action, origins.origin(pointer));
  }

  /** A step that the value at {@code pointer} asks for. */
  Step command(Action action, String pointer) {
    return new Step(Actor.COMMAND, action, origins.origin(pointer));
  }

  /** The init's, for each place where the kernel has forgotten it, or has not been told. */
  List<Step> dieWithSupervisor(String pointer) {
    return switch (shape) {
      case Shape.Attached _ -> List.of(init(new InitAction.DieWithSupervisor(), pointer));
      case Shape.Created _ -> List.of();
      case Shape.Exec exec ->
          exec.detached() ? List.of() : List.of(init(new InitAction.DieWithSupervisor(), pointer));
    };
  }

  /** Whether the command is a child of the container's first process. */
  boolean reaps() {
    return extras.supervision().init().orElse(false) && !config.process().args().isEmpty();
  }

  /** Whether the fresh user namespace has more users than its caller. */
  boolean mapsIds() {
    return !config.linux().uidMappings().isEmpty();
  }

  static List<IdMapping> mappings(List<OciConfig.IdMapping> said) {
    return said.stream()
        .map(one -> new IdMapping(one.containerId(), one.hostId(), one.size()))
        .toList();
  }

  /** Whether {@code try} stands before what said the value at {@code pointer}. */
  boolean isTried(String pointer) {
    Span said = origins.at(pointer).span();
    return extras.skippable().stream()
        .map(skippable -> origins.at(skippable).span())
        .anyMatch(said::equals);
  }

  /** What others are told of the container. */
  ContainerState state() {
    return new ContainerState(
        config.ociVersion(), extras.container(), extras.folder(), config.annotations());
  }

  boolean has(NamespaceType type) {
    return config.linux().has(type);
  }
}
