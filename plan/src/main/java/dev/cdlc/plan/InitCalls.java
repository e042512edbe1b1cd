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
      case Action.SetUser _ -> SET_USER;
      case Action.DieWithSupervisor _ -> List.of("prctl", "ppoll");
      case Action.Chdir(var path) -> path.equals("/") ? List.of() : List.of("openat2", "fchdir");
      case Action.LimitResource _ -> List.of("prlimit64");
      case Action.SetCapabilities _ -> List.of("capget", "capset", "prctl");
      case Action.NoNewPrivileges _ -> List.of("prctl");
      case Action.RestrictSelf _ -> List.of("landlock_restrict_self");
      case Action.Execve _ -> List.of("mmap", "rt_sigprocmask", "execve");
      case Action.Seal _,
          Action.BringUpLoopback _,
          Action.OffsetClocks _,
          Action.CloseFds _,
          Action.ResetSignals _,
          Action.MakeCgroup _,
          Action.TakeCgroup _,
          Action.LimitCgroup _,
          Action.LookUpDevice _,
          Action.RestrictDevices _,
          Action.OpenNamespace _,
          Action.EnterNamespace _,
          Action.LeaveNamespace _,
          Action.Clone _,
          Action.MapCaller _,
          Action.MapIds _,
          Action.RaiseLimit _,
          Action.PrepareTerminal _,
          Action.AwaitMounts _,
          Action.MakeUpper _,
          Action.Release _,
          Action.RelayTerminal _,
          Action.Tend _,
          Action.AdjustOomScore _,
          Action.SetSysctl _,
          Action.JoinCgroup _,
          Action.BecomeRoot _,
          Action.HideFromPtrace _,
          Action.JoinSessionKeyring _,
          Action.Umask _,
          Action.SetPropagation _,
          Action.OpenRoot _,
          Action.OverlayRoot _,
          Action.Mount _,
          Action.Cover _,
          Action.Bind _,
          Action.MountCgroup _,
          Action.Propagate _,
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
          Action.RunHook _,
          Action.AwaitRelease _,
          Action.CreateRuleset _,
          Action.AllowBeneath _,
          Action.Reap _,
          Action.SetScheduler _,
          Action.SetIoPriority _,
          Action.SetMemoryPolicy _,
          Action.SetPersonality _,
          Action.RequireCapabilities _,
          Action.LimitBoundingSet _,
          Action.LoadFilter _ ->
          List.of();
    };
  }
}
