package dev.cdlc.plan;

/** What undoes an action. */
public enum Inverse {
  /** Nothing outside the acting process has changed. */
  NONE,
  /** None: what is made is to be kept, by the source's word or for who comes later. */
  KEPT,
  /** The last process of the container takes it along: mounts, host name, namespaces. */
  ENDS_WITH_CONTAINER,
  /** Kill what runs in the cgroup and rmdir(2) it in every hierarchy, if it was made there. */
  REMOVE_CGROUP,
  /** SIGKILL to the container's init, then wait for it. */
  KILL_INIT,
  /** SIGKILL to what the supervisor started beside the init, then wait for it. */
  KILL_PROGRAM,
  /** The caller's terminal gets back the modes that it had. */
  RESTORE_TERMINAL;

  /** What takes an action back. */
  static Inverse of(Action action) {
    return switch (action) {
      case SupervisorAction.MakeCgroup _,
          SupervisorAction.MakeDelegatedCgroup _,
          SupervisorAction.TakeCgroup _ ->
          REMOVE_CGROUP;
      case SupervisorAction.Clone _ -> KILL_INIT;
      case SupervisorAction.ConnectNetwork _ -> KILL_PROGRAM;
      case SupervisorAction.MakeUpper _,
          SupervisorAction.MakeStartFifo _,
          SupervisorAction.Leave _,
          SupervisorAction.ClaimName _,
          SupervisorAction.KeepRecord _,
          SupervisorAction.WritePid _ ->
          KEPT;
      case SupervisorAction.RelayTerminal _ -> RESTORE_TERMINAL;
      case SupervisorAction.Seal _,
          SupervisorAction.CloseFds _,
          SupervisorAction.ResetSignals _,
          SupervisorAction.LimitCgroup _,
          SupervisorAction.LookUpDevice _,
          SupervisorAction.TryPort _,
          SupervisorAction.RestrictDevices _,
          SupervisorAction.OpenNamespace _,
          SupervisorAction.EnterNamespace _,
          SupervisorAction.LeaveNamespace _,
          SupervisorAction.PrepareTerminal _,
          SupervisorAction.ConnectConsole _,
          SupervisorAction.TakeFds _,
          SupervisorAction.OpenProcess _,
          SupervisorAction.OpenCgroup _,
          SupervisorAction.SetCpuAffinity _,
          SupervisorAction.EnterCgroup _,
          SupervisorAction.EnterNamespaces _,
          SupervisorAction.SendTerminal _,
          SupervisorAction.AwaitCommand _,
          SupervisorAction.Exit _,
          SupervisorAction.AwaitMounts _,
          SupervisorAction.Release _,
          SupervisorAction.ConnectListener _,
          SupervisorAction.PassListener _,
          InitAction.RunHook _,
          SupervisorAction.Tend _ ->
          NONE;
      case SupervisorAction.MapCaller _,
          SupervisorAction.MoveNetDevice _,
          SupervisorAction.MapIds _,
          SupervisorAction.RaiseLimit _,
          InitAction.DieWithSupervisor _,
          InitAction.AdjustOomScore _,
          InitAction.SetSysctl _,
          InitAction.JoinCgroup _,
          InitAction.BecomeRoot _,
          InitAction.BringUpLoopback _,
          InitAction.OffsetClocks _,
          InitAction.HideFromPtrace _,
          InitAction.JoinSessionKeyring _,
          InitAction.Umask _,
          InitAction.SetPropagation _,
          InitAction.OpenRoot _,
          InitAction.OverlayRoot _,
          InitAction.Mount _,
          InitAction.Cover _,
          InitAction.CoverFiles _,
          InitAction.Bind _,
          InitAction.Propagate _,
          InitAction.MountCgroup _,
          InitAction.Device _,
          InitAction.Symlink _,
          InitAction.MakeFolder _,
          InitAction.MaskPath _,
          InitAction.ReadonlyPath _,
          InitAction.ReadonlyMount _,
          InitAction.ReadonlyRoot _,
          InitAction.LabelMount _,
          InitAction.SetExecLabel _,
          InitAction.OpenTerminal _,
          InitAction.PivotRoot _,
          InitAction.SetHostname _,
          InitAction.SetDomainname _,
          InitAction.NewSession _,
          InitAction.ControlTerminal _,
          InitAction.AnnounceMounts _,
          InitAction.AwaitRelease _,
          InitAction.AwaitStart _,
          InitAction.CreateRuleset _,
          InitAction.AllowBeneath _,
          InitAction.SetUser _,
          InitAction.LimitResource _,
          InitAction.SetScheduler _,
          InitAction.SetIoPriority _,
          InitAction.SetMemoryPolicy _,
          InitAction.SetPersonality _,
          InitAction.Chdir _,
          InitAction.RequireCapabilities _,
          InitAction.LimitBoundingSet _,
          InitAction.SetCapabilities _,
          InitAction.NoNewPrivileges _,
          InitAction.Reap _,
          InitAction.RestrictSelf _,
          InitAction.LoadFilter _,
          InitAction.Execve _ ->
          ENDS_WITH_CONTAINER;
    };
  }
}
