package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code mounts}, in their order. */
record MountSteps(Input input) {
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    List<OciConfig.Mount> mounts = input.config().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      for (Action action : actions(mounts.get(i))) {
        steps.add(input.init(action, "/mounts/" + i));
      }
    }
    return steps;
  }

  private List<Action> actions(OciConfig.Mount mount) {
    var options = new MountOptions(mount.options());
    List<Action> actions = new ArrayList<>();
    actions.add(action(mount, options));
    options.propagation().map(asked -> propagate(mount, asked)).ifPresent(actions::add);
    return actions;
  }

  private static Action propagate(OciConfig.Mount mount, MountOption.Propagate asked) {
    return new InitAction.Propagate(mount.destination(), asked.propagation(), asked.recursive());
  }

  /** Without a map of its own a mount has that of the container; see config.md, "Mounts". */
  private MountIds ids(OciConfig.Mount mount, boolean recursive) {
    OciConfig.Linux linux = input.config().linux();
    boolean own = !mount.uidMappings().isEmpty();
    return new MountIds(
        Input.mappings(own ? mount.uidMappings() : linux.uidMappings()),
        Input.mappings(own ? mount.gidMappings() : linux.gidMappings()),
        recursive);
  }

  private Action action(OciConfig.Mount mount, MountOptions options) {
    String target = mount.destination();
    boolean dispensable = input.extras().dispensable().contains(target);
    if (options.bind().isPresent()) {
      return new InitAction.Bind(
          input.extras().resolve(mount.source()),
          target,
          options.bind().get().recursive(),
          options.attributes(),
          dispensable,
          options.mapIds().map(asked -> ids(mount, asked.recursive())));
    }
    if (mount.type().equals("cgroup")) {
      return new InitAction.MountCgroup(
          target, input.has(NamespaceType.CGROUP), options.attributes());
    }
    return dispensable
        ? new InitAction.Cover(target, options.attributes(), options.parameters())
        : new InitAction.Mount(
            mount.type(), mount.source(), target, options.attributes(), options.parameters());
  }
}
