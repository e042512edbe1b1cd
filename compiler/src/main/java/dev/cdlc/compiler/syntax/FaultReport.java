package dev.cdlc.compiler.syntax;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.grammar.BlockKind.Form;
import dev.cdlc.grammar.Fault;
import dev.cdlc.grammar.OpenBlock;
import dev.cdlc.grammar.Parsed;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** Tells what the token filter mended, in words. */
final class FaultReport {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_COMMAND = 60;

  private final Source source;

  FaultReport(Source source) {
    this.source = source;
  }

  List<Diagnostic> of(List<Fault> faults) {
    return faults.stream().map(this::of).toList();
  }

  private Diagnostic of(Fault fault) {
    return switch (fault) {
      case Fault.MissingSemicolon missing -> missingSemicolon(missing);
      case Fault.Unclosed unclosed -> unclosed(unclosed);
      case Fault.StrayClosers stray -> strayClosers(stray);
      case Fault.EarlyCloser(var closer, var block, var endsStatement) ->
          earlyCloser(closer, block, endsStatement);
      case Fault.PunctuationInCommand found -> punctuation(found);
      case Fault.MisplacedComma(var comma) -> misplacedComma(comma);
      case Fault.BlockWithoutStatement(var opener) -> blockWithoutStatement(opener);
      case Fault.CutOffBlock(var name, var semicolon, var opener) ->
          cutOffBlock(name, semicolon, opener);
      case Fault.MissingOpener(var name, var last, var next) -> missingOpener(name, last, next);
      case Fault.SpareOpener(var name, var opener) -> spareOpener(name, opener);
      case Fault.NestedTooDeep(var opener) -> nestedTooDeep(opener);
      case Fault.TooManyStatements(var first) -> tooManyStatements(first);
    };
  }

  private Diagnostic missingSemicolon(Fault.MissingSemicolon missing) {
    int end = missing.last().getStopIndex() + 1;
    String next = missing.next().getText();
    var found =
        Diagnostic.of(
                Code.MISSING_SEMICOLON, source.span(end, end), "missing `;` before `" + next + "`")
            .withLabel("expected `;`")
            .withRelated(span(missing.next()), "begins the next statement")
            .withFix("add the `;`", new Edit(source.span(end, end), ";"));
    return missing.wordsOnly()
        ? found.withHelp(
            "if `%s` is one more word for `%s`, quote it".formatted(next, name(missing.name())))
        : found;
  }

  private Diagnostic unclosed(Fault.Unclosed fault) {
    OpenBlock block = fault.theft().map(Fault.Closing::block).orElse(fault.blocks().getLast());
    int missing = fault.blocks().size();
    String message =
        missing == 1
            ? "the block of `" + name(block) + "` is not closed"
            : missing + " blocks are not closed";
    var found =
        Diagnostic.of(Code.UNCLOSED_BLOCK, span(block.opener()), message)
            .withLabel("this `<` has no `>`");
    for (OpenBlock outer : fault.blocks().reversed()) {
      if (missing > 1 && !outer.equals(block)) {
        found = found.withRelated(span(outer.opener()), "nor has this one");
      }
    }
    return hint(found, fault, block);
  }

  private Diagnostic hint(Diagnostic found, Fault.Unclosed fault, OpenBlock block) {
    if (fault.theft().isPresent()) {
      return found.withRelated(
          span(fault.theft().get().closer()), "closes it, but lines up with an outer block");
    }
    return fault
        .next()
        .map(next -> closedBefore(found, fault, block, next))
        .orElseGet(() -> closedAtEnd(found, fault));
  }

  private Diagnostic closedBefore(
      Diagnostic found, Fault.Unclosed fault, OpenBlock block, Token next) {
    return found
        .withRelated(span(next), "`%s` cannot stand in `%s`".formatted(name(next), name(block)))
        .withFix("close it before `" + name(next) + "`", closersBefore(next, fault.blocks()));
  }

