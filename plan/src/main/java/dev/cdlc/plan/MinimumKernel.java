package dev.cdlc.plan;

import java.util.Collections;
import java.util.List;

/**
 * The first kernel that can do an action. Source: the history sections of the manual pages named
 * beside each, Linux man-pages 6.x; 2.6 stands for all that is older than the tree's present form.
 */
final class MinimumKernel {
  /** setsid(2), pivot_root(2), prctl(2), setresuid(2), signalfd4(2) and the like. */
  private static final KernelVersion ANY = new KernelVersion(2, 6);

  /** openat2(2), beneath the root. */
  private static final KernelVersion OPENAT2 = new KernelVersion(5, 6);

  /** mount_setattr(2), after open_tree(2) and move_mount(2) of 5.2. */
  private static final KernelVersion MOUNT_SETATTR = new KernelVersion(5, 12);

  /** mount_setattr(2), MOUNT_ATTR_NOSYMFOLLOW. */
  private static final KernelVersion NOSYMFOLLOW = new KernelVersion(5, 14);

  private MinimumKernel() {}

  static KernelVersion of(Action action) {
    return switch (action) {
      // execveat(2), after memfd_create(2) of 3.17
      case SupervisorAction.Seal _ -> new KernelVersion(3, 19);
      // close_range(2)
      case SupervisorAction.CloseFds _, InitAction.Reap _, InitAction.RunHook _ ->
          new KernelVersion(5, 9);
      // ioctl_ns(2), NS_GET_NSTYPE
      case SupervisorAction.OpenNamespace _ -> new KernelVersion(4, 11);
      case SupervisorAction.EnterNamespace(var kind, _) -> of(kind);
      case SupervisorAction.LeaveNamespace(var kind) -> of(kind);
      // pidfd_open(2)
      case SupervisorAction.OpenProcess _ -> new KernelVersion(5, 3);
      // setns(2), of a pidfd
      case SupervisorAction.EnterNamespaces _ -> new KernelVersion(5, 8);
      // clone(2), CLONE_INTO_CGROUP; clone3 itself is of 5.3
      case SupervisorAction.Clone _, SupervisorAction.OpenCgroup _ -> new KernelVersion(5, 7);
      // user_namespaces(7), /proc/PID/setgroups
      case SupervisorAction.MapCaller _, SupervisorAction.MapIds _, InitAction.BecomeRoot _ ->
          new KernelVersion(3, 19);
      // waitid(2), P_PIDFD, after pidfd_send_signal(2) of 5.1
      case SupervisorAction.Tend _, SupervisorAction.ConnectNetwork _ -> new KernelVersion(5, 4);
      // setns(2), by a pidfd
      case SupervisorAction.MoveNetDevice _ -> new KernelVersion(5, 8);
      // pidfd_getfd(2)
      case SupervisorAction.PassListener _, SupervisorAction.TakeFds _ -> new KernelVersion(5, 6);
      // statx(2)
      case SupervisorAction.LookUpDevice _ -> new KernelVersion(4, 11);
      // bpf(2), BPF_PROG_TYPE_CGROUP_DEVICE; cgroup v1 had devices before
      case SupervisorAction.RestrictDevices _ -> new KernelVersion(4, 15);
      // time_namespaces(7)
      case InitAction.OffsetClocks _ -> new KernelVersion(5, 6);
      // cgroup_namespaces(7)
      case InitAction.JoinCgroup(var fresh) -> fresh ? new KernelVersion(4, 6) : ANY;
      case InitAction.Mount mount ->
          orNewer(filled(mount.copyUp(), mount.attributes()), mount.attributes());
      case InitAction.Cover cover ->
          orNewer(filled(cover.copyUp(), cover.attributes()), cover.attributes());
      case InitAction.CoverFiles cover ->
          orNewer(cover.attributes().isEmpty() ? OPENAT2 : MOUNT_SETATTR, cover.attributes());
      case InitAction.Bind bind -> orNewer(MOUNT_SETATTR, bind.attributes());
      case InitAction.MountCgroup mount -> orNewer(MOUNT_SETATTR, mount.attributes());
      case InitAction.Device device -> device.bound() ? MOUNT_SETATTR : OPENAT2;
      case InitAction.Symlink _, InitAction.MakeFolder _, InitAction.LabelMount _ -> OPENAT2;
      case InitAction.SetExecLabel(var module, _, _) -> of(module);
      case InitAction.OpenRoot _,
          InitAction.Propagate _,
          InitAction.MaskPath _,
          InitAction.ReadonlyPath _,
          InitAction.ReadonlyMount _,
          InitAction.ReadonlyRoot _ ->
          MOUNT_SETATTR;
      // capabilities(7), the ambient set
      case InitAction.SetCapabilities(_, _, _, var ambient) ->
          ambient.isEmpty() ? ANY : new KernelVersion(4, 3);
      // PR_SET_NO_NEW_PRIVS(2const)
      case InitAction.NoNewPrivileges _ -> new KernelVersion(3, 5);
      case InitAction.LoadFilter(var filter) -> of(filter);
      // landlock(7)
      case InitAction.CreateRuleset _, InitAction.AllowBeneath _, InitAction.RestrictSelf _ ->
          new KernelVersion(5, 13);
      // the kernel's overlayfs.rst: in a user namespace; else fsconfig(2) of 5.2
      case InitAction.OverlayRoot(_, var userNamespace) ->
          userNamespace ? new KernelVersion(5, 11) : OPENAT2;
      // sched_setattr(2)
      case InitAction.SetScheduler _ -> new KernelVersion(3, 14);
      case InitAction.SetMemoryPolicy(var mode, _, _) -> of(mode);
      // ioctl_tty(2), TIOCGPTPEER; openat2(2) and open_tree(2) are newer
      case InitAction.OpenTerminal _ -> OPENAT2;
      case SupervisorAction.ResetSignals _,
          SupervisorAction.ClaimName _,
          SupervisorAction.KeepRecord _,
          SupervisorAction.MakeCgroup _,
          SupervisorAction.MakeDelegatedCgroup _,
          SupervisorAction.TakeCgroup _,
          SupervisorAction.LimitCgroup _,
          SupervisorAction.PrepareTerminal _,
          SupervisorAction.ConnectConsole _,
          SupervisorAction.SetCpuAffinity _,
          SupervisorAction.EnterCgroup _,
          SupervisorAction.AwaitMounts _,
          SupervisorAction.MakeStartFifo _,
          SupervisorAction.Leave _,
          SupervisorAction.SendTerminal _,
          SupervisorAction.AwaitCommand _,
          SupervisorAction.WritePid _,
          SupervisorAction.Exit _,
          SupervisorAction.MakeUpper _,
          SupervisorAction.TryPort _,
          SupervisorAction.Release _,
          SupervisorAction.ConnectListener _,
          SupervisorAction.RelayTerminal _,
          InitAction.DieWithSupervisor _,
          InitAction.AdjustOomScore _,
          InitAction.SetSysctl _,
          InitAction.BringUpLoopback _,
          InitAction.HideFromPtrace _,
          InitAction.JoinSessionKeyring _,
          InitAction.Umask _,
          InitAction.SetPropagation _,
          InitAction.PivotRoot _,
          InitAction.SetHostname _,
          InitAction.SetDomainname _,
          InitAction.NewSession _,
          InitAction.ControlTerminal _,
          InitAction.AnnounceMounts _,
          InitAction.AwaitRelease _,
          InitAction.AwaitStart _,
          InitAction.SetUser _,
          InitAction.Chdir _,
          InitAction.LimitResource _,
          SupervisorAction.RaiseLimit _,
          InitAction.SetIoPriority _,
          InitAction.SetPersonality _,
          InitAction.RequireCapabilities _,
          InitAction.LimitBoundingSet _,
          InitAction.Execve _ ->
          ANY;
    };
  }

