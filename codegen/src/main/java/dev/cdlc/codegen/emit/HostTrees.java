package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.sequence.PendingCall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Propagation;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Clones of what the host has at a path. In a user namespace, root has no rights over the files of
 * users that are not mapped; so the supervisor opens there, as far as it has the privilege, what
 * the init may not reach.
 */
final class HostTrees {
  private final List<Tree> early;
  private final boolean elsewhere;
  private final Propagation propagation;

  /** {@code elsewhere}: whether paths lead to other files where the init is. */
  private HostTrees(List<Tree> early, boolean elsewhere, Propagation propagation) {
    this.early = early;
    this.elsewhere = elsewhere;
    this.propagation = propagation;
  }

  /**
   * What the step of that number mounts.
   *
   * @param within what the step opens in it
   */
  private record Tree(
      int step,
      Origin origin,
      String path,
      boolean recursive,
      Optional<MountIds> ids,
      List<String> within) {
    /** Its fd, or a negative errno. */
    Cell cell() {
      return new Cell("host_tree_" + step);
    }

    /** The same of what the step opens in it. */
    Cell cell(String name) {
      return new Cell("host_tree_%d_%s".formatted(step, name));
    }
  }

  static HostTrees of(Plan plan) {
    List<Action> actions = plan.steps().stream().map(step -> step.action()).toList();
    boolean elsewhere = actions.stream().anyMatch(action -> joins(action, Namespace.MNT));
    boolean early = elsewhere || actions.stream().anyMatch(HostTrees::isInUserNamespace);
    List<Tree> trees =
        IntStream.range(0, actions.size())
            .mapToObj(index -> tree(index, plan.steps().get(index)))
            .flatMap(Optional::stream)
            .filter(tree -> early || tree.ids().isPresent())
            .toList();
    return new HostTrees(trees, elsewhere, propagation(actions));
  }

  private static boolean isInUserNamespace(Action action) {
    return joins(action, Namespace.USER)
        || (action instanceof SupervisorAction.Clone(List<Namespace> namespaces)
            && namespaces.contains(Namespace.USER));
  }

  private static boolean joins(Action action, Namespace kind) {
    return action instanceof SupervisorAction.OpenNamespace(Namespace joined, _) && joined == kind;
  }

  private static Optional<Tree> tree(int index, Step step) {
    return switch (step.action()) {
      case InitAction.OpenRoot(String path, _) ->
          Optional.of(new Tree(index, step.origin(), path, true, Optional.empty(), List.of()));
      case InitAction.OverlayRoot overlay ->
          overlay.upper().map(Overlay.Layers::of).map(layers -> tree(index, step, layers));
      case InitAction.Bind bind ->
          Optional.of(
              new Tree(
                  index, step.origin(), bind.source(), bind.recursive(), bind.ids(), List.of()));
      case Action _ -> Optional.empty();
    };
  }

  private static Tree tree(int index, Step step, Overlay.Layers layers) {
    List<String> within = List.of(layers.upper(), layers.work());
    return new Tree(index, step.origin(), layers.parent(), true, Optional.empty(), within);
  }

  private static Propagation propagation(List<Action> actions) {
    return actions.stream()
        .filter(InitAction.SetPropagation.class::isInstance)
        .map(InitAction.SetPropagation.class::cast)
        .map(InitAction.SetPropagation::propagation)
        .findFirst()
        .orElse(Propagation.PRIVATE);
  }

  /**
   * In the supervisor, before the clone. A clone made there belongs to the host's mounts: it must
   * leave their peer group, as the init's mount namespace does.
   */
  void open(Lowering l) {
    List<MountIds> maps = maps(l);
    for (Tree tree : early) {
      call(l, tree.path(), tree.recursive(), tree.cell()).orGoOn();
      l.s().when(succeeded(tree.cell()), opened -> takeAside(l.in(opened), tree, maps));
      tree.within().forEach(name -> open(l, tree.cell(), name).into(tree.cell(name)).orGoOn());
    }
    for (int i = 0; i < maps.size(); i++) {
      l.call(Syscall.CLOSE, value(map(i))).orGoOn();
    }
  }