  /** On lines of their own, if what follows begins a line. */
  private Edit closersBefore(Token next, List<OpenBlock> blocks) {
    int start = next.getStartIndex();
    int lineStart = start - next.getCharPositionInLine();
    return source.slice(source.span(lineStart, start)).isBlank()
        ? new Edit(source.span(lineStart, lineStart), closers(blocks))
        : new Edit(source.span(start, start), "> ".repeat(blocks.size()));
  }

  private Diagnostic closedAtEnd(Diagnostic found, Fault.Unclosed fault) {
    int end = source.length();
    String closers = closers(fault.blocks());
    String text = source.column(end) > 1 ? "\n" + closers.stripTrailing() : closers;
    return found.withFix("close it at the end of the file", new Edit(source.span(end, end), text));
  }

  /** A line for each {@code >}, indented as its block is. */
  private static String closers(List<OpenBlock> blocks) {
    return blocks.reversed().stream()
        .map(block -> " ".repeat(block.indent()) + ">\n")
        .collect(Collectors.joining());
  }

  private Diagnostic strayClosers(Fault.StrayClosers stray) {
    String message =
        stray.count() == 1
            ? "this `>` closes nothing"
            : "%d times `>` closes nothing".formatted(stray.count());
    var found =
        Diagnostic.of(Code.STRAY_CLOSER, span(stray.first()), message)
            .withLabel("no block is open here");
    if (stray.doubtful().isPresent()) {
      return doubt(found, stray.doubtful().get());
    }
    var told = stray.early().map(early -> tooEarly(found, early)).orElse(found);
    return stray.count() == 1
        ? told.withFix("remove it", new Edit(span(stray.first()), ""))
        : told.withHelp("remove them");
  }

  private Diagnostic doubt(Diagnostic found, Fault.Closing doubtful) {
    Span opener = span(doubtful.block().opener());
    return found
        .withRelated(
            span(doubtful.closer()),
            "this `>` closed the block opened at %d:%d"
                .formatted(source.line(opener.start()), source.column(opener.start())))
        .withHelp("quote the earlier `>` if it belongs to the command");
  }

  private Diagnostic tooEarly(Diagnostic found, Fault.Closing early) {
    return found.withRelated(
        span(early.closer()),
        "closed `%s`, though it is indented deeper".formatted(name(early.block())));
  }

  private Diagnostic earlyCloser(Token closer, OpenBlock block, boolean endsStatement) {
    var found =
        Diagnostic.of(
                Code.STRAY_CLOSER,
                span(closer),
                "this `>` would close `" + name(block) + "` too early")
            .withLabel("one `>` too many")
            .withRelated(span(block.opener()), "opens here, and goes on below");
    return endsStatement
        ? found.withFix("write `;`", new Edit(span(closer), ";"))
        : found.withFix("remove it", new Edit(span(closer), ""));
  }

  private Diagnostic punctuation(Fault.PunctuationInCommand fault) {
    Token first = fault.tokens().getFirst();
    String command = name(fault.command());
    if (fault.closer().isPresent()) {
      return blockOfCommand(fault, command);
    }
    Edit[] edits = new Quoting(source, fault.form()).of(fault.tokens()).toArray(Edit[]::new);
    if (first.getText().equals(",")) {
      return Diagnostic.of(
              Code.MISPLACED_COMMA, span(first), "`,` in `" + command + "` must be quoted")
          .withLabel("words of a command are separated by spaces")
          .withFix("quote it", edits);
    }
    var found =
        Diagnostic.of(
                Code.BRACKET_IN_COMMAND,
                span(first),
                "`%s` in `%s` must be quoted".formatted(first.getText(), command))
            .withLabel("`" + command + "` takes no block")
            .withFix("quote it", edits);
    return fault.form() == Form.COMMAND ? found.withHelp(redirection(fault)) : found;
  }

