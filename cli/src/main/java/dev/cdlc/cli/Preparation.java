package dev.cdlc.cli;

import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.root.PreparedRoot;
import dev.cdlc.runtime.root.Programs;
import dev.cdlc.runtime.root.RootContent;
import dev.cdlc.runtime.root.RootException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what has to be there before a container can start, and is not the executable's to make. */
final class Preparation {
  private static final Path HOST = Path.of("/");

  private Preparation() {}

  /** Makes the root that the container asks for, unless it is there; or what stands in the way. */
  static Optional<Diagnostic> of(CompiledContainer container) {
    return container.emission().extras().preparedRoot().flatMap(root -> of(container, root));
  }

  private static Optional<Diagnostic> of(CompiledContainer container, Root.Prepared root) {
    return switch (root) {
      case Root.Programs programs -> made(container, programs);
      // An overlay is the executable's to make; what else there is, lowering refuses.
      case Root.Overlay _, Root.Archive _, Root.Image _ -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> made(CompiledContainer container, Root.Programs programs) {
    try {
      RootContent content = Programs.collect(programs.paths(), HOST);
      PreparedRoot.prepare(
          content,
          Path.of(container.emission().extras().folder()),
          container.model().name().value(),
          new LinuxSyscalls());
      return Optional.empty();
    } catch (RootException e) {
      return Optional.of(
          Diagnostic.of(
                  Code.ROOT_NOT_PREPARED,
                  container.emission().origins().at("/root").span(),
                  e.getMessage())
              .withHelp(e.help()));
    }
  }
}
