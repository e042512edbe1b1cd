package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.Hook.Phase;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers {@code hooks}: each method is empty without one. Those that the init runs are in the
 * container's cgroup, as with runc and crun: the specification has them in the container's
 * namespaces and says nothing of cgroups, and out of it they would neither be bound by its limits
 * nor end with it.
 */
record HookSteps(Input input) {
  /** In the init, when all is mounted: those of the supervisor come first. */
  List<Step> beforePivot() {
    List<Step> steps = new ArrayList<>();
    firstOutside()
        .ifPresent(
            pointer -> {
              steps.add(input.init(new InitAction.AnnounceMounts(), pointer));
              steps.add(input.init(new InitAction.AwaitRelease(), pointer));
            });
    steps.addAll(run(Phase.CREATE_CONTAINER, Actor.INIT));
    return steps;
  }

  /** In the init, when it has given up what the command does not have. */
  List<Step> beforeCommand() {
    return run(Phase.START_CONTAINER, Actor.INIT);
  }

  /** In the supervisor, while the init waits before its pivot. */
  List<Step> outside() {
    List<Step> steps = new ArrayList<>();
    firstOutside()
        .ifPresent(
            pointer -> {
              steps.add(input.supervisor(new SupervisorAction.AwaitMounts(), pointer));
              steps.addAll(run(Phase.PRESTART, Actor.SUPERVISOR));
              steps.addAll(run(Phase.CREATE_RUNTIME, Actor.SUPERVISOR));
              steps.add(input.supervisor(new SupervisorAction.Release(), pointer));
            });
    return steps;
  }

  List<Step> afterStart() {
    return run(Phase.POSTSTART, Actor.SUPERVISOR);
  }

  List<Step> afterStop() {
    return run(Phase.POSTSTOP, Actor.SUPERVISOR);
  }

  private Optional<String> firstOutside() {
    if (!hooks().prestart().isEmpty()) {
      return Optional.of(pointer(Phase.PRESTART));
    }
    return hooks().createRuntime().isEmpty()
        ? Optional.empty()
        : Optional.of(pointer(Phase.CREATE_RUNTIME));
  }

  private List<Step> run(Phase phase, Actor actor) {
    List<OciConfig.Hook> said = said(phase);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Action action = new InitAction.RunHook(hook(phase, said.get(i)));
      steps.add(new Step(actor, action, input.origins().origin(pointer(phase) + "/" + i)));
    }
    return steps;
  }

  /** Arguments that nobody says are the path alone. */
  private Hook hook(Phase phase, OciConfig.Hook said) {
    return new Hook(
        phase,
        said.path(),
        said.args().isEmpty() ? List.of(said.path()) : said.args(),
        said.env(),
        said.timeout().stream().boxed().findFirst(),
        input.state());
  }

  private List<OciConfig.Hook> said(Phase phase) {
    return switch (phase) {
      case PRESTART -> hooks().prestart();
      case CREATE_RUNTIME -> hooks().createRuntime();
      case CREATE_CONTAINER -> hooks().createContainer();
      case START_CONTAINER -> hooks().startContainer();
      case POSTSTART -> hooks().poststart();
      case POSTSTOP -> hooks().poststop();
    };
  }

  private static String pointer(Phase phase) {
    String property =
        switch (phase) {
          case PRESTART -> "prestart";
          case CREATE_RUNTIME -> "createRuntime";
          case CREATE_CONTAINER -> "createContainer";
          case START_CONTAINER -> "startContainer";
          case POSTSTART -> "poststart";
          case POSTSTOP -> "poststop";
        };
    return "/hooks/" + property;
  }

  private OciConfig.Hooks hooks() {
    return input.config().hooks();
  }
}
