package dev.cdlc.plan;

/** What undoes an action. */
public enum Inverse {
  /** Nothing outside the acting process has changed. */
  NONE,
  /** None: what is made is what the source asks to be kept. */
  KEPT,
  /** The last process of the container takes it along: mounts, host name, namespaces. */
  ENDS_WITH_CONTAINER,
  /** Kill what runs in the cgroup and rmdir(2) it in every hierarchy, if it was made there. */
  REMOVE_CGROUP,
  /** SIGKILL to the container's init, then wait for it. */
  KILL_INIT,
  /** The caller's terminal gets back the modes that it had. */
  RESTORE_TERMINAL;

  /** What takes an action back. */
  static Inverse of(Action action) {
    return switch (action) {
      case Action.MakeCgroup _, Action.TakeCgroup _ -> REMOVE_CGROUP;
      case Action.Clone _ -> KILL_INIT;
      case Action.MakeUpper _ -> KEPT;
      case Action.RelayTerminal _ -> RESTORE_TERMINAL;
      case Action.Seal _,
          Action.CloseFds _,
          Action.ResetSignals _,
          Action.LimitCgroup _,
          Action.LookUpDevice _,
          Action.RestrictDevices _,
          Action.OpenNamespace _,
          Action.EnterNamespace _,
          Action.LeaveNamespace _,
          Action.PrepareTerminal _,
          Action.AwaitMounts _,
          Action.Release _,
          Action.RunHook _,
          Action.Tend _ ->
          NONE;
      case Action.MapCaller _,
          Action.MapIds _,
          Action.RaiseLimit _,
          Action.DieWithSupervisor _,
          Action.AdjustOomScore _,
          Action.SetSysctl _,
          Action.JoinCgroup _,
          Action.BecomeRoot _,
          Action.BringUpLoopback _,
          Action.OffsetClocks _,
          Action.HideFromPtrace _,
          Action.JoinSessionKeyring _,
          Action.Umask _,
          Action.SetPropagation _,
          Action.OpenRoot _,
          Action.OverlayRoot _,
          Action.Mount _,
          Action.Cover _,
          Action.Bind _,
          Action.Propagate _,
          Action.MountCgroup _,
          Action.Device _,
          Action.Symlink _,
          Action.MakeFolder _,
          Action.MaskPath _,
          Action.ReadonlyPath _,
          Action.ReadonlyRoot _,
          Action.OpenTerminal _,
          Action.PivotRoot _,
          Action.SetHostname _,
          Action.SetDomainname _,
          Action.NewSession _,
          Action.ControlTerminal _,
          Action.AnnounceMounts _,
          Action.AwaitRelease _,
          Action.CreateRuleset _,
          Action.AllowBeneath _,
          Action.SetUser _,
          Action.LimitResource _,
          Action.SetScheduler _,
          Action.SetIoPriority _,
          Action.SetMemoryPolicy _,
          Action.SetPersonality _,
          Action.Chdir _,
          Action.RequireCapabilities _,
          Action.LimitBoundingSet _,
          Action.SetCapabilities _,
          Action.NoNewPrivileges _,
          Action.Reap _,
          Action.RestrictSelf _,
          Action.LoadFilter _,
          Action.Execve _ ->
          ENDS_WITH_CONTAINER;
    };
  }
}
