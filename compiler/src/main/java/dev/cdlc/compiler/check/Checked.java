package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.Project;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking a set of files.
 *
 * @param containers an included file's before those of the file that includes it; one that depends
 *     on a value that nobody gave is left out, and all are where an error stands in the way
 * @param sources of the set, of the built-in profiles that it uses, and of the files that its
 *     statements name
 * @param project what a project file says; empty for other files
 * @param expectations what a test file says is found in containers; none for other files
 */
public record Checked(
    List<Container> containers,
    Sources sources,
    Optional<Project> project,
    List<Expectation> expectations) {
  public Checked {
    containers = List.copyOf(containers);
    expectations = List.copyOf(expectations);
  }
}
