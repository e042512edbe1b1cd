package dev.cdlc.compiler.damage;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.ApplyFixes;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the compiler makes of damage, and which of its promises that breaks. */
final class Aftermath {
  /** How many reports one damaged word may draw. */
  private static final int MOST_REPORTS_EACH = 6;

  /** What only the inside of a program says. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|java\\.|tools\\.jackson|antlr|Optional\\[|(?<!\\()null\\b|no viable"
              + "|mismatched input|extraneous input|token recognition|<EOF>|@[0-9a-f]{5,}");

  /** What is missed at a place that may be far from where it was lost. */
  private static final Set<Code> ABSENCES =
      EnumSet.of(
          Code.UNCLOSED_BLOCK,
          Code.STRAY_CLOSER,
          Code.MISPLACED_STATEMENT,
          Code.CYCLE,
          Code.MISSING_ROOT,
          Code.UNKNOWN_NAME,
          Code.UNKNOWN_REFERENCE,
          Code.UNKNOWN_CONTAINER,
          Code.UNKNOWN_SETTING,
          Code.MISSING_VALUE,
          Code.NEVER_READY,
          Code.NO_EFFECT,
          Code.MISSING_SETTING,
          Code.PROC_NEEDS_PID_NAMESPACE,
          Code.SYSCTL_OF_THE_HOST);

  private final GoodFile file;
  private final Damage damage;
  private final Result<SyntaxFile> parsed;
  private final Compilation made;

  Aftermath(GoodFile file, Damage damage) {
    this.file = file;
    this.damage = damage;
    parsed = Parse.parse(damage.source(), new LayoutNames());
    made = file.compiled(damage.source());
  }

  /** The promises that are broken; none, if all is well. */
  List<String> broken() {
    return Stream.of(
            claim("the tree has the whole text", tree().text().equals(damage.source().text())),
            claim("some report touches the damage", errors().isEmpty() || touches()),
            claim("reports are few", made.diagnostics().size() <= most()),
            claim("reports lie in the text", made.diagnostics().stream().allMatch(this::isInside)),
            claim("reports show no inside", made.diagnostics().stream().allMatch(this::isReadable)),
            claim("a file that does not parse is not formatted", isRefusedOrFormatted()),
            claim("fixes come to an end", fixesEnd()),
            claim("what compiles can be lowered", lowers()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> claim(String claim, boolean holds) {
    return holds ? Optional.empty() : Optional.of(claim);
  }

  private SyntaxFile tree() {
    return parsed.value().orElseThrow();
  }

  private List<Diagnostic> errors() {
    return errors(made.diagnostics());
  }

  private static List<Diagnostic> errors(List<Diagnostic> found) {
    return found.stream().filter(one -> one.severity() == Severity.ERROR).toList();
  }

  private long most() {
    int before = file.compiled(file.source()).diagnostics().size();
    long words =
        damage.places().stream()
            .mapToLong(place -> damage.source().slice(place).strip().split("\\s+").length)
            .sum();
    return before + MOST_REPORTS_EACH * words;
  }

  private boolean touches() {
    List<Span> reach = damage.places().stream().map(this::reach).toList();
    return errors().stream()
        .anyMatch(
            found ->
                ABSENCES.contains(found.code())
                    || spans(found).stream()
                        .anyMatch(span -> reach.stream().anyMatch(place -> touches(span, place))));
  }

  /** A place, the tokens beside it, and what the statements say that these belong to. */
  private Span reach(Span place) {
    Span wide = withNeighbours(place);
    Span reach = wide;
    for (Span words : statements(tree().statements(), wide)) {
      reach =
          new Span(
              place.source(),
              Math.min(reach.start(), words.start()),
              Math.max(reach.end(), words.end()));
    }
    return reach;
  }

  /** The words of the statements that a place touches. */
  private static List<Span> statements(List<Statement> statements, Span place) {
    var words = new ArrayList<Span>();
    for (Statement statement : statements) {
      if (touches(words(statement), place)) {
        words.add(words(statement));
      }
      statement.block().ifPresent(block -> words.addAll(statements(block.statements(), place)));
    }
    return words;
  }

  private static Span words(Statement statement) {
    Span words = statement.items().getFirst().span().to(statement.items().getLast().span());
    return statement.block().map(block -> words.to(block.open())).orElse(words);
  }

  private static boolean touches(Span span, Span place) {
    return span.source().equals(place.source())
        && span.start() <= place.end()
        && span.end() >= place.start();
  }

  /** A place, and the tokens before and after it. */
  private Span withNeighbours(Span place) {
    int start = 0;
    int end = damage.source().length();
    for (Token token : tree().tokens()) {
      if (isSolid(token) && token.span().start() < place.start()) {
        start = token.span().start();
      }
    }
    for (Token token : tree().tokens().reversed()) {
      if (isSolid(token) && token.span().end() > place.end()) {
        end = token.span().end();
      }
    }
    return new Span(place.source(), start, end);
  }

  private static boolean isSolid(Token token) {
    return switch (token.kind()) {
      case BLANK, COMMENT, DOC -> false;
      case WORD, COMMA, SEMICOLON, OPEN, CLOSE, SKIPPED -> true;
    };
  }

  /** The places that a report names, and those that its fix changes. */
  private static List<Span> spans(Diagnostic found) {
    var spans = new ArrayList<Span>();
    spans.add(found.primary().span());
    found.related().forEach(label -> spans.add(label.span()));
    found.fix().ifPresent(fix -> fix.edits().forEach(edit -> spans.add(edit.span())));
    return spans;
  }

  private boolean isInside(Diagnostic found) {
    return spans(found).stream()
        .allMatch(span -> span.start() <= span.end() && span.end() <= length(span.source()));
  }

  private int length(SourceId id) {
    return made.sources().all().stream()
        .filter(source -> source.id().equals(id))
        .mapToInt(Source::length)
        .findFirst()
        .orElse(-1);
  }

  private boolean isReadable(Diagnostic found) {
    var render = new Render(List.of(), Palette.PLAIN);
    String words = render.text(found);
    return words.length() < 5_000
        && INSIDE
            .matcher(words)
            .results()
            .allMatch(inside -> damage.source().text().contains(inside.group()));
  }

  private boolean isRefusedOrFormatted() {
    Result<String> formatted = Format.format(damage.source());
    return formatted.value().isPresent() == errors(parsed.diagnostics()).isEmpty()
        && formatted.value().map(this::isFormOfItself).orElse(true);
  }

  private boolean isFormOfItself(String form) {
    return Format.format(new Source(damage.source().id(), form)).value().equals(Optional.of(form));
  }

  private boolean fixesEnd() {
    Source mended = ApplyFixes.repeatedly(damage.source(), this::found);
    return found(mended).stream().noneMatch(found -> found.fix().isPresent());
  }

  private List<Diagnostic> found(Source source) {
    return file.compiled(source).diagnostics().stream()
        .filter(found -> found.primary().span().source().equals(source.id()))
        .toList();
  }

  private boolean lowers() {
    made.containers().forEach(CompiledContainer::plan);
    return true;
  }
}
