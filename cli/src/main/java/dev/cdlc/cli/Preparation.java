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

  /** Who is told what it depends on. */
  interface Witness {
    /** Whoever need not know. */
    Witness NONE =
        new Witness() {
          @Override
          public void note(String path) {}

          @Override
          public void notePresence(String path) {}
        };

    /** It depends on a file, or on that there is none. */
    void note(String path);

    /** It depends on that something is there. */
    void notePresence(String path);
  }

  /** Makes the root that the container asks for, unless it is there; or what stands in the way. */
  static Optional<Diagnostic> of(CompiledContainer container, Witness witness) {
    return container
        .emission()
        .extras()
        .preparedRoot()
        .flatMap(root -> of(container, root, witness));
  }

  private static Optional<Diagnostic> of(
      CompiledContainer container, Root.Prepared root, Witness witness) {
    return switch (root) {
      case Root.Programs programs -> made(container, programs, witness);
      // An overlay is the executable's to make; what else there is, lowering refuses.
      case Root.Overlay _, Root.Archive _, Root.Image _ -> Optional.empty();
    };
  }

  private static Optional<Diagnostic> made(
      CompiledContainer container, Root.Programs programs, Witness witness) {
    try {
      RootContent content = Programs.collect(programs.paths(), HOST);
      content.asked().forEach(witness::note);
      Path root =
          PreparedRoot.prepare(
              content,
              Path.of(container.emission().extras().folder()),
              container.model().name().value(),
              new LinuxSyscalls());
      witness.notePresence(root.toString());
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