  private Diagnostic blockOfCommand(Fault.PunctuationInCommand fault, String command) {
    return Diagnostic.of(
            Code.BRACKET_IN_COMMAND,
            span(fault.tokens().getFirst()),
            "`" + command + "` takes no block")
        .withLabel("quote it if it is a word")
        .withRelated(span(fault.closer().orElseThrow()), "this `>` closes nothing else");
  }

  private String redirection(Fault.PunctuationInCommand fault) {
    String command = fault.command().getText();
    if (command.equals("shell")) {
      return "a redirection belongs inside the quotes of `shell`";
    }
    int start = fault.command().getStopIndex() + 1;
    Span words = source.span(start, fault.last().getStopIndex() + 1);
    return "no shell reads this; for a redirection write `shell \"%s\"`"
        .formatted(canBeQuoted(words) ? source.slice(words).strip() : "…");
  }

  private boolean canBeQuoted(Span words) {
    return words.end() - words.start() <= LONGEST_COMMAND
        && source.slice(words).chars().noneMatch(c -> "\"'$\\#\n".indexOf(c) >= 0);
  }

  private Diagnostic misplacedComma(Token comma) {
    return Diagnostic.of(
            Code.MISPLACED_COMMA, span(comma), "this comma has nothing before it to separate")
        .withLabel("expected a word before it")
        .withFix("remove it", new Edit(span(comma), ""));
  }

  private Diagnostic blockWithoutStatement(Token opener) {
    var found =
        Diagnostic.of(
                Code.BLOCK_WITHOUT_STATEMENT, span(opener), "this `<` belongs to no statement")
            .withLabel("expected the name of a statement before it");
    return source.at(opener.getStartIndex() - 1) == '<'
        ? found.withFix("remove it", new Edit(span(opener), ""))
        : found.withHelp("a block follows its statement, as in `memory < limit 1GiB >`");
  }

  private Diagnostic cutOffBlock(Token name, Token semicolon, Token opener) {
    return Diagnostic.of(
            Code.BLOCK_WITHOUT_STATEMENT,
            span(semicolon),
            "this `;` stands between `%s` and its block".formatted(name(name)))
        .withLabel("ends the statement")
        .withRelated(span(opener), "its block")
        .withFix("remove the `;`", new Edit(span(semicolon), ""));
  }

  private Diagnostic missingOpener(Token name, Token last, Token next) {
    int end = last.getStopIndex() + 1;
    return Diagnostic.of(
            Code.UNOPENED_BLOCK, source.span(end, end), "missing `<` before `" + name(next) + "`")
        .withLabel("expected `<`")
        .withRelated(span(next), "stands in the block of `" + name(name) + "`")
        .withFix("add the `<`", new Edit(source.span(end, end), " <"));
  }

  private Diagnostic spareOpener(Token name, Token opener) {
    return Diagnostic.of(
            Code.BLOCK_WITHOUT_STATEMENT,
            span(opener),
            "`" + name(name) + "` takes no block, and this `<` has no `>`")
        .withLabel("one `<` too many")
        .withFix("remove it", new Edit(span(opener), ""));
  }

  private Diagnostic nestedTooDeep(Token opener) {
    return Diagnostic.of(
            Code.NESTED_TOO_DEEP,
            span(opener),
            "blocks are nested more than %d deep".formatted(Parsed.MAX_DEPTH))
        .withLabel("one too deep")
        .withHelp("is a `>` missing further up?");
  }

  private Diagnostic tooManyStatements(Token first) {
    return Diagnostic.of(
            Code.TOO_MANY_STATEMENTS,
            span(first),
            "the file has more than %d statements".formatted(Parsed.MAX_STATEMENTS))
        .withLabel("this one and those after it are not read")
        .withHelp("split the file, and `include` the parts");
  }

  private static String name(OpenBlock block) {
    return shortened(block.head().stream().limit(2).collect(Collectors.joining(" ")));
  }

  private static String name(Token word) {
    return shortened(word.getText());
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  private Span span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
