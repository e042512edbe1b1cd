package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.CpuAmount;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of words, commas and blocks that do not fit their statement. */
final class Misfit {
  private Misfit() {}

  static Diagnostic tooFew(Entry entry, Span head) {
    return Diagnostic.of(
            Code.WRONG_ARGUMENT_COUNT, head, "`" + entry.title() + "` needs an argument")
        .withHelp("its form is `" + entry.synopsis() + "`");
  }

  static Diagnostic nothingBehind(Entry entry, Part part) {
    return Diagnostic.of(
            Code.WRONG_ARGUMENT_COUNT,
            part.span(),
            "nothing stands behind `%s` of `%s`".formatted(part.text(), entry.title()))
        .withHelp("its form is `" + entry.synopsis() + "`");
  }

  static Diagnostic secret(Entry entry, Part part) {
    return Diagnostic.of(
            Code.EXPOSED_SECRET, part.span(), "`" + entry.title() + "` would expose a secret")
        .withLabel("the value of a secret param")
        .withHelp("give it to the container as a file, by the statement `secret`");
  }

  /** A word too many; a unit that stands apart from its number gets its own words. */
  static Diagnostic excess(Entry entry, Part before, Part part) {
    if (isUnitApart(entry, before, part)) {
      return apart(before, part);
    }
    return isUnknownOption(entry, part) ? unknownOption(entry, part) : tooMany(entry, part);
  }

  /** Whether a word is a unit that stands apart from its number. */
  static boolean isUnitApart(Entry entry, Part before, Part part) {
    return endsInDigit(before.text()) && isUnit(entry, part.text());
  }

  /** A word that stands for an option and is none; of those that are one, it may be too many. */
  private static boolean isUnknownOption(Entry entry, Part part) {
    List<Parameter> options = options(entry);
    return !options.isEmpty()
        && (part.quoted() || options.stream().noneMatch(option -> option.lists(part.text())));
  }

  /** The parameters at the end of a statement whose words are listed. */
  private static List<Parameter> options(Entry entry) {
    return entry.closing().stream().filter(option -> !option.listed().isEmpty()).toList();
  }

  private static Diagnostic tooMany(Entry entry, Part part) {
    return Diagnostic.of(
            Code.WRONG_ARGUMENT_COUNT,
            part.span(),
            "too many arguments for `" + entry.title() + "`")
        .withHelp("its form is `" + entry.synopsis() + "`");
  }

  private static boolean isUnit(Entry entry, String word) {
    return entry.parameters().stream().anyMatch(parameter -> isUnit(parameter.type(), word));
  }

  private static boolean isUnit(ValueType type, String word) {
    boolean size = type == ValueType.BYTES || type == ValueType.BYTES_OR_UNLIMITED;
    boolean cpu = type == ValueType.CPU;
    return (size && ByteSize.isUnit(word))
        || (cpu && CpuAmount.isUnit(word))
        || (type == ValueType.TIME && TimeSpan.isUnit(word));
  }

  private static boolean endsInDigit(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
  }

  private static Diagnostic apart(Part number, Part unit) {
    String joined = number.text() + unit.text();
    Span span = number.span().to(unit.span());
    return Diagnostic.of(Code.WRONG_TYPE, span, "a number and its unit are one word")
        .withLabel("a space stands between them")
        .withFix("write `" + joined + "`", new Edit(span, joined));
  }

  private static Diagnostic unknownOption(Entry entry, Part part) {
    List<Parameter> options = options(entry);
    if (part.quoted()
        && part.canBeBare()
        && options.stream().anyMatch(option -> option.lists(part.text()))) {
      return quotedOption(entry.title(), part.word());
    }
    return Suggestion.explain(
        notAnOption(entry.title(), part.word()),
        part.text(),
        options.stream().flatMap(option -> option.listed().stream()).toList(),
        options.stream().map(Parameter::doc).collect(Collectors.joining(", or ", "it takes ", "")));
  }

  /** An option's name in quotes, where it is none. */
  static Diagnostic quotedOption(String title, Word word) {
    Diagnostic report =
        notAnOption(title, word)
            .withLabel("quoted, it is text")
            .withHelp("write it without quotes");
    return Part.canBeBare(word.text())
        ? report.withFix("remove the quotes", new Edit(word.span(), word.text()))
        : report;
  }

