package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isNot;

import dev.cdlc.plan.Action;
import java.util.List;

/** What a container sees of its cgroups. */
final class CgroupMounts {
  private CgroupMounts() {}

  static void mount(Lowering l, Action.MountCgroup action) {
    String what = "cannot mount the cgroups on " + action.target();
    if (action.ownNamespace()) {
      l.s()
          .choose(
              isNot(Cgroups.PURE, 0),
              pure -> mountUnified(l.in(pure), action, what),
              v1 -> bindHosts(l.in(v1), action, what));
    } else {
      bindHosts(l, action, what);
    }
  }

  private static void mountUnified(Lowering l, Action.MountCgroup action, String what) {
    Mounts.create(l, "cgroup2", "cgroup", List.of(), action.attributes(), what);
    Mounts.attach(l, action.target(), what);
  }

  private static void bindHosts(Lowering l, Action.MountCgroup action, String what) {
    int site = l.site(Fault.MOUNT, what);
    Mounts.cloneTree(l, "/sys/fs/cgroup", true, site);
    Mounts.setAttributes(l, Mounts.TREE, action.attributes(), true, site);
    Mounts.attach(l, action.target(), what);
  }
}
