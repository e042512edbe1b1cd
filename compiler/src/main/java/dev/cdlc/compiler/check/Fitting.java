package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.BlockRule;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Parameter.Arity;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits the words of one statement to the parameters of its keyword, and reports those that do not
 * fit: too few, too many, the wrong thing between them, or the beginning of another statement.
 */
final class Fitting {
  private final Entry entry;
  private final List<Part> parts;
  private final Optional<Block> block;
  private final Forgotten forgotten;
  private final Surroundings surroundings;
  private final Findings findings;
  private final List<List<Word>> words = new ArrayList<>();
  private int next;
  private boolean complete = true;
  private boolean lacksWords;
  private Optional<Context> unopened = Optional.empty();
  private boolean separatorReported;

  /** Whether a word that is no option, nor nearly one, was reported: more may be its own words. */
  private boolean strangerReported;

  Fitting(
      Keyword keyword,
      List<Part> parts,
      Optional<Block> block,
      Forgotten forgotten,
      Surroundings surroundings,
      Findings findings) {
    this.entry = keyword.entry();
    this.parts = parts;
    this.block = block;
    this.forgotten = forgotten;
    this.surroundings = surroundings;
    this.findings = findings;
    this.next = entry.head().size();
  }

  /**
   * What came of it.
   *
   * @param arguments empty where what is left would only mislead
   * @param rest the words from where this statement's semicolon is missing: they are another one,
   *     and the block is its
   * @param unopened the inside of the block whose beginning is missing
   * @param lacksWords whether the last word is missing that it needs
   */
  record Outcome(
      Optional<Arguments> arguments,
      Optional<List<Part>> rest,
      Optional<Context> unopened,
      boolean lacksWords) {}

