package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Optional;

/** Says what is to be known of a subject. */
record Hovers(Names names) {
  Optional<Hover> of(Subject subject) {
    return switch (subject) {
      case Subject.Statement(var span, var entry) -> Optional.of(new Hover(span, text(entry)));
      case Subject.Argument(var span, var text, var slot) ->
          Optional.of(new Hover(span, text(slot, text)));
      case Subject.Name(var span, var declaration) ->
          declaration.map(found -> new Hover(span, text(found)));
      case Subject.Included(var span, var file) ->
          file.map(source -> new Hover(span, source.id().name() + "\n"));
    };
  }

  private static String text(Entry entry) {
    return "%s\n\n%s\n\nunsaid: %s\n".formatted(entry.synopsis(), entry.doc(), entry.fallback());
  }

  /** What has a page of its own by that page; else what the value must be. */
  private static String text(Slot slot, String text) {
    Parameter parameter = slot.parameter();
    return slot.fixed()
        ? "%s: %s\n".formatted(parameter.name(), parameter.type().doc())
        : page(parameter.type(), text)
            .orElseGet(() -> "%s: %s\n".formatted(parameter.name(), parameter.doc()));
  }

  private static Optional<String> page(ValueType type, String text) {
    if (type == ValueType.CAPABILITY) {
      return Explain.page("capability " + text);
    }
    if (type == ValueType.SYSCALL) {
      return Explain.page("syscall " + text);
    }
    return type == ValueType.PROFILE ? Explain.page("profile " + text) : Optional.empty();
  }

  private String text(Declaration declaration) {
    String doc = declaration.doc();
    return declaration.head()
        + "\n"
        + (doc.isEmpty() ? "" : "\n" + doc + "\n")
        + declaration.value().map(value -> value(declaration, value)).orElse("");
  }

  private String value(Declaration declaration, Word word) {
    return "\nvalue: " + Value.of(word, declaration.file(), names) + "\n";
  }
}
