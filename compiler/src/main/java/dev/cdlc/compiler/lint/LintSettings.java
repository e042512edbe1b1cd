package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Strictness;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How containers are looked over.
 *
 * @param rules what a project file says of single rules
 * @param ignores whether comments may say that a finding is meant
 * @param policies what a project demands besides
 * @param host the machine on which containers are to run, if it may be asked; nothing of it is
 *     looked at otherwise
 */
public record LintSettings(
    Level level,
    Map<Code, Strictness> rules,
    Assume assume,
    Ignores ignores,
    List<Policy> policies,
    Optional<HostFacts> host) {
  /** Where nothing is said. */
  public static final LintSettings DEFAULT =
      new LintSettings(
          Level.BASELINE,
          new EnumMap<>(Code.class),
          Assume.NOTHING,
          Ignores.ALLOWED,
          List.of(),
          Optional.empty());

  public LintSettings {
    rules = Collections.unmodifiableMap(rules.isEmpty() ? Map.of() : new EnumMap<>(rules));
    policies = List.copyOf(policies);
  }

  /** Whether {@code # cdlc:ignore} is heeded. */
  public enum Ignores {
    ALLOWED,
    FORBIDDEN
  }

  public LintSettings withLevel(Level other) {
    return new LintSettings(other, rules, assume, ignores, policies, host);
  }

  public LintSettings withRule(Code code, Strictness strictness) {
    var more = new EnumMap<Code, Strictness>(Code.class);
    more.putAll(rules);
    more.put(code, strictness);
    return new LintSettings(level, more, assume, ignores, policies, host);
  }

  public LintSettings withAssume(Assume other) {
    return new LintSettings(level, rules, other, ignores, policies, host);
  }

  public LintSettings withIgnores(Ignores other) {
    return new LintSettings(level, rules, assume, other, policies, host);
  }

  public LintSettings withPolicies(List<Policy> others) {
    return new LintSettings(level, rules, assume, ignores, others, host);
  }

  public LintSettings withHost(HostFacts known) {
    return new LintSettings(level, rules, assume, ignores, policies, Optional.of(known));
  }

  /** How grave it is what a rule finds; empty where the rule is not followed. */
  Optional<Severity> severity(Rule rule) {
    Strictness said = rules.get(rule.code());
    return said == null ? rule.scale().at(level) : said.severity();
  }

  /** How grave a finding of another pass is; empty where it is not to be told. */
  Optional<Severity> severity(Code code, Severity own) {
    Strictness said = rules.get(code);
    return said == null ? Optional.of(own) : said.severity();
  }

  /** What another pass found, as grave as it is here; errors stay errors. */
  Optional<Diagnostic> graded(Diagnostic found) {
    return Compile.stops(found)
        ? Optional.of(found)
        : severity(found.code(), found.severity()).map(found::withSeverity);
  }
}