  /**
   * Reads the words.
   *
   * @param dubious whether one of them is: many statements may share them, and each would look
   */
  Outcome outcome(boolean dubious) {
    if (dubious && isUnreadable() && entry.blockRule() != BlockRule.REQUIRED) {
      return new Outcome(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
    headComma();
    entry.parameters().forEach(this::take);
    Optional<List<Part>> rest = rest();
    Optional<Block> own = rest.isPresent() ? Optional.empty() : block;
    checkBlock(own);
    Optional<Arguments> arguments = complete ? Optional.of(arguments(own)) : Optional.empty();
    return new Outcome(arguments, rest, unopened, lacksWords);
  }

  private Arguments arguments(Optional<Block> own) {
    return new Arguments(words, own, headSpan(), headSpan().to(before().span()));
  }

  /**
   * Whether a word was reported already. What needs a block is read all the same, for its block's
   * sake.
   */
  private boolean isUnreadable() {
    boolean unreadable = false;
    for (Part part : parts) {
      unreadable |= part.word().broken() || exposesSecret(part);
    }
    return unreadable;
  }

  private boolean exposesSecret(Part part) {
    boolean exposed = part.inserted().secret() && !takesSecret();
    if (exposed) {
      findings.add(Misfit.secret(entry, part));
    }
    return exposed;
  }

  private boolean takesSecret() {
    return entry.parameters().stream().anyMatch(parameter -> parameter.type().takesSecret());
  }

  private void headComma() {
    Part last = parts.get(next - 1);
    last.comma().ifPresent(comma -> findings.add(Misfit.commaAfterHead(entry, comma)));
  }

  private void take(Parameter parameter) {
    List<Word> taken =
        switch (parameter.arity()) {
          case ONE, OPTIONAL, SCRIPT -> takeOne(parameter);
          case OPTIONAL_NUMBER -> startsWithDigit() ? takeOne(parameter) : List.of();
          case OPTIONS -> takeOptions(parameter.type());
          case BEHIND_WORD -> isBehind(parameter) ? takeOne(parameter) : List.of();
          case WORD_AND_MORE -> isNext(parameter) ? takeWordAndMore() : List.of();
          case ITEMS, ENTRIES -> takeList(parameter);
          case ITEMS_BEHIND_WORD -> isBehind(parameter) ? takeList(parameter) : List.of();
          case WORDS, REST -> takeAll();
        };
    words.add(located(parameter, taken));
    if (taken.isEmpty() && parameter.required() && complete) {
      refuse(Misfit.tooFew(entry, headSpan()));
      lacksWords = true;
    }
  }

  /** Paths as they read from the folder of the file that was named. */
  private List<Word> located(Parameter parameter, List<Word> taken) {
    int fixed = parameter.arity() == Arity.WORD_AND_MORE ? 1 : 0;
    var located = new ArrayList<Word>(taken.size());
    for (int i = 0; i < taken.size(); i++) {
      located.add(i < fixed ? taken.get(i) : located(parameter.type(), taken.get(i)));
    }
    return located;
  }

  private Word located(ValueType type, Word word) {
    return type.isPath(word.text()) ? surroundings.located(word) : word;
  }

  /** Whether the word that a parameter stands behind comes next; it is passed over. */
  private boolean isBehind(Parameter parameter) {
    if (!isNext(parameter)) {
      return false;
    }
    next++;
    if (!hasNext()) {
      refuse(Misfit.nothingBehind(entry, before()));
    }
    return true;
  }

  private boolean isNext(Parameter parameter) {
    return hasNext()
        && !peek().quoted()
        && peek().text().equals(parameter.word())
        && !endsAtComma();
  }

  /** The fixed word, and one more if it is nothing else. */
  private List<Word> takeWordAndMore() {
    var taken = new ArrayList<Word>();
    taken.add(advance());
    boolean other =
        hasNext()
            && (forgotten.isName(peek())
                || entry.parameters().stream().anyMatch(before -> isListed(before.type())));
    if (hasNext() && !other && !endsAtComma()) {
      taken.add(advance());
    }
    return taken;
  }

  private boolean startsWithDigit() {
    return hasNext() && Character.isDigit(peek().text().codePoints().findFirst().orElse(' '));
  }

  private List<Word> takeOne(Parameter parameter) {
    boolean listed = parameter.required() || parameter.type().words().isEmpty();
    boolean fits =
        hasNext()
            && (isListed(parameter.type()) || !belongsInBlock())
            && (listed || isListed(parameter.type()));
    if (!fits || endsAtComma()) {
      return List.of();
    }
    return List.of(advance());
  }

  /** Whether the next word names a statement of the block that the statement would open. */
  private boolean belongsInBlock() {
    return block.isEmpty()
        && !peek().quoted()
        && entry
            .block()
            .filter(inside -> Registry.names(inside).contains(peek().text()))
            .isPresent();
  }

  private List<Word> takeAll() {
    var taken = new ArrayList<Word>();
    while (hasNext() && !endsAtComma()) {
      taken.add(advance());
    }
    return taken;
  }

  private List<Word> takeOptions(ValueType type) {
    var taken = new ArrayList<Word>();
    while (hasNext() && !endsAtComma() && (isListed(type) || !endsOptions(type))) {
      takeOption(type, taken);
    }
    return taken;
  }

  private boolean endsOptions(ValueType type) {
    return begins(type) || (type.takesOthers() && belongsInBlock());
  }

  private void takeOption(ValueType type, List<Word> taken) {
    Part part = parts.get(next++);
    if (lists(type, part) || mayBeOption(type, part)) {
      taken.add(part.word());
    } else if (part.text().indexOf(',') >= 0) {
      findings.add(Misfit.joinedOptions(part));
    } else if (!strangerReported || Suggestion.nearest(part.text(), type.words()).isPresent()) {
      strangerReported |= Suggestion.nearest(part.text(), type.words()).isEmpty();
      findings.add(Misfit.excess(entry, parts.get(next - 2), part));
    }
  }

  /** A quoted word is no option that is listed, but what a file system takes may be quoted. */
  private boolean mayBeOption(ValueType type, Part part) {
    return type.takesOthers()
        && !type.lists(part.text())
        && !Misfit.isUnitApart(entry, parts.get(next - 2), part);
  }

  private List<Word> takeList(Parameter parameter) {
    var list = new ListedValues(parameter);
    var taken = new ArrayList<Word>();
    int first = next;
    while (hasNext() && !endsList(parameter, next == first)) {
      boolean separated = next == first || before().comma().isPresent();
      if (!separated) {
        reportMissingComma(list);
        takeBack(list, taken);
      }
      if (separated || list.mayBeValue(peek())) {
        taken.addAll(list.values(peek()));
      }
      next++;
    }
    complete &= next == first || !taken.isEmpty();
    return taken;
  }

  private void reportMissingComma(ListedValues list) {
    if (!separatorReported && !before().word().broken() && !peek().word().broken()) {
      separatorReported = true;
      findings.add(list.noComma(entry, before(), parts.subList(next, parts.size())));
    }
  }

  /** Takes back the word before a missing comma, if it is none of the list's values. */
  private void takeBack(ListedValues list, List<Word> taken) {
    if (!list.mayBeValue(before()) && !taken.isEmpty() && taken.getLast().equals(before().word())) {
      taken.removeLast();
    }
  }

  /** Whether the next word is no value of the list, but begins a statement after or within. */
  private boolean endsList(Parameter parameter, boolean first) {
    if (!first && belongsInBlock()) {
      return true;
    }
    if (first || !forgotten.isName(peek()) || goesOnBehind(parameter)) {
      return false;
    }
    boolean several = peek().comma().isEmpty() && next + 1 < parts.size();
    boolean named = parameter.type() == ValueType.LIST_STATEMENT || isListed(parameter.type());
    return !named || (several && forgotten.startsLine(peek()));
  }

  /**
   * Whether the list goes on behind the next word: then that begins no statement, for all that it
   * has a statement's name.
   */
  private boolean goesOnBehind(Parameter parameter) {
    boolean strange = !isListed(parameter.type());
    return (before().comma().isPresent() && peek().comma().isPresent())
        || (strange && next + 1 < parts.size() && lists(parameter.type(), parts.get(next + 1)));
  }

  /** Whether a comma before the next word ends the statement; if it does not, it is reported. */
  private boolean endsAtComma() {
    Optional<Span> comma = before().comma();
    if (comma.isEmpty() || next == entry.head().size()) {
      return false;
    }
    boolean ends = forgotten.isName(peek());
    if (!ends) {
      reportComma(comma.get());
    }
    return ends;
  }

  private void reportComma(Span comma) {
    if (!separatorReported) {
      separatorReported = true;
      findings.add(Misfit.comma(entry, comma));
    }
  }

  private boolean isListed(ValueType type) {
    return lists(type, peek());
  }

  private static boolean lists(ValueType type, Part part) {
    return !part.quoted() && type.lists(part.text());
  }

  private boolean begins(ValueType type) {
    return begins(type.takesOthers(), type.words());
  }

  private boolean begins(boolean takesOthers, List<String> options) {
    return peek().text().indexOf(',') < 0
        && !(takesOthers && peek().text().indexOf('=') > 0)
        && forgotten.begins(peek(), options);
  }

  private boolean hasNext() {
    return next < parts.size();
  }

  private Part peek() {
    return parts.get(next);
  }

  private Part before() {
    return parts.get(next - 1);
  }

  private Word advance() {
    return parts.get(next++).word();
  }

  /** Deals with the words that no parameter took: the statement that they begin, if they do. */
  private Optional<List<Part>> rest() {
    if (!hasNext()) {
      trailingComma();
      return Optional.empty();
    }
    if (!lacksOpener() && beginsStatement()) {
      findings.add(Forgotten.report(entry, before(), peek()));
      return Optional.of(parts.subList(next, parts.size()));
    }
    if (complete && !separatorReported && !peek().word().broken()) {
      excess();
    }
    return Optional.empty();
  }

  /** Whether the next word, though it may name a statement here too, stands in a missing block. */
  private boolean lacksOpener() {
    return complete && entry.blockRule() == BlockRule.REQUIRED && belongsInBlock();
  }

  /**
   * A word of the statement's own block is never a slip of another statement's name, nor is an
   * option of one of its forms.
   */
  private boolean beginsStatement() {
    if (belongsInBlock() && !forgotten.isName(peek())) {
      return false;
    }
    return begins(
        entry.closing().stream().anyMatch(parameter -> parameter.type().takesOthers()),
        Registry.named(forgotten.context(), entry.name()).stream()
            .flatMap(form -> form.entry().closing().stream())
            .flatMap(parameter -> parameter.listed().stream())
            .toList());
  }

  private void excess() {
    if (belongsInBlock()) {
      unopened = entry.block();
      refuse(Misfit.noOpener(entry, peek()));
    } else {
      refuse(Misfit.excess(entry, before(), peek()));
    }
  }

  private void trailingComma() {
    Optional<Span> comma = next == entry.head().size() ? Optional.empty() : before().comma();
    if (comma.isPresent() && entry.parameters().stream().noneMatch(Parameter::separatedByCommas)) {
      reportComma(comma.get());
    }
  }

  private void checkBlock(Optional<Block> own) {
    switch (entry.blockRule()) {
      case NONE -> own.ifPresent(found -> findings.add(Misfit.block(entry, found)));
      case OPTIONAL -> {}
      case REQUIRED -> {
        if (own.isEmpty() && complete) {
          unopened = entry.block();
          refuse(Misfit.noBlock(entry, headSpan().to(before().span())));
        }
      }
      case OR_ARGUMENTS -> {
        if (own.isEmpty() && complete && words.stream().allMatch(List::isEmpty)) {
          refuse(Misfit.tooFew(entry, headSpan()));
        }
      }
    }
  }

  private void refuse(Diagnostic diagnostic) {
    findings.add(diagnostic);
    complete = false;
  }

  private Span headSpan() {
    return parts.getFirst().span().to(parts.get(entry.head().size() - 1).span());
  }
}
