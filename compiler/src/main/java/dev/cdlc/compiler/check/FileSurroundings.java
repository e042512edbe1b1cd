package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.resolve.Paths;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/**
 * The surroundings of statements in one file of a set.
 *
 * @param folder what its relative paths begin with, seen from the folder of the file that was
 *     named; empty where both are the same
 */
record FileSurroundings(
    Evaluation evaluation, Scope scope, String folder, Pass pass, NamedFiles files)
    implements Surroundings {
  @Override
  public Part part(Word word, Optional<Span> comma) {
    return word.refers() ? interpolated(word, comma) : NONE.part(word, comma);
  }

  private Part interpolated(Word word, Optional<Span> comma) {
    return switch (evaluation.interpolate(word, scope)) {
      case Interpolation.Done done -> {
        evaluation.explain(word, done);
        Word said = new Word(done.text(), word.pieces(), false, word.span());
        yield new Part(said, comma, new Part.Inserted(done.texts(), done.secret()));
      }
      case Interpolation.Unknown(var missing) -> {
        missing.filter(_ -> pass.needsValues()).ifPresent(evaluation::reportMissing);
        pass.doubt();
        Word unknown = new Word(word.text(), word.pieces(), true, word.span());
        yield NONE.part(unknown, comma);
      }
    };
  }

  @Override
  public int doubts() {
    return pass.doubts();
  }

  @Override
  public Word located(Word path) {
    return folder.isEmpty() || path.text().startsWith("/") || path.text().isEmpty()
        ? path
        : new Word(below(path.text()), path.pieces(), path.broken(), path.span());
  }

  /** It still begins as a relative path does. */
  private String below(String path) {
    return (folder.startsWith(".") ? "" : "./") + Paths.join(folder, path);
  }
}
