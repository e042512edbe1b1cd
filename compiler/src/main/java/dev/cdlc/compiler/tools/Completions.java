package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FileKeyword;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.registry.VariantKeyword;
import dev.cdlc.compiler.tools.Completion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be written at a place: what begins as that does which is written there already. */
final class Completions {
  private static final List<String> HOST_VALUES = List.of("host.uid", "host.gid");

  private final Place place;
  private final Names names;
  private final List<Completion> all = new ArrayList<>();

  Completions(Place place, Names names) {
    this.place = place;
    this.names = names;
  }

  /** In the order of the registry and of the sources; nothing twice. */
  List<Completion> all() {
    Optional<Span> reference = place.reference();
    if (reference.isPresent()) {
      values(reference.get());
    } else {
      place.context().ifPresent(this::words);
    }
    return all.stream().distinct().toList();
  }

  /** The names of params and lets, with the end of the reference where it is missing. */
  private void values(Span written) {
    String end = place.referenceEnds() ? "" : "}";
    names
        .visible(Declaration.Kind.VALUE)
        .forEach((name, found) -> offer(Kind.VALUE, name + end, found.head(), written));
    HOST_VALUES.forEach(name -> offer(Kind.VALUE, name + end, "whoever runs cdlc", written));
  }

  private void words(Context context) {
    if (!place.before().isEmpty()) {
      arguments(Phrase.of(context, withWord(place.written(place.before()))));
    }
    if (place.mayBegin()) {
      Registry.names(context).forEach(name -> statement(Registry.named(context, name).getFirst()));
    }
  }

  /** The word at hand stands for the one to come: it ends what a prefix begins. */
  private static List<String> withWord(List<String> before) {
    return Stream.concat(before.stream(), Stream.of("")).toList();
  }

  private void statement(Keyword keyword) {
    offer(Kind.STATEMENT, keyword.entry().name(), keyword.entry().doc(), place.written(false));
  }

  private void arguments(Phrase phrase) {
    List<String> before = phrase.words().subList(0, phrase.words().size() - 1);
    if (before.isEmpty()) {
      Registry.all().stream()
          .filter(keyword -> keyword.entry().home() == phrase.context())
          .filter(keyword -> keyword.entry().skippable())
          .forEach(this::statement);
      return;
    }
    for (Keyword keyword : phrase.called()) {
      List<String> head = keyword.entry().head();
      if (before.size() >= head.size()) {
        if (before.subList(0, head.size()).equals(head)) {
          slots(keyword, before.subList(head.size(), before.size()));
        }
      } else {
        offer(Kind.WORD, head.getLast(), keyword.entry().doc(), place.written(false));
      }
    }
  }

  private void slots(Keyword keyword, List<String> words) {
    Slot.after(keyword.entry(), words).forEach(slot -> slot(keyword, slot));
  }

  private void slot(Keyword keyword, Slot slot) {
    Span written = place.written(slot.parameter().separatedByCommas());
    if (slot.fixed()) {
      offer(Kind.WORD, slot.parameter().word(), keyword.entry().synopsis(), written);
      return;
    }
    ValueType type = slot.parameter().type();
    Vocabulary.of(type).forEach(word -> offer(Kind.WORD, word, doc(type), written));
    if (type == ValueType.PROFILE) {
      offer(Kind.PROFILE, names.visible(Declaration.Kind.PROFILE), written);
      BuiltInProfiles.NAMES.forEach(
          name -> offer(Kind.PROFILE, name, "a profile that comes with cdlc", written));
    }
    if (namesContainer(keyword, type)) {
      offer(Kind.CONTAINER, names.visible(Declaration.Kind.CONTAINER), written);
    }
    if (namesNetwork(keyword, type)) {
      offer(Kind.NETWORK, names.visible(Declaration.Kind.NETWORK), written);
    }
  }

  private static String doc(ValueType type) {
    return type == ValueType.LIST_STATEMENT ? "" : type.doc();
  }

  /** Whether a name is that of a container which is declared elsewhere. */
  static boolean namesContainer(Keyword keyword, ValueType type) {
    return type == ValueType.NAME
        && (keyword == LifecycleKeyword.AFTER
            || keyword == VariantKeyword.CONTAINER
            || keyword == FileKeyword.EXPECT);
  }

  /** Whether a name is that of a network which is declared elsewhere. */
  static boolean namesNetwork(Keyword keyword, ValueType type) {
    return type == ValueType.NETWORK && keyword == LifecycleKeyword.JOIN;
  }

  private void offer(Kind kind, Map<String, Declaration> declared, Span written) {
    declared.forEach((name, found) -> offer(kind, name, found.head(), written));
  }

  private void offer(Kind kind, String text, String doc, Span written) {
    String begun = place.source().slice(written);
    if (text.regionMatches(true, 0, begun, 0, begun.length())) {
      all.add(new Completion(kind, text, doc.lines().findFirst().orElse(""), written));
    }
  }
}
