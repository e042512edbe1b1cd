package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import java.util.List;
import java.util.Optional;

/** Every rule there is, by its code; a new one is one more line here. */
final class Rules {
  static final List<Rule> ALL =
      List.of(
          new EveryCapability(),
          new CapabilityOutsideBaseline(),
          new CapabilitiesKept(),
          new EscapeCapability(),
          HostNamespace.pid(),
          HostNamespace.network(),
          HostNamespace.ipc(),
          HostNamespace.uts(),
          new NoUserNamespace(),
          new RunsAsRoot(),
          new NewPrivileges(),
          new NoFilter(),
          new NoLabel(),
          new IdleCapability(),
          new WritableRoot(),
          new HostPathBound(),
          new ControlSocketBound(),
          new SharedPropagation(),
          new LooseMount(),
          new NothingMasked(),
          new DangerousDevice(),
          new MknodAllowed(),
          new SecretInTheOpen(),
          new SecretForOthers(),
          new SysctlNotSafe(),
          new PublishedEverywhere(),
          new ReservedPort(),
          new HookOfTheProject(),
          new RiskyCall(),
          new NoListener(),
          new NamespaceOfAProcess(),
          new WritableCgroup(),
          new NoMemoryLimit(),
          new NoCpuLimit(),
          new NoPidsLimit(),
          new EndlessRestart(),
          new UnlimitedResource(),
          new NoReadyCheck(),
          new NeverKilled(),
          new Unformatted(),
          new DeprecatedHook(),
          new UnusedDeclaration(),
          new Undocumented(),
          new EscapeHatch(),
          OfOneCgroup.v1(),
          OfOneCgroup.v2(),
          new IgnoredRootless(),
          new TooNew(),
          new HostPathMissing(),
          new ControllerMissing(),
          new CommandMissing());

  private Rules() {}

  /** Whether a code is that of a rule. */
  static Optional<Rule> of(Code code) {
    for (Rule rule : ALL) {
      if (rule.code() == code) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