  /** setns(2). */
  private static KernelVersion of(Namespace kind) {
    return switch (kind) {
      case NET, IPC, UTS -> new KernelVersion(3, 0);
      case PID, MNT, USER -> new KernelVersion(3, 8);
      case CGROUP -> new KernelVersion(4, 6);
      case TIME -> new KernelVersion(5, 6);
    };
  }

  /** proc_pid_attr(5) for the folder of AppArmor; openat2(2) else. */
  private static KernelVersion of(SecurityModule module) {
    return switch (module) {
      case APPARMOR -> new KernelVersion(5, 8);
      case SELINUX -> OPENAT2;
    };
  }

  /** set_mempolicy(2). */
  private static KernelVersion of(MemoryPolicyMode mode) {
    return switch (mode) {
      case DEFAULT, PREFERRED, BIND, INTERLEAVE -> ANY;
      case LOCAL -> new KernelVersion(3, 8);
      case PREFERRED_MANY -> new KernelVersion(5, 15);
      case WEIGHTED_INTERLEAVE -> new KernelVersion(6, 9);
    };
  }

  /** seccomp(2): the call itself is of 3.17. */
  private static KernelVersion of(SeccompFilter filter) {
    KernelVersion newest = new KernelVersion(3, 17);
    for (SeccompFilter.Flag flag : filter.flags()) {
      newest = Collections.max(List.of(newest, of(flag)));
    }
    newest = Collections.max(List.of(newest, of(filter.defaultAction())));
    for (SeccompFilter.Rule rule : filter.rules()) {
      newest = Collections.max(List.of(newest, of(rule.action())));
    }
    return newest;
  }

  private static KernelVersion of(SeccompFilter.Flag flag) {
    return switch (flag) {
      case TSYNC -> new KernelVersion(3, 17);
      case LOG -> new KernelVersion(4, 14);
      case SPEC_ALLOW -> new KernelVersion(4, 17);
      case WAIT_KILLABLE_RECV -> new KernelVersion(5, 19);
    };
  }

  private static KernelVersion of(SeccompAction action) {
    return switch (action) {
      case SeccompAction.KillProcess _, SeccompAction.Log _ -> new KernelVersion(4, 14);
      case SeccompAction.Notify _ -> new KernelVersion(5, 0);
      case SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Deny _,
          SeccompAction.Trace _,
          SeccompAction.Allow _ ->
          new KernelVersion(3, 17);
    };
  }

  /** What is filled becomes read-only by a call of its own. */
  private static KernelVersion filled(boolean copyUp, List<MountAttribute> attributes) {
    return copyUp && attributes.contains(MountAttribute.RDONLY) ? MOUNT_SETATTR : OPENAT2;
  }

  private static KernelVersion orNewer(KernelVersion least, List<MountAttribute> attributes) {
    return attributes.contains(MountAttribute.NOSYMFOLLOW) ? NOSYMFOLLOW : least;
  }
}
