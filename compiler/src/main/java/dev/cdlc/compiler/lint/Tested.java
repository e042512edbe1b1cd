package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Policy;
import java.util.List;

/**
 * What came of a test file.
 *
 * @param findings what is not as it is expected, or keeps that from being known
 * @param met how many expectations were
 * @param broken the policies that a container was expected to break, and did
 */
public record Tested(List<Diagnostic> findings, int met, List<Policy> broken) {
  public Tested {
    findings = List.copyOf(findings);
    broken = List.copyOf(broken);
  }
}
