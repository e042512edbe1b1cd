package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.routine.NamedCgroup;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the lowering of one step must know of the others. */
record PlanFacts(Plan plan) {
  /** Whether the command runs beside that of a container that is there. */
  boolean joinsContainer() {
    return has(SupervisorAction.EnterNamespaces.class);
  }

  boolean joinsUsers() {
    return joinedBy(Actor.JOINER).contains(Namespace.USER);
  }

  List<Namespace> joinedBy(Actor actor) {
    List<Namespace> joined = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step.actor() == actor
          && step.action() instanceof SupervisorAction.EnterNamespace(var kind, _)) {
        joined.add(kind);
      } else if (step.actor() == actor
          && step.action() instanceof SupervisorAction.EnterNamespaces(var kinds)) {
        joined.addAll(kinds);
      }
    }
    return joined;
  }

  /** Those that the container may have a cgroup for. */
  Set<Controller> controllers() {
    Set<Controller> controllers = EnumSet.noneOf(Controller.class);
    for (Step step : plan.steps()) {
      switch (step.action()) {
        case SupervisorAction.MakeCgroup made -> controllers.addAll(made.controllers());
        case SupervisorAction.MakeDelegatedCgroup made -> controllers.addAll(made.controllers());
        case SupervisorAction.TakeCgroup taken -> controllers.addAll(taken.controllers());
        default -> {}
      }
    }
    return controllers;
  }

  Map<Controller, Origin> limits() {
    Map<Controller, Origin> limits = new EnumMap<>(Controller.class);
    for (Step step : plan.steps()) {
      if (step.action() instanceof SupervisorAction.LimitCgroup(Controller controller, _, _, _)) {
        limits.putIfAbsent(controller, step.origin());
      } else if (step.action() instanceof SupervisorAction.RestrictDevices) {
        limits.put(Controller.DEVICES, step.origin());
      }
    }
    return limits;
  }

  /** The controllers of what no {@code try} stands before. */
  Set<Controller> required() {
    Set<Controller> required = EnumSet.noneOf(Controller.class);
    for (Step step : plan.steps()) {
      if (step.action() instanceof SupervisorAction.LimitCgroup limit && !limit.dispensable()) {
        required.add(limit.controller());
      } else if (step.action() instanceof SupervisorAction.RestrictDevices) {
        required.add(Controller.DEVICES);
      }
    }
    return required;
  }

  CgroupFolder folder() {
    return has(SupervisorAction.MakeDelegatedCgroup.class)
        ? DelegatedFolder.INSTANCE
        : OwnFolder.INSTANCE;
  }

  Optional<NamedCgroup> namedCgroup() {
    return plan.steps().stream()
        .map(Step::action)
        .filter(SupervisorAction.TakeCgroup.class::isInstance)
        .map(SupervisorAction.TakeCgroup.class::cast)
        .map(action -> NamedCgroup.of(action.path()))
        .findFirst();
  }

  boolean has(Class<? extends Action> kind) {
    return plan.steps().stream().anyMatch(step -> kind.isInstance(step.action()));
  }

  Identity.Setgroups setgroups() {
    boolean denied =
        plan.steps().stream()
            .map(Step::action)
            .anyMatch(
                action ->
                    action instanceof SupervisorAction.MapCaller
                        || (action instanceof SupervisorAction.MapIds maps
                            && maps.deniesSetgroups()));
    if (denied) {
      return Identity.Setgroups.DENIED;
    }
    return joinsUsers() ? Identity.Setgroups.UNKNOWN : Identity.Setgroups.ALLOWED;
  }
}
