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

  private final Source source;

  FaultReport(Source source) {
    this.source = source;
  }

  List<Diagnostic> of(List<Fault> faults) {
    return faults.stream().map(this::of).toList();
  }

  private Diagnostic of(Fault fault) {
    return switch (fault) {
      case Fault.MissingSemicolon(var last, var next) -> missingSemicolon(last, next);
      case Fault.Unclosed unclosed -> unclosed(unclosed);
      case Fault.StrayCloser stray -> strayCloser(stray);
      case Fault.EarlyCloser(var closer, var block) -> earlyCloser(closer, block);
      case Fault.PunctuationInCommand(var tokens, var command, var form) ->
          punctuation(tokens, command, form);
      case Fault.MisplacedComma(var comma) -> misplacedComma(comma);
      case Fault.BlockWithoutStatement(var opener) -> blockWithoutStatement(opener);
      case Fault.NestedTooDeep(var opener) -> nestedTooDeep(opener);
      case Fault.TooManyStatements(var first) -> tooManyStatements(first);
    };
  }

  private Diagnostic missingSemicolon(Token last, Token next) {
    int end = last.getStopIndex() + 1;
    String name = next.getText();
    return Diagnostic.of(
            Code.MISSING_SEMICOLON,
            source.span(end, end),
            "the statement before `" + name + "` has no `;`")
        .withLabel("expected `;`")
        .withRelated(span(next), "begins the next statement")
        .withHelp(
            "if `%1$s` is a word of the statement before it, quote it: `\"%1$s\"`".formatted(name))
        .withFix("add the `;`", new Edit(source.span(end, end), ";"));
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
    String closers = ">".repeat(fault.blocks().size());
    if (fault.theft().isPresent()) {
      return found.withRelated(
          span(fault.theft().get().closer()),
          "this `>` closes it, but is indented like the one of an outer block");
    }
    if (fault.next().isPresent()) {
      Token next = fault.next().get();
      return found
          .withRelated(
              span(next), "`%s` cannot stand in `%s`".formatted(next.getText(), name(block)))
          .withFix(
              "close it before `" + next.getText() + "`",
              new Edit(source.span(next.getStartIndex(), next.getStartIndex()), closers + "\n"));
    }
    return found;
  }

  private Diagnostic strayCloser(Fault.StrayCloser stray) {
    var found =
        Diagnostic.of(Code.STRAY_CLOSER, span(stray.closer()), "this `>` closes nothing")
            .withLabel("no block is open here");
    if (stray.doubtful().isPresent()) {
      Fault.Closing doubtful = stray.doubtful().get();
      return found
          .withRelated(
              span(doubtful.closer()),
              "this `>` closed the block of `" + name(doubtful.block()) + "`")
          .withHelp("quote the earlier `>` if it belongs to the command");
    }
    return stray
        .early()
        .map(
            early ->
                found.withRelated(
                    span(early.closer()),
                    "this `>` closed `%s`, though it is indented deeper"
                        .formatted(name(early.block()))))
        .orElse(found)
        .withFix("remove it", new Edit(span(stray.closer()), ""));
  }

  private Diagnostic earlyCloser(Token closer, OpenBlock block) {
    return Diagnostic.of(
            Code.STRAY_CLOSER, span(closer), "this `>` would close `" + name(block) + "` too early")
        .withLabel("one `>` too many")
        .withRelated(span(block.opener()), "opens here, and goes on below")
        .withFix("remove it", new Edit(span(closer), ""));
  }

  private Diagnostic punctuation(List<Token> tokens, Token command, Form form) {
    Token first = tokens.getFirst();
    boolean comma = first.getText().equals(",");
    var found =
        Diagnostic.of(
                comma ? Code.MISPLACED_COMMA : Code.BRACKET_IN_COMMAND,
                span(first),
                "`%s` in `%s` must be quoted".formatted(first.getText(), command.getText()))
            .withLabel(
                comma
                    ? "the words of a command are separated by spaces"
                    : "`" + command.getText() + "` takes no block")
            .withFix("quote it", new Quoting(source, form).of(tokens).toArray(Edit[]::new));
    return comma || form != Form.COMMAND ? found : found.withHelp(redirection(command));
  }

  private static String redirection(Token command) {
    return command.getText().equals("shell")
        ? "a redirection belongs inside the quotes of `shell`"
        : "no shell reads this: for a redirection write `shell \"… > file\"`";
  }

  private Diagnostic misplacedComma(Token comma) {
    return Diagnostic.of(
            Code.MISPLACED_COMMA, span(comma), "this comma has nothing before it to separate")
        .withLabel("expected a word before it")
        .withFix("remove it", new Edit(span(comma), ""));
  }

  private Diagnostic blockWithoutStatement(Token opener) {
    return Diagnostic.of(
            Code.BLOCK_WITHOUT_STATEMENT, span(opener), "this `<` belongs to no statement")
        .withLabel("expected the name of a statement before it")
        .withHelp("a block follows its statement, with no `;` between: `memory < limit 1GiB >`");
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
    String name = block.head().stream().limit(2).collect(Collectors.joining(" "));
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  private Span span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
