package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Base;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code cap} says. A later layer has its way over an earlier one, capability by capability.
 */
final class CapabilitySection {
  private static final String PREFIX = "CAP_";
  private static final Map<String, Capability> BY_NAME = byName();

  private final Cells cells;
  private final Findings findings;
  private final Once<Base> base;
  private final Once<List<Choice>> only;
  private final List<Choice> added = new ArrayList<>();
  private final List<Choice> dropped = new ArrayList<>();

  /**
   * The empty set that {@code cap only} of an earlier layer becomes once a later one adds to it.
   */
  private Optional<Located<Base>> loosened = Optional.empty();

  private Optional<Span> place = Optional.empty();
  private int placeLayer;

  CapabilitySection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    base = cells.once("the base set");
    only = cells.once("`cap only`");
    cells.onReset("cap", this::clear);
  }

  /** One capability, or all of them where none is named. */
  private record Choice(Optional<Capability> capability, Span span, int layer) {
    boolean covers(Choice other) {
      return capability.isEmpty() || capability.equals(other.capability());
    }
  }

  void drop(Arguments arguments) {
    loosen();
    choices(arguments).forEach(choice -> choose(choice, dropped, added));
  }

  void add(Arguments arguments) {
    loosen();
    choices(arguments).forEach(choice -> choose(choice, added, dropped));
  }

  void only(Arguments arguments) {
    if (base.isInherited()) {
      base.clear();
    }
    added.removeIf(this::isInherited);
    dropped.removeIf(this::isInherited);
    loosened = Optional.empty();
    only.say(choices(arguments), arguments.span());
  }

  private void choose(Choice choice, List<Choice> list, List<Choice> opposite) {
    opposite.removeIf(other -> isInherited(other) && choice.covers(other));
    list.add(choice);
  }

  private boolean isInherited(Choice choice) {
    return choice.layer() < cells.layer();
  }

  /** What an earlier layer allows alone is what this one starts from. */
  private void loosen() {
    if (only.isInherited()) {
      Located<List<Choice>> exact = only.value().orElseThrow();
      only.clear();
      base.clear();
      loosened = Optional.of(new Located<>(Base.NONE, exact.span()));
      added.addAll(exact.value());
    }
  }

  private void clear() {
    base.clear();
    only.clear();
    added.clear();
    dropped.clear();
    loosened = Optional.empty();
    place = Optional.empty();
  }

  void base(Arguments arguments) {
    if (only.isInherited()) {
      only.clear();
    }
    loosened = Optional.empty();
    mark(arguments);
    Word word = arguments.one(0);
    switch (word.text()) {
      case "default" -> base.say(Base.DEFAULT, word.span());
      case "all" -> base.say(Base.ALL, word.span());
      case "none" -> base.say(Base.NONE, word.span());
      default -> findings.add(unknownBase(word));
    }
  }

  Located<Capabilities> value(Span elsewhere) {
    Optional<Located<List<Capability>>> exact =
        only.value().map(said -> new Located<>(exactly(said.value()), said.span()));
    return new Located<>(
        new Capabilities(
            base.value().or(() -> loosened), expand(added, dropped), expand(dropped, added), exact),
        place.orElse(elsewhere));
  }

  /** Reports what is asked for and against at once. */
  void finish() {
    for (Choice add : added) {
      dropped.stream()
          .filter(drop -> drop.capability().equals(add.capability()))
          .findFirst()
          .ifPresent(drop -> findings.add(addedAndDropped(add, drop)));
    }
    only.value().ifPresent(this::reportBesideOnly);
  }

  private void mark(Arguments arguments) {
    if (place.isEmpty() || placeLayer < cells.layer()) {
      place = Optional.of(arguments.span());
      placeLayer = cells.layer();
    }
  }

  private List<Choice> choices(Arguments arguments) {
    mark(arguments);
    return arguments.many(0).stream().flatMap(word -> choice(word).stream()).toList();
  }

  private Optional<Choice> choice(Word word) {
    String upper = word.text().toUpperCase(Locale.ROOT);
    String name = upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
    Optional<Capability> known = Optional.ofNullable(BY_NAME.get(name));
    if (known.isEmpty() && !upper.equals("ALL")) {
      findings.add(unknown(word, name));
      return Optional.empty();
    }
    return Optional.of(new Choice(known, word.span(), cells.layer()));
  }

  /**
   * The capabilities that choices name, each once. All of them leaves out those that {@code
   * against} names: adding ALL and dropping one, in whichever order, adds the others.
   */
  private static List<Located<Capability>> expand(List<Choice> choices, List<Choice> against) {
    var expanded = new LinkedHashMap<Capability, Located<Capability>>();
    List<Capability> named =
        against.stream().flatMap(choice -> choice.capability().stream()).toList();
    for (Choice choice : choices) {
      choice
          .capability()
          .map(Stream::of)
          .orElseGet(() -> Arrays.stream(Capability.values()).filter(all -> !named.contains(all)))
          .forEach(found -> expanded.putIfAbsent(found, new Located<>(found, choice.span())));
    }
    return List.copyOf(expanded.values());
  }

  private static List<Capability> exactly(List<Choice> choices) {
    return expand(choices, List.of()).stream().map(Located::value).toList();
  }

  private void reportBesideOnly(Located<List<Choice>> exact) {
    Stream.of(
            added.stream().map(Choice::span),
            dropped.stream().map(Choice::span),
            base.value().stream().map(Located::span))
        .flatMap(spans -> spans)
        .findFirst()
        .ifPresent(
            span ->
                findings.add(
                    Diagnostic.of(
                            Code.CONFLICTING_CAPABILITIES,
                            exact.span(),
                            "`cap only` stands beside another `cap`")
                        .withRelated(span, "this is not in force")
                        .withHelp("`cap only` is the whole list; remove it or the others")));
  }

  private static Diagnostic addedAndDropped(Choice add, Choice drop) {
    String name = add.capability().map(CapabilitySection::shortName).orElse("ALL");
    return Diagnostic.of(
            Code.CONFLICTING_CAPABILITIES, add.span(), "`" + name + "` is both added and dropped")
        .withLabel("added here")
        .withRelated(drop.span(), "dropped here")
        .withHelp("remove one of the two: their order does not matter");
  }

  private static Diagnostic unknown(Word word, String name) {
    var names = new ArrayList<>(BY_NAME.keySet());
    names.add("ALL");
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no capability `" + word.text() + "`"),
        name,
        names,
        "capabilities(7) lists them; `ALL` is all of them");
  }

  private static Diagnostic unknownBase(Word word) {
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no base set `" + word.text() + "`"),
        word.text(),
        ValueType.CAPABILITY_BASE.words(),
        "it is " + ValueType.CAPABILITY_BASE.doc());
  }

  private static String shortName(Capability capability) {
    return capability.name().substring(PREFIX.length());
  }

  private static Map<String, Capability> byName() {
    var names = new LinkedHashMap<String, Capability>();
    for (Capability capability : Capability.values()) {
      names.put(shortName(capability), capability);
    }
    return names;
  }
}
