package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.resolve.ProjectRoot;
import java.util.List;

/** What is found in a text that is a whole file. */
public record LintedText(Source source, Linted linted) {
  /** Whether a code is one that only this pass finds; {@code RulePagesTest} checks its page. */
  public static boolean isOfLint(Code code) {
    return code == Code.INVALID_IGNORE
        || code == Code.UNUSED_IGNORE
        || code == Code.POLICY_BROKEN
        || code == Code.EXPECTATION_UNMET
        || code == Code.POLICY_UNTESTED
        || Rules.of(code).isPresent();
  }

  /** The policies of the text itself hold too. */
  static LintedText of(String text, LintSettings settings) {
    var source = new Source(new SourceId(ProjectRoot.PROJECT_FILE), text);
    Compilation compilation = Compile.compile(source, new Bundle("/work", Bundle.Paths.ABSOLUTE));
    List<Policy> policies = compilation.project().map(Project::policies).orElse(List.of());
    return new LintedText(source, Lint.lint(compilation, settings.withPolicies(policies)));
  }

  /** One container with these statements, at a level. */
  static LintedText ofContainer(String statements, Level level) {
    return of(
        "container web < root ./rootfs; run /bin/date; " + statements + " >",
        LintSettings.DEFAULT.withLevel(level));
  }

  List<Code> codes() {
    return linted.findings().stream().map(Diagnostic::code).distinct().toList();
  }

  /** The text that each finding of a code is about. */
  List<String> places(Code code) {
    return linted.findings().stream()
        .filter(found -> found.code() == code)
        .map(found -> source.slice(found.primary().span()))
        .toList();
  }
}
