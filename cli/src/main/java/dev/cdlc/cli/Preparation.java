package dev.cdlc.cli;

import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.oci.ImageDefaults;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Syscalls;
import dev.cdlc.runtime.registry.PullListener;
import dev.cdlc.runtime.root.Archives;
import dev.cdlc.runtime.root.PreparedRoot;
import dev.cdlc.runtime.root.Programs;
import dev.cdlc.runtime.root.RootContent;
import dev.cdlc.runtime.root.RootException;
import dev.cdlc.runtime.root.UnpackListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes what has to be there before a container can start, and is not the executable's to make. */
final class Preparation {
  private static final Path HOST = Path.of("/");

  private final CompiledContainer container;
  private final Witness witness;
  private final Images images;
  private final Listeners listeners;

  private Preparation(
      CompiledContainer container, Witness witness, Images images, Listeners listeners) {
    this.container = container;
    this.witness = witness;
    this.images = images;
    this.listeners = listeners;
  }

  /** Who is told how far it is. */
  record Listeners(PullListener pull, UnpackListener unpack) {
    /** Whoever need not know. */
    static final Listeners NONE = new Listeners(PullListener.NONE, UnpackListener.NONE);
  }

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
  static Optional<Diagnostic> of(
      CompiledContainer container, Witness witness, Images images, Listeners listeners) {
    return container
        .emission()
        .extras()
        .preparedRoot()
        .flatMap(new Preparation(container, witness, images, listeners)::prepared);
  }

  private Optional<Diagnostic> prepared(Root.Prepared root) {
    return switch (root) {
      case Root.Programs(var paths) -> made(_ -> Programs.collect(paths, HOST));
      case Root.Archive(var path, _) -> made(archives -> archives.tar(folder().resolve(path)));
      case Root.OciLayout(var path, var tag, _) ->
          made(archives -> archives.oci(folder().resolve(path), tag, Images.architecture()));
      case Root.DockerArchive(var path, var tag, _) ->
          made(archives -> archives.docker(folder().resolve(path), tag));
      case Root.Registry(var reference, _) -> pulled(reference);
      // An overlay is the executable's to make.
      case Root.Overlay _ -> Optional.empty();
    };
  }

  private Optional<Diagnostic> pulled(String reference) {
    try {
      Image image = images.whole(reference, listeners.pull());
      return made(archives -> archives.image(image));
    } catch (IOException e) {
      return Optional.of(
          ImageDefaults.notPulled(
              reference, SourceFile.reason(e), container.emission().origins().at("/root").span()));
    }
  }

  /** Finds out what a root has. */
  private interface Finding {
    RootContent in(Archives archives) throws RootException;
  }

  private Optional<Diagnostic> made(Finding finding) {
    try {
      Syscalls syscalls = new LinuxSyscalls();
      RootContent content = finding.in(new Archives(syscalls.geteuid() == 0, listeners.unpack()));
      content.asked().forEach(witness::note);
      Path root =
          PreparedRoot.prepare(content, folder(), container.model().name().value(), syscalls);
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

  private Path folder() {
    return Path.of(container.emission().extras().folder());
  }
}