  static Diagnostic notAnOption(String title, Word word) {
    return Diagnostic.of(
        Code.UNKNOWN_OPTION,
        word.span(),
        "`%s` is not an option of `%s`".formatted(word.text(), title));
  }

  static Diagnostic joinedOptions(Part part) {
    String apart = part.text().replace(',', ' ');
    return Diagnostic.of(Code.WRONG_SEPARATOR, part.span(), "options are separated by spaces")
        .withLabel("with a comma in it, this is one word")
        .withFix("write `" + apart + "`", new Edit(part.span(), apart));
  }

  static Diagnostic comma(Entry entry, Span comma) {
    return Diagnostic.of(
            Code.WRONG_SEPARATOR,
            comma,
            "the arguments of `" + entry.title() + "` are separated by spaces")
        .withHelp("its form is `" + entry.synopsis() + "`")
        .withFix("remove the comma", new Edit(comma, ""));
  }

  static Diagnostic commaAfterHead(Entry entry, Span comma) {
    return Diagnostic.of(
            Code.MISPLACED_COMMA, comma, "a comma cannot stand right after `" + entry.title() + "`")
        .withHelp("commas stand between values")
        .withFix("remove the comma", new Edit(comma, ""));
  }

  /** {@code try} before a statement that a container cannot do without. */
  static Diagnostic prefix(Part prefix, String title) {
    String before =
        Registry.all().stream()
            .map(Keyword::entry)
            .filter(Entry::skippable)
            .map(entry -> "`" + entry.title() + "`")
            .collect(Collectors.joining(", "));
    return Diagnostic.of(
            Code.UNTRIABLE_STATEMENT,
            prefix.span(),
            "`%s` cannot stand before `%s`".formatted(prefix.text(), title))
        .withHelp("it stands before " + before);
  }

  static Diagnostic missingComma(Entry entry, Part before, Part part) {
    int end = before.span().end();
    Span place = new Span(before.span().source(), end, end);
    return Diagnostic.of(
            Code.WRONG_SEPARATOR,
            part.span(),
            "the values of `" + entry.title() + "` are separated by commas")
        .withLabel("expected a comma before it")
        .withHelp("write `" + before.text() + ", " + part.text() + "`")
        .withFix("add the comma", new Edit(place, ","));
  }

  /** An entry of free text that goes on after a blank, as in {@code env A=good day}. */
  static Diagnostic unquotedBlank(Part before, Part part) {
    int equals = before.text().indexOf('=');
    String quoted =
        "%s\"%s %s\""
            .formatted(
                before.text().substring(0, equals + 1),
                before.text().substring(equals + 1),
                part.text());
    return Diagnostic.of(Code.WRONG_SEPARATOR, part.span(), "a space ends the value before it")
        .withHelp("quote the value, as in `" + quoted + "`, or put a comma before another entry");
  }

  /** A name and its value as words of their own, as in {@code env A 1} or {@code env A = 1}. */
  static Diagnostic valueApart(Part name, List<Part> behind) {
    boolean equals = behind.size() > 1 && behind.getFirst().text().equals("=");
    Part value = equals ? behind.get(1) : behind.getFirst();
    String text = value.text().startsWith("=") ? value.text().substring(1) : value.text();
    String said = value.canBeBare() ? text : "\"" + text + "\"";
    return Diagnostic.of(
            Code.WRONG_SEPARATOR, name.span().to(value.span()), "a name and its value are one word")
        .withLabel("a space stands between them")
        .withHelp("write `" + name.text() + "=" + said + "`");
  }

  static Diagnostic block(Entry entry, Block block) {
    return Diagnostic.of(
            Code.UNEXPECTED_BLOCK, block.open(), "`" + entry.title() + "` takes no block")
        .withHelp("its form is `" + entry.synopsis() + "`");
  }

  /** The first word of a block whose {@code <} is missing. */
  static Diagnostic noOpener(Entry entry, Part first) {
    return Diagnostic.of(
            Code.MISSING_BLOCK, first.span(), "missing `<` before `" + first.text() + "`")
        .withLabel("stands in the block of `" + entry.title() + "`")
        .withHelp("its form is `" + entry.synopsis() + "`");
  }

  static Diagnostic noBlock(Entry entry, Span head) {
    return Diagnostic.of(Code.MISSING_BLOCK, head, "`" + entry.title() + "` needs a block")
        .withHelp("its form is `" + entry.synopsis() + "`");
  }
}
