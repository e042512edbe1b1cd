package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.Optional;

/** Lowers {@code process.user}. */
record UserSteps(Input input) {
  private static final String POINTER = "/process/user";

  /** What every distribution gives to its users, and runc to a container. */
  private static final int DEFAULT_UMASK = 0022;

  Step umask() {
    int mask = input.config().process().user().umask().orElse(DEFAULT_UMASK);
    return input.init(new InitAction.Umask(mask), POINTER);
  }

  /**
   * Nothing in a user namespace of its caller alone, where the init is 0:0 already and setgroups(2)
   * is denied.
   */
  List<Step> steps() {
    return isCallerAlone() ? List.of() : List.of(input.init(user(), POINTER));
  }

  /** Whom the command runs as. */
  InitAction.Id uid() {
    return isCallerAlone() ? new InitAction.Id.Numeric(0) : user().uid();
  }

  private boolean isCallerAlone() {
    return input.config().linux().makes(NamespaceType.USER) && !input.mapsIds();
  }

  private InitAction.SetUser user() {
    return input.extras().user().map(UserSteps::lookedUp).orElseGet(this::numeric);
  }

  private InitAction.SetUser numeric() {
    OciConfig.User user = input.config().process().user();
    return new InitAction.SetUser(
        new InitAction.Id.Numeric(user.uid()),
        Optional.of(new InitAction.Id.Numeric(user.gid())),
        user.additionalGids().stream().<InitAction.Id>map(InitAction.Id.Numeric::new).toList());
  }

  private static InitAction.SetUser lookedUp(User user) {
    return new InitAction.SetUser(
        id(user.uid()),
        user.gid().map(UserSteps::id),
        user.groups().stream().map(group -> id(group.value())).toList());
  }

  private static InitAction.Id id(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(var value) -> new InitAction.Id.Numeric(value);
      case User.Id.Named(var value) -> new InitAction.Id.Named(value);
    };
  }
}
