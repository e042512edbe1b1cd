package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.Optional;

/**
 * Where a name is declared.
 *
 * @param name where it is used
 * @param source the text that declares it
 * @param target its place there; an empty one at the start for a whole file
 */
public record Definition(Span name, Source source, Span target) {
  static Optional<Definition> of(Subject subject) {
    return switch (subject) {
      case Subject.Name(var span, var declaration) ->
          declaration.map(found -> new Definition(span, found.source(), found.word().span()));
      case Subject.Included(var span, var file) ->
          file.map(source -> new Definition(span, source, source.span(0, 0)));
      case Subject.Statement _, Subject.Argument _ -> Optional.empty();
    };
  }
}
