package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Emission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A .cdl file in the place of a bundle: the bundle is the folder that it is in. */
final class OciSource {
  private OciSource() {}

  /** Whether a path that is given for a bundle is such a file. */
  static boolean isOne(Path path) {
    return path.toString().endsWith(".cdl") && !Files.isDirectory(path);
  }

  /**
   * Compiles its only container, and makes its root where it has to be made.
   *
   * @param file an absolute path
   */
  static OciBundle bundle(Path file, Map<String, String> environment)
      throws CommandException, IOException {
    Source source = OciBundle.source(file.toString(), file, "there is no file " + file);
    Compilation compilation =
        Compile.compile(
            source,
            new Bundle(folder(file).toString(), Bundle.Paths.ABSOLUTE),
            new FileInputs(environment),
            Settings.NONE.withHost(new CallerIds()));
    return bundle(file, only(file, compilation), compilation.sources(), new Images(environment));
  }

  private static CompiledContainer only(Path file, Compilation compilation)
      throws CommandException {
    if (compilation.diagnostics().stream().anyMatch(Compile::stops)) {
      throw new CommandException(OciBundle.text(compilation.sources(), compilation.diagnostics()));
    }
    if (compilation.containers().size() != 1) {
      throw new CommandException(
          "%s has %d containers, and a bundle has one"
              .formatted(file, compilation.containers().size()));
    }
    return compilation.containers().getFirst();
  }

  private static OciBundle bundle(
      Path file, CompiledContainer container, Sources sources, Images images)
      throws CommandException {
    Emission emission = container.emission();
    if (container.model().process().command().isEmpty()) {
      throw new CommandException("%s names no command for its container".formatted(file));
    }
    if (emission.extras().fileRules().isPresent()) {
      throw new CommandException(
          "%s asks for `landlock`, which would not hold for what exec starts".formatted(file));
    }
    Optional<Diagnostic> obstacle =
        Preparation.of(container, Preparation.Witness.NONE, images, Preparation.Listeners.NONE);
    if (obstacle.isPresent()) {
      throw new CommandException(OciBundle.text(sources, List.of(obstacle.get())));
    }
    return new OciBundle(
        folder(file),
        emission.config(),
        emission.extras(),
        emission.origins(),
        container.configJson());
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}
