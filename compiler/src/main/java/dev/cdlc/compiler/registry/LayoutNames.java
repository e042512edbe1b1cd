package dev.cdlc.compiler.registry;

import dev.cdlc.grammar.BlockKind;
import dev.cdlc.grammar.StatementNames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The registry as the token filter sees it: which names may begin a line, and how they read on. */
public final class LayoutNames implements StatementNames {
  @Override
  public BlockKind top(OptionalInt version) {
    return new Inside(Context.FILE, version.orElse(Integer.MAX_VALUE));
  }

  private record Inside(Context context, int version) implements BlockKind {
    @Override
    public Optional<Form> form(String name) {
      for (Keyword keyword : Registry.named(context, name)) {
        if (keyword.entry().since() <= version) {
          return Optional.of(form(keyword.entry()));
        }
      }
      return Optional.empty();
    }

    @Override
    public BlockKind block(List<String> head) {
      List<String> words = withoutPrefix(head);
      Optional<Entry> form =
          Registry.find(context, words)
              .map(Keyword::entry)
              .filter(entry -> entry.head().size() > 1);
      return form.map(Stream::of)
          .orElseGet(() -> Registry.named(context, words.getFirst()).stream().map(Keyword::entry))
          .flatMap(entry -> entry.block().stream())
          .findFirst()
          .<BlockKind>map(inside -> new Inside(inside, version))
          .orElse(UNKNOWN);
    }

    private List<String> withoutPrefix(List<String> head) {
      boolean prefixed =
          head.size() > 1
              && Registry.named(context, head.getFirst()).stream()
                  .anyMatch(PrefixKeyword.class::isInstance);
      return prefixed ? head.subList(1, head.size()) : head;
    }

    private static Form form(Entry entry) {
      return entry.parameters().isEmpty() ? Form.PLAIN : form(entry.parameters().getLast());
    }

    private static Form form(Parameter parameter) {
      return switch (parameter.arity()) {
        case WORDS, SCRIPT -> Form.COMMAND;
        case ENTRIES -> Form.ENTRIES;
        case ONE,
            OPTIONAL,
            OPTIONAL_NUMBER,
            BEHIND_WORD,
            WORD_AND_MORE,
            ITEMS_BEHIND_WORD,
            OPTIONS,
            REST,
            ITEMS ->
            Form.PLAIN;
      };
    }
  }
}
