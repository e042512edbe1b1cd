package dev.cdlc.compiler.fuzz;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.fmt.Outline;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for any text, and which of it one text breaks. */
public final class Laws {
  /** In characters; the help may list all capabilities or system calls. */
  private static final int LONGEST_REPORT = 5_000;

  /** What only the inside of a program says. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|java\\.|tools\\.jackson|antlr|Optional\\[|(?<!\\()null\\b|no viable"
              + "|mismatched input|extraneous input|token recognition|<EOF>|@[0-9a-f]{5,}");

  private final Source source;
  private final Function<Source, Compilation> compile;
  private final Result<SyntaxFile> parsed;
  private final Compilation made;

  /**
   * @param compile makes what comes of a text in the source's place
   */
  public Laws(Source source, Function<Source, Compilation> compile) {
    this.source = source;
    this.compile = compile;
    parsed = Parse.parse(source, new LayoutNames());
    made = compile.apply(source);
  }

  public SyntaxFile tree() {
    return parsed.value().orElseThrow();
  }

  public Compilation made() {
    return made;
  }

  /** The laws that are broken; none, if all is well. */
  public List<String> broken() {
    return Stream.of(
            claim("the tree has the whole text", tree().text().equals(source.text())),
            claim("reports lie in the text", made.diagnostics().stream().allMatch(this::isInside)),
            claim("reports show no inside", made.diagnostics().stream().allMatch(this::isReadable)),
            claim("a file that does not parse is not formatted", isRefusedOrFormatted()),
            claim("the same text comes to the same", comesToTheSame()),
            claim("fixes come to an end", fixesEnd()),
            claim("what compiles can be lowered", lowers()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The claim itself, where it does not hold. */
  public static Optional<String> claim(String claim, boolean holds) {
    return holds ? Optional.empty() : Optional.of(claim);
  }

  private boolean isInside(Diagnostic found) {
    return spans(found).stream()
        .allMatch(span -> span.start() <= span.end() && span.end() <= length(span.source()));
  }

  /** The places that a report names, and those that its fix changes. */
  public static List<Span> spans(Diagnostic found) {
    var spans = new ArrayList<Span>();
    spans.add(found.primary().span());
    found.related().forEach(label -> spans.add(label.span()));
    found.fix().ifPresent(fix -> fix.edits().forEach(edit -> spans.add(edit.span())));
    return spans;
  }

  private int length(SourceId id) {
    return made.sources().all().stream()
        .filter(one -> one.id().equals(id))
        .mapToInt(Source::length)
        .findFirst()
        .orElse(-1);
  }

  private boolean isReadable(Diagnostic found) {
    String words = new Render(made.sources().all(), Palette.PLAIN).text(found);
    return !found.message().isBlank()
        && words.length() < LONGEST_REPORT
        && INSIDE
            .matcher(words)
            .results()
            .allMatch(inside -> source.text().contains(inside.group()));
  }

  private boolean isRefusedOrFormatted() {
    Result<String> formatted = Format.format(source);
    boolean parses =
        parsed.diagnostics().stream().noneMatch(found -> found.severity() == Severity.ERROR);
    return formatted.value().isPresent() == parses
        && formatted.value().map(this::isFormOfIt).orElse(true);
  }

  /** Whether a form says what the text says, and is its own form. */
  private boolean isFormOfIt(String form) {
    var formed = new Source(source.id(), form);
    SyntaxFile after = Parse.parse(formed, new LayoutNames()).value().orElseThrow();
    return Format.format(formed).value().equals(Optional.of(form))
        && Outline.of(after).equals(Outline.of(tree()))
        && Outline.comments(after).equals(Outline.comments(tree()));
  }

  private boolean comesToTheSame() {
    Compilation again = compile.apply(source);
    return again.diagnostics().equals(made.diagnostics()) && configs(again).equals(configs(made));
  }

  private static List<String> configs(Compilation compilation) {
    return compilation.containers().stream().map(CompiledContainer::configJson).toList();
  }

  private boolean fixesEnd() {
    Source mended = ApplyFixes.repeatedly(source, this::found);
    return found(mended).stream().noneMatch(found -> found.fix().isPresent());
  }

  private List<Diagnostic> found(Source text) {
    return compile.apply(text).diagnostics().stream()
        .filter(found -> found.primary().span().source().equals(text.id()))
        .toList();
  }

  private boolean lowers() {
    made.containers().forEach(CompiledContainer::plan);
    return true;
  }
}
