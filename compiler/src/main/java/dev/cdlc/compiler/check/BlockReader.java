package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Lookup.Found;
import dev.cdlc.compiler.check.Lookup.Misplaced;
import dev.cdlc.compiler.check.Lookup.Reported;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.registry.BlockRule;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.PrefixKeyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the statements of a block: finds each one's keyword, fits its words, hands both on. */
final class BlockReader<K extends Keyword> {
  /** How many semicolons may be missing in a row; what follows then is not read. */
  private static final int MOST_FORGOTTEN = 100;

  private final Cells cells;
  private final Context context;
  private final Class<K> type;
  private final Forgotten forgotten;
  private final Findings findings;
  private final BiConsumer<K, Arguments> reader;
  private final Set<String> mentioned = new HashSet<>();
  private final List<Span> tried = new ArrayList<>();

  /** The words of statements that were not handed on. */
  private final Set<String> lost = new HashSet<>();

  /** Names of statements of which one or more could not be read, or not wholly. */
  private final Set<String> doubtful = new HashSet<>();

  /** Whether a word of the statement at hand, or of those after it, may have no place in it. */
  private boolean dubious;

  private boolean whole = true;
  private boolean understood = true;

  /** Whether a statement has a name that nothing is called, and that is near to none. */
  private boolean unknown;

  /** Whether the statement before lacks words, which a {@code ;} may have cut off. */
  private boolean lacksWords;

  /** The name of the statement before, if a comma ends it. */
  private Optional<String> goingOn = Optional.empty();

  /** The insides of a block whose beginning is missing, and that seems to stand here. */
  private List<Context> unopened = List.of();

  /** Whether what knows both kinds of block belongs to that one: it must have begun. */
  private boolean surelyUnopened;

  /**
   * A reader of blocks of one kind.
   *
   * @param type of the context's keywords
   */
  BlockReader(
      Cells cells,
      Sources sources,
      Context context,
      Class<K> type,
      BiConsumer<K, Arguments> reader) {
    this.cells = cells;
    this.context = context;
    this.type = type;
    this.forgotten = new Forgotten(sources, context);
    this.findings = cells.findings();
    this.reader = reader;
  }

  void read(Block block) {
    read(block.statements(), block.close().isPresent());
  }

  /** The places of the statements behind {@code try}, their blocks included. */
  List<Span> tried() {
    return List.copyOf(tried);
  }

  /** Whether all that the blocks hold could be read: no end was missing, and no word was broken. */
  boolean isWhole() {
    return whole;
  }

  /** Whether, besides, each statement was found and handed on. */
  boolean isUnderstood() {
    return whole && understood;
  }

  /**
   * Reads statements.
   *
   * @param closed whether what they stand in has its end
   */
  void read(List<Statement> statements, boolean closed) {
    whole &= closed;
    var keywords = new Keywords(context, closed, findings);
    for (Statement statement : statements) {
      whole &= !statement.anyWord(Word::broken);
      read(Part.of(statement, cells.surroundings()), statement.block(), keywords);
    }
  }

  /** Reads a statement, and those that follow it for want of semicolons. */
  private void read(List<Part> parts, Optional<Block> block, Keywords keywords) {
    dubious = isDubious(parts);
    Optional<List<Part>> next = Optional.of(parts);
    for (int i = 0; i < MOST_FORGOTTEN && next.isPresent(); i++) {
      next = readOne(next.get(), block, keywords);
    }
    understood &= next.isEmpty();
  }

