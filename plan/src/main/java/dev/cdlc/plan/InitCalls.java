package dev.cdlc.plan;

import java.util.List;

/**
 * The system calls that the init makes for an action which may come after its filter of system
 * calls. Those that it makes only once it has failed are not among them: the supervisor learns of a
 * failure from memory that both share.
 */
public final class InitCalls {
  /** Names are looked for in files of the container. */
  private static final List<String> SET_USER =
      List.of(
          "setgroups",
          "setresgid",
          "setresuid",
          "prctl",
          "capget",
          "capset",
          "openat2",
          "read",
          "close");

  private InitCalls() {}

  /** Names as in section 2 of the manual; none for an action that always comes before. */
  public static List<String> of(Action action) {
    return switch (action) {
      case InitAction.SetUser _ -> SET_USER;
      case InitAction.DieWithSupervisor _ -> List.of("prctl", "ppoll");
      case InitAction.Chdir(var path) ->
          path.equals("/") ? List.of() : List.of("openat2", "fchdir");
      case InitAction.LimitResource limit ->
          limit.dispensable() ? List.of("prlimit64", "write") : List.of("prlimit64");
      case InitAction.SetCapabilities _ -> List.of("capget", "capset", "prctl");
      case InitAction.NoNewPrivileges _ -> List.of("prctl");
      case InitAction.RestrictSelf _ -> List.of("landlock_restrict_self");
      case InitAction.AwaitStart _ -> List.of("faccessat", "write", "read");
      case InitAction.Execve _ -> List.of("mmap", "rt_sigprocmask", "execve");
      case SupervisorAction.Seal _,
          InitAction.BringUpLoopback _,
          InitAction.OffsetClocks _,
          SupervisorAction.CloseFds _,
          SupervisorAction.ResetSignals _,
          SupervisorAction.MakeCgroup _,
          SupervisorAction.MakeDelegatedCgroup _,
          SupervisorAction.TakeCgroup _,
          SupervisorAction.LimitCgroup _,
          SupervisorAction.LookUpDevice _,
          SupervisorAction.RestrictDevices _,
          SupervisorAction.OpenNamespace _,
          SupervisorAction.EnterNamespace _,
          SupervisorAction.LeaveNamespace _,
          SupervisorAction.Clone _,
          SupervisorAction.MapCaller _,
          SupervisorAction.MapIds _,
          SupervisorAction.RaiseLimit _,
          SupervisorAction.PrepareTerminal _,
          SupervisorAction.ConnectConsole _,
          SupervisorAction.TakeFds _,
          SupervisorAction.OpenProcess _,
          SupervisorAction.OpenCgroup _,
          SupervisorAction.SetCpuAffinity _,
          SupervisorAction.EnterCgroup _,
          SupervisorAction.EnterNamespaces _,
          SupervisorAction.AwaitMounts _,
          SupervisorAction.MakeUpper _,
          SupervisorAction.MakeStartFifo _,
          SupervisorAction.ClaimName _,
          SupervisorAction.KeepRecord _,
          SupervisorAction.Release _,
          SupervisorAction.MoveNetDevice _,
          SupervisorAction.TryPort _,
          SupervisorAction.ConnectNetwork _,
          SupervisorAction.ConnectListener _,
          SupervisorAction.PassListener _,
          SupervisorAction.RelayTerminal _,
          SupervisorAction.Tend _,
          SupervisorAction.Leave _,
          SupervisorAction.SendTerminal _,
          SupervisorAction.AwaitCommand _,
          SupervisorAction.WritePid _,
          SupervisorAction.Exit _,
          InitAction.AdjustOomScore _,
          InitAction.SetSysctl _,
          InitAction.JoinCgroup _,
          InitAction.BecomeRoot _,
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
          InitAction.MountCgroup _,
          InitAction.Propagate _,
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
          InitAction.RunHook _,
          InitAction.AwaitRelease _,
          InitAction.CreateRuleset _,
          InitAction.AllowBeneath _,
          InitAction.Reap _,
          InitAction.SetScheduler _,
          InitAction.SetIoPriority _,
          InitAction.SetMemoryPolicy _,
          InitAction.SetPersonality _,
          InitAction.RequireCapabilities _,
          InitAction.LimitBoundingSet _,
          InitAction.LoadFilter _ ->
          List.of();
    };
  }
}
