package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

  /** When all is made that may have to be made in them. */
  List<Step> makeReadonly() {
    List<Step> steps = new ArrayList<>();
    List<OciConfig.Mount> mounts = input.config().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      if (isReadonlyAtLast(mounts.get(i))) {
        Action action = new InitAction.ReadonlyMount(mounts.get(i).destination());
        steps.add(input.init(action, "/mounts/" + i));
      }
    }
    return steps;
  }

  /**
   * A fresh file system has no mount points yet: as with runc, one that is read-only becomes so
   * when they are made. What a later mount hides cannot be reached by then.
   */
  private boolean isReadonlyAtLast(OciConfig.Mount mount) {
    if (!mount.type().equals("tmpfs")) {
      return false;
    }
    var options = new MountOptions(mount.options());
    List<OciConfig.Mount> mounts = input.config().mounts();
    return options.bind().isEmpty()
        && options.attributes().contains(MountAttribute.RDONLY)
        && !input.extras().dispensable().contains(mount.destination())
        && mounts.subList(mounts.indexOf(mount) + 1, mounts.size()).stream()
            .map(OciConfig.Mount::destination)
            .noneMatch(later -> (mount.destination() + "/").startsWith(later + "/"));
  }

  private List<Action> actions(OciConfig.Mount mount) {
    var options =
        new MountOptions(isReadonlyAtLast(mount) ? writable(mount.options()) : mount.options());
    List<Action> actions = new ArrayList<>();
    actions.add(action(mount, options));
    if (options.bind().isEmpty()) {
      new LabelSteps(input).afterMount(mount).ifPresent(actions::add);
    }
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
    List<InitAction.FsOption> parameters = new ArrayList<>(options.parameters());
    new LabelSteps(input).ofMount(mount, parameters).ifPresent(parameters::add);
    return dispensable
        ? new InitAction.Cover(target, options.attributes(), parameters, options.copyUp())
        : new InitAction.Mount(
            mount.type(),
            mount.source(),
            target,
            options.attributes(),
            parameters,
            options.copyUp());
  }

  /** The last word holds. */
  private static List<String> writable(List<String> words) {
    return Stream.concat(words.stream(), Stream.of("rw")).toList();
  }
}