  /** What user namespaces were made for, each for the first tree that asks for such a one. */
  private List<MountIds> maps(Lowering l) {
    List<MountIds> maps = new ArrayList<>();
    for (Tree tree : early) {
      if (tree.ids().isPresent() && maps.stream().noneMatch(tree.ids().get()::mapsAs)) {
        int site = IdmappedMounts.site(l, tree.origin(), tree.path());
        IdmappedMounts.open(l, tree.ids().get(), map(maps.size()), site);
        maps.add(tree.ids().get());
      }
    }
    return maps;
  }

  private void takeAside(Lowering l, Tree tree, List<MountIds> maps) {
    l.call(
            Syscall.MOUNT_SETATTR,
            value(tree.cell()),
            l.text(""),
            Flags.or(Fcntl.AT_EMPTY_PATH, Fcntl.AT_RECURSIVE),
            Attributes.structure(l.data(), List.of(), Mounts.flag(propagation)),
            Attributes.BYTES)
        .orFail(l.site(Fault.BIND, "cannot take %s aside".formatted(tree.path())));
    for (int i = 0; i < maps.size(); i++) {
      if (tree.ids().isPresent() && maps.get(i).mapsAs(tree.ids().get())) {
        int site = IdmappedMounts.site(l, tree.origin(), tree.path());
        IdmappedMounts.map(l, tree.cell(), map(i), tree.ids().get().recursive(), site);
      }
    }
  }

  /** The user namespace of a map, by its fd. */
  private static Cell map(int number) {
    return new Cell("mount_ids_" + number);
  }

  /** In the supervisor, after the clone: an open tree would keep the host from unmounting it. */
  void close(Sequence s) {
    for (Tree tree : early) {
      s.when(
          succeeded(tree.cell()),
          opened -> opened.call(Syscall.CLOSE, value(tree.cell())).orGoOn());
      for (String name : tree.within()) {
        s.call(Syscall.CLOSE, value(tree.cell(name))).orGoOn();
      }
    }
  }

  /** In the init: a file right in the tree that its step has taken. */
  void takeWithin(Lowering l, Cell tree, String name, Cell into, int site) {
    Optional<Tree> opened = early(l);
    if (opened.isEmpty()) {
      open(l, tree, name).into(into).orFail(site);
      return;
    }
    l.s().move(into, value(opened.get().cell(name)));
    l.s().when(failed(into), none -> open(l.in(none), tree, name).into(into).orFail(site));
  }

  private static PendingCall open(Lowering l, Cell tree, String name) {
    return l.call(
            Syscall.OPENAT2,
            value(tree),
            l.text(name),
            OpenHow.pathWithoutLinks(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN);
  }

  private Optional<Tree> early(Lowering l) {
    return early.stream().filter(tree -> tree.step() == l.index()).findFirst();
  }

  /**
   * In the init: the clone that its step asks for, in {@code into}, where need be a new one. An
   * errno that is passed over is left there.
   */
  void take(Lowering l, String path, boolean recursive, Cell into, int site, Errno... passedOver) {
    Optional<Tree> opened = early(l);
    if (opened.isEmpty()) {
      call(l, path, recursive, into).ignoring(passedOver).orFail(site);
      return;
    }
    l.s().move(into, value(opened.get().cell()));
    if (elsewhere || opened.get().ids().isPresent()) {
      l.s().note(site);
      l.s().when(failed(into), none -> failUnless(none, into, List.of(passedOver)));
    } else {
      l.s()
          .when(
              failed(into),
              none -> call(l.in(none), path, recursive, into).ignoring(passedOver).orFail(site));
    }
  }

  private static void failUnless(Sequence s, Cell errno, List<Errno> passedOver) {
    if (passedOver.isEmpty()) {
      s.fail(errno);
    } else {
      s.when(
          isNot(errno, -passedOver.getFirst().number()),
          other -> failUnless(other, errno, passedOver.subList(1, passedOver.size())));
    }
  }

  /** open_tree(2). */
  static PendingCall call(Lowering l, String path, boolean recursive, Cell into) {
    Constant flags = Flags.or(MountApi.OPEN_TREE_CLONE, MountApi.OPEN_TREE_CLOEXEC);
    return l.call(
            Syscall.OPEN_TREE,
            Fcntl.AT_FDCWD,
            l.text(path),
            recursive ? Flags.or(flags, Fcntl.AT_RECURSIVE) : flags)
        .into(into);
  }
}