  private static boolean isDubious(List<Part> parts) {
    for (Part part : parts) {
      if (part.isDubious()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a statement of this name may stand in the block, be it misspelt or ill-formed. */
  boolean mentions(String name) {
    return unknown || mentioned.contains(name);
  }

  /** The words of statements that could not be read: they may have said anything. */
  Set<String> lost() {
    return Set.copyOf(lost);
  }

  /** Whether all that statements of this name say is known. */
  boolean knows(String name) {
    return !unknown && !doubtful.contains(name);
  }

  /** Reads a statement; gives the words of the one that begins where its semicolon is missing. */
  private Optional<List<Part>> readOne(List<Part> parts, Optional<Block> block, Keywords keywords) {
    Word name = parts.getFirst().word();
    boolean cutOff = lacksWords && isLoose(parts.getFirst());
    lacksWords = false;
    Optional<String> before = goingOn;
    goingOn = parts.getLast().comma().map(_ -> name.text());
    if (name.broken() || cutOff || belongsToUnopened(name.text(), block.isPresent())) {
      lose(parts);
      return Optional.empty();
    }
    return switch (keywords.find(parts, block)) {
      case Found(PrefixKeyword prefix) when parts.size() > 1 ->
          readPrefixed(prefix, parts, block, keywords);
      case Found(Keyword keyword) -> fit(keyword, parts, block);
      case Misplaced(List<Context> homes) -> {
        lose(parts);
        unopened = homes;
        surelyUnopened = false;
        yield Optional.empty();
      }
      case Reported(Optional<String> meant) -> {
        lose(parts);
        mention(meant);
        before.filter(_ -> meant.isEmpty()).ifPresent(doubtful::add);
        lacksWords = meant.isPresent() && parts.size() == 1;
        yield Optional.empty();
      }
    };
  }

  /** Whether a word goes on with a line, and begins no statement. */
  private boolean isLoose(Part part) {
    return !forgotten.begins(part, List.of()) && !forgotten.startsLine(part);
  }

  private void lose(List<Part> parts) {
    understood = false;
    doubtful.add(parts.getFirst().text());
    parts.forEach(part -> lost.add(part.text()));
  }

  private void mention(Optional<String> meant) {
    meant.ifPresentOrElse(mentioned::add, () -> unknown = true);
    meant.ifPresent(doubtful::add);
  }

  /** Reads the statement behind {@code try}; one that cannot be left out is reported, and read. */
  private Optional<List<Part>> readPrefixed(
      PrefixKeyword prefix, List<Part> parts, Optional<Block> block, Keywords keywords) {
    parts
        .getFirst()
        .comma()
        .ifPresent(comma -> refuse(Misfit.commaAfterHead(prefix.entry(), comma)));
    List<Part> rest = parts.subList(1, parts.size());
    return switch (keywords.find(rest, block)) {
      case Found(PrefixKeyword _) -> {
        refuse(Misfit.prefix(parts.getFirst(), rest.getFirst().text()));
        yield Optional.empty();
      }
      case Found(Keyword keyword) -> {
        if (keyword.entry().skippable()) {
          tried.add(Part.place(parts, block));
        } else {
          refuse(Misfit.prefix(parts.getFirst(), keyword.entry().title()));
        }
        yield fit(keyword, rest, block);
      }
      case Misplaced _ -> {
        understood = false;
        yield Optional.empty();
      }
      case Reported(Optional<String> meant) -> {
        understood = false;
        mention(meant);
        yield Optional.empty();
      }
    };
  }

  private void refuse(Diagnostic report) {
    findings.add(report);
    understood = false;
  }

  private boolean belongsToUnopened(String name, boolean block) {
    return !unopened.isEmpty()
        && (surelyUnopened || !mayStandHere(name, block))
        && unopened.stream().anyMatch(inside -> Registry.reserves(inside, name));
  }

  private boolean mayStandHere(String name, boolean block) {
    return Registry.named(context, name).stream()
        .anyMatch(keyword -> !block || Keywords.takesBlock(keyword));
  }

  private Optional<List<Part>> fit(Keyword keyword, List<Part> parts, Optional<Block> block) {
    mentioned.add(keyword.entry().name());
    Fitting.Outcome outcome =
        new Fitting(keyword, parts, block, forgotten, cells.surroundings(), findings)
            .outcome(dubious);
    unopened = outcome.unopened().stream().toList();
    surelyUnopened = keyword.entry().blockRule() == BlockRule.REQUIRED;
    lacksWords = outcome.lacksWords();
    outcome.arguments().ifPresentOrElse(said -> handOn(keyword, said), () -> lose(parts));
    outcome
        .rest()
        .filter(rest -> goesOn(parts, rest))
        .ifPresent(_ -> doubtful.add(keyword.entry().name()));
    return outcome.rest();
  }

  private void handOn(Keyword keyword, Arguments arguments) {
    int doubts = cells.surroundings().doubts();
    reader.accept(type.cast(keyword), arguments);
    if (cells.surroundings().doubts() > doubts) {
      doubtful.add(keyword.entry().name());
    }
  }

  /** Whether a comma stands before the words that seem to be another statement. */
  private static boolean goesOn(List<Part> parts, List<Part> rest) {
    return parts.get(parts.size() - rest.size() - 1).comma().isPresent();
  }
}
