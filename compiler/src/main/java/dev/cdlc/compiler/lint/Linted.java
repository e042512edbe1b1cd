package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import java.util.List;

/**
 * What is to be told of a source.
 *
 * @param findings those of all passes, as grave as level and project file make them
 * @param suppressed what a comment says is meant
 */
public record Linted(List<Diagnostic> findings, List<Suppressed> suppressed) {
  public Linted {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
  }

  /**
   * A finding that is not told.
   *
   * @param reason as the comment gives it; may be empty
   */
  public record Suppressed(Diagnostic finding, String reason) {}
}
