package dev.cdlc.compiler;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Observation;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.resolve.FileSet;
import java.util.List;
import java.util.Optional;

/**
 * All that the passes made of one source: the containers of its set of files, none where an error
 * of the CDL00xx or CDL10xx blocks stands in the way, and every finding.
 *
 * @param source the one that was named
 * @param files that one and all that it includes, as trees
 * @param sources theirs, and those of what they use
 * @param project what a project file says; empty for other files
 * @param expectations what a test file says is found in its containers; none for other files
 * @param observations what the passes read besides it: while all still hold, the result does
 */
public record Compilation(
    Source source,
    FileSet files,
    Sources sources,
    List<CompiledContainer> containers,
    List<Diagnostic> diagnostics,
    Optional<Project> project,
    List<Expectation> expectations,
    List<Observation> observations) {
  public Compilation {
    containers = List.copyOf(containers);
    diagnostics = List.copyOf(diagnostics);
    expectations = List.copyOf(expectations);
    observations = List.copyOf(observations);
  }

  Compilation withoutContainers() {
    return new Compilation(
        source, files, sources, List.of(), diagnostics, project, expectations, observations);
  }
}
