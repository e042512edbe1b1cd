package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.ParamKeyword;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What {@code param} says of the values that it takes. */
final class ParamSection {
  private final Findings findings;
  private final BlockReader<ParamKeyword> settings;
  private final Values values;
  private final Once<String> doc;
  private final Once<String> variable;
  private final Once<Word> least;
  private final Once<Word> largest;
  private final Once<List<Word>> choices;
  private Optional<ParamType> type = Optional.empty();
  private boolean secret;

  ParamSection(Cells cells) {
    findings = cells.findings();
    settings = cells.blocks(Context.PARAM, ParamKeyword.class, this::read);
    values = new Values(findings);
    doc = cells.once("the description");
    variable = cells.once("the variable");
    least = cells.once("the least value");
    largest = cells.once("the largest value");
    choices = cells.once("the list of values");
  }

  ParamSection read(Arguments said) {
    type = type(said.one(1));
    said.block().ifPresent(settings::read);
    least.value().ifPresent(this::bound);
    largest.value().ifPresent(this::bound);
    type.filter(this::isEmptyRange).ifPresent(_ -> findings.add(emptyRange()));
    choices.value().ifPresent(list -> list.value().forEach(word -> accepts(word.text(), word)));
    return this;
  }

  boolean isSecret() {
    return secret;
  }

  /** The variable of {@code from-env}. */
  Optional<String> variable() {
    return variable.value().map(Located::value);
  }

  /** A description, for an editor; empty where the block has none. */
  Optional<String> doc() {
    return doc.value().map(Located::value);
  }

  /** Whether a value that stands in the source may be the param's; if not, it is reported. */
  boolean accepts(String text, Word place) {
    return refusal(text).map(found -> report(place, found)).isEmpty();
  }

  /**
   * Whether a value from outside may be the param's; if not, it is reported.
   *
   * @param giver who gives it, as the subject of a sentence
   */
  boolean acceptsFrom(String giver, String text, Span param) {
    Optional<Reading.Refusal<Long>> refusal = refusal(text);
    refusal.ifPresent(
        found ->
            findings.add(
                Diagnostic.of(found.code(), param, giver + ": " + found.message())
                    .withLabel("the param")
                    .withHelp(found.help())));
    return refusal.isEmpty();
  }

  private void read(ParamKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case DOC -> doc.say(arguments.one(0).text(), arguments.span());
      case FROM_ENV -> values.read(arguments.one(0), Name::variable).ifPresent(variable::say);
      case MIN -> least.say(arguments.one(0), arguments.span());
      case MAX -> largest.say(arguments.one(0), arguments.span());
      case ONE_OF -> choices.say(arguments.many(0), arguments.span());
      case SECRET -> secret = true;
    }
  }

  private Optional<ParamType> type(Word word) {
    Optional<ParamType> found = ParamType.called(word.text());
    if (found.isEmpty() && !word.broken()) {
      Diagnostic unknown =
          Diagnostic.of(Code.UNKNOWN_OPTION, word.span(), "there is no type `" + word.text() + "`");
      List<String> types = ValueType.PARAM_TYPE.words();
      findings.add(
          Suggestion.explain(
              unknown, word.text(), types, "the types are `" + String.join("`, `", types) + "`"));
    }
    return found;
  }

  private void bound(Located<Word> bound) {
    if (type.filter(known -> !known.isOrdered()).isPresent()) {
      findings.add(
          Diagnostic.of(
                  Code.CONFLICTING_OPTIONS,
                  bound.span(),
                  "a value of type `" + type.get().word() + "` has no least and no largest")
              .withHelp("list the values: `one-of A, B`"));
    } else {
      Word word = bound.value();
      type.ifPresent(known -> values.read(word, known::read));
    }
  }

  /** Whether no value is as large as the least one, and as small as the largest. */
  private boolean isEmptyRange(ParamType known) {
    return limit(known, least).stream()
        .anyMatch(from -> limit(known, largest).stream().anyMatch(to -> from > to));
  }

  private Diagnostic emptyRange() {
    return Diagnostic.of(
            Code.CONFLICTING_OPTIONS,
            largest.value().orElseThrow().span(),
            "`max` is less than `min`: no value would do")
        .withRelated(least.value().orElseThrow().span(), "the least value")
        .withHelp("`min` is the least value that the param takes, and `max` the largest");
  }

  private Optional<Reading.Refusal<Long>> refusal(String text) {
    return type.flatMap(known -> refusal(known, text));
  }

  private Optional<Reading.Refusal<Long>> refusal(ParamType known, String text) {
    return switch (known.read(text)) {
      case Reading.Refusal<Long> refusal -> Optional.of(refusal);
      case Reading.Value<Long>(Long number) -> beyond(known, text, number).or(() -> unlisted(text));
    };
  }

  private Optional<Reading.Refusal<Long>> beyond(ParamType known, String text, long number) {
    return isEmptyRange(known) ? Optional.empty() : outside(known, text, number);
  }

  private Optional<Reading.Refusal<Long>> outside(ParamType known, String text, long number) {
    return limit(known, least)
        .filter(limit -> number < limit)
        .map(_ -> outOfRange("`" + text + "` is less than `" + words(least) + "`"))
        .or(
            () ->
                limit(known, largest)
                    .filter(limit -> number > limit)
                    .map(_ -> outOfRange("`" + text + "` is more than `" + words(largest) + "`")));
  }

  private static Optional<Long> limit(ParamType known, Once<Word> bound) {
    return known.isOrdered()
        ? bound
            .value()
            .flatMap(
                said ->
                    known.read(said.value().text()) instanceof Reading.Value<Long>(Long number)
                        ? Optional.of(number)
                        : Optional.empty())
        : Optional.empty();
  }

  private static String words(Once<Word> bound) {
    return bound.value().map(said -> said.value().text()).orElse("");
  }

  private static Reading.Refusal<Long> outOfRange(String message) {
    return new Reading.Refusal<>(
        Code.OUT_OF_RANGE, message, "`min` and `max` of the param say what it takes", List.of());
  }

  private Optional<Reading.Refusal<Long>> unlisted(String text) {
    List<String> listed =
        choices.value().stream().flatMap(said -> said.value().stream()).map(Word::text).toList();
    if (listed.isEmpty() || listed.contains(text)) {
      return Optional.empty();
    }
    List<String> near = Suggestion.nearest(text, listed).map(Suggestion::word).stream().toList();
    return Optional.of(
        new Reading.Refusal<>(
            Code.UNKNOWN_OPTION,
            "`" + text + "` is not one of the values that the param takes",
            "they are `" + String.join("`, `", listed) + "`",
            near));
  }

  private Reading.Refusal<Long> report(Word place, Reading.Refusal<Long> refusal) {
    Diagnostic found =
        Diagnostic.of(refusal.code(), place.span(), refusal.message()).withHelp(refusal.help());
    Diagnostic report =
        choices
            .value()
            .filter(_ -> refusal.code() == Code.UNKNOWN_OPTION)
            .map(listed -> found.withRelated(listed.span(), "lists the values"))
            .orElse(found);
    findings.add(
        refusal.rewrites().size() == 1
            ? report.withFix(
                "write `" + refusal.rewrites().getFirst() + "`",
                new Edit(place.span(), refusal.rewrites().getFirst()))
            : report);
    return refusal;
  }
}
