package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.tools.Analysis;
import dev.cdlc.compiler.tools.AnalysisJson;
import dev.cdlc.compiler.tools.Completion;
import dev.cdlc.compiler.tools.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc query}: what stands at a place of a file, and what may be written there. */
final class QueryCommand implements Command {
  private static final String JSON = "--json";
  private static final Pattern PLACE = Pattern.compile("(.+):([0-9]{1,7}):([0-9]{1,7})");

  @Override
  public String name() {
    return "query";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
                name(),
                List.of(
                    "Tells what stands at a place of a file, and what may be written there.",
                    "",
                    "It tells, too, where that is declared. The file may be broken. Lines and columns are"
                        + " counted from 1, columns in characters. Exits with 0 whether or not there"
                        + " is something to tell."),
                "query FILE:LINE:COLUMN [--json]",
                "cdlc query web.cdl:4:9",
                "cdlc query -:4:9 < unsaved.cdl")
            .addPositional(
                Shape.words(
                    "FILE:LINE:COLUMN",
                    "The place; for - as the file, in what standard input holds."))
            .addOption(Shape.flag(JSON, "Print the answers as JSON."));
    // "-:4:9" is no option
    spec.parser().unmatchedOptionsArePositionalParams(true);
    return spec;
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    String word = Words.of(arguments).only("FILE:LINE:COLUMN");
    Matcher place = PLACE.matcher(word);
    if (!place.matches()) {
      throw new CommandException(
          "query: '%s' is no place".formatted(word), "write FILE:LINE:COLUMN, as web.cdl:4:9");
    }
    SourceFile file = SourceFile.read(place.group(1), console);
    Result<Source> source = file.source();
    if (source.value().isEmpty()) {
      var findings = new Findings(Color.palette(arguments, console));
      findings.addAll(source.diagnostics());
      findings.tell(console);
      return Outcome.FINDINGS;
    }
    Source text = source.value().get();
    var analysis =
        Analysis.of(text, file.folder().toString(), new FileInputs(console.environment()));
    int offset = offset(text, number(place.group(2)), number(place.group(3)));
    if (arguments.hasMatchedOption(JSON)) {
      console.out().print(AnalysisJson.of(analysis, text, offset));
    } else {
      tell(analysis, offset, console);
    }
    return Outcome.DONE;
  }

  private static void tell(Analysis analysis, int offset, Console console) {
    analysis.hover(offset).ifPresent(hover -> console.out().println(hover.text()));
    analysis.definition(offset).ifPresent(found -> console.out().println(text(found)));
    analysis.completions(offset).forEach(found -> console.out().println(text(found)));
  }

  private static int number(String digits) {
    return Math.max(1, Integer.parseInt(digits));
  }

  /** The nearest place that there is. */
  private static int offset(Source source, int line, int column) {
    int nearest = Math.min(line, source.lineCount());
    int start = source.lineStart(nearest);
    return Math.min(start + column - 1, source.lineEnd(nearest));
  }

  private static String text(Definition found) {
    Source source = found.source();
    int start = found.target().start();
    return "declared at %s:%d:%d%n"
        .formatted(source.id(), source.line(start), source.column(start));
  }

  private static String text(Completion found) {
    String kind = found.kind().name().toLowerCase(Locale.ROOT);
    return Optional.of(found.doc())
        .filter(doc -> !doc.isEmpty())
        .map(doc -> "%-9s  %-20s  %s".formatted(kind, found.text(), doc))
        .orElseGet(() -> "%-9s  %s".formatted(kind, found.text()));
  }
}
