package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.List;
import java.util.Optional;

/**
 * What a tool may know of one text and of what it includes. Offsets count code points from 0; one
 * that lies outside of the text is answered as its nearest end is.
 */
public final class Analysis {
  private final Compilation compilation;
  private final SyntaxFile file;
  private final Names names;

  private Analysis(Compilation compilation) {
    this.compilation = compilation;
    this.file = compilation.files().main().file();
    this.names = new Names(compilation.files());
  }

  /**
   * Parses and checks a text.
   *
   * @param folder the absolute path that relative paths in the text start at
   * @param inputs where included files come from: {@link Buffers} for those that are not saved
   */
  public static Analysis of(Source source, String folder, Inputs inputs) {
    return new Analysis(
        Compile.inspect(
            source,
            new Bundle(folder, Bundle.Paths.ABSOLUTE),
            inputs,
            Settings.NONE.with(Settings.Values.DISPENSABLE)));
  }

  /** The text, and those that it includes. */
  public Sources sources() {
    return compilation.sources();
  }

  /** All that is wrong with the source, as {@code cdlc validate} tells it. */
  public List<Diagnostic> diagnostics() {
    return compilation.diagnostics();
  }

  /** What may be written at an offset, or may take the place of the word that ends there. */
  public List<Completion> completions(int offset) {
    Place place = place(offset);
    return place.inComment() ? List.of() : new Completions(place, names).all();
  }

  /** What stands at an offset. */
  public Optional<Hover> hover(int offset) {
    return Subject.at(place(offset), names).flatMap(new Hovers(names)::of);
  }

  /** Where what stands at an offset is declared. */
  public Optional<Definition> definition(int offset) {
    return Subject.at(place(offset), names).flatMap(Definition::of);
  }

  private Place place(int offset) {
    return Place.in(file, Math.clamp(offset, 0, file.source().length()));
  }
}
