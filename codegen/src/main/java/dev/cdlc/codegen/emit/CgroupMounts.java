package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.MountHierarchy;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import java.util.List;
import java.util.Optional;

/** What a container sees of its cgroups. */
final class CgroupMounts {
  /** The controllers of cgroup v1 that hosts mount by themselves; see cgroups(7). */
  private static final List<String> CONTROLLERS =
      List.of(
          "blkio",
          "cpuset",
          "devices",
          "freezer",
          "hugetlb",
          "memory",
          "misc",
          "perf_event",
          "pids",
          "rdma");

  /** Those that many hosts mount two at a time, with a link for each. */
  private static final List<List<String>> PAIRS =
      List.of(List.of("cpu", "cpuacct"), List.of("net_cls", "net_prio"));

  /** The hierarchy that systemd tracks its services with. */
  private static final String SYSTEMD = "systemd";

  private CgroupMounts() {}

  static void mount(Lowering l, InitAction.MountCgroup action) {
    String what = "cannot mount the cgroups on " + action.target();
    if (action.ownNamespace()) {
      l.s()
          .choose(
              isNot(Cgroups.PURE, 0),
              pure -> mountUnified(l.in(pure), action, what),
              v1 -> mountHierarchies(l.in(v1), action, what));
    } else {
      bindHosts(l, action, what);
    }
  }

  private static void mountUnified(Lowering l, InitAction.MountCgroup action, String what) {
    Mounts.create(l, "cgroup2", "cgroup", List.of(), action.attributes(), what);
    Mounts.attachNew(l, action.target(), what);
  }

  /** A tmpfs with a folder for each hierarchy; it can become read-only only when it has them. */
  private static void mountHierarchies(Lowering l, InitAction.MountCgroup action, String what) {
    List<MountAttribute> writable =
        action.attributes().stream().filter(a -> a != MountAttribute.RDONLY).toList();
    FsOption mode = new FsOption("mode", Optional.of("755"));
    Mounts.create(l, "tmpfs", "cgroup", List.of(mode), writable, what);
    Mounts.attachNew(l, action.target(), what);
    Sequence s = l.s();
    int site = l.site(Fault.MOUNT, what);
    s.note(site);
    s.move(MountHierarchy.VIEW, value(Mounts.TREE));
    s.move(MountHierarchy.ATTRIBUTES, Attributes.bits(action.attributes()));
    CONTROLLERS.forEach(name -> MountHierarchy.ofControllers(s, l.data(), name, name));
    PAIRS.forEach(pair -> mountPair(l, pair.getFirst(), pair.getLast()));
    MountHierarchy.named(s, l.data(), SYSTEMD);
    if (action.attributes().contains(MountAttribute.RDONLY)) {
      Mounts.setAttributes(l, Mounts.TREE, List.of(MountAttribute.RDONLY), false, site);
    }
  }

  private static void mountPair(Lowering l, String first, String second) {
    String both = first + "," + second;
    MountHierarchy.ofControllers(l.s(), l.data(), both, first, second);
    l.s()
        .choose(
            is(MountHierarchy.MOUNTED, 0),
            apart -> {
              MountHierarchy.ofControllers(apart, l.data(), first, first);
              MountHierarchy.ofControllers(apart, l.data(), second, second);
            },
            together -> {
              link(l.in(together), both, first);
              link(l.in(together), both, second);
            });
  }

  private static void link(Lowering l, String target, String name) {
    l.call(Syscall.SYMLINKAT, l.text(target), value(MountHierarchy.VIEW), l.text(name)).orGoOn();
  }

  /** Without a namespace of its own a mount would show the same; only the host has the rest. */
  private static void bindHosts(Lowering l, InitAction.MountCgroup action, String what) {
    int site = l.site(Fault.MOUNT, what);
    Mounts.cloneTree(l, "/sys/fs/cgroup", true, site);
    Mounts.setAttributes(l, Mounts.TREE, action.attributes(), true, site);
    Mounts.attach(l, action.target(), what);
  }
}
