package dev.cdlc.compiler.damage;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.fuzz.Laws;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the compiler makes of damage, and which of its promises that breaks. */
final class Aftermath {
  /** How many reports one damaged word may draw. */
  private static final int MOST_REPORTS_EACH = 6;

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
  private final Laws laws;

  Aftermath(GoodFile file, Damage damage) {
    this.file = file;
    this.damage = damage;
    laws = new Laws(damage.source(), file::compiled);
  }

  /** The promises that are broken; none, if all is well. */
  List<String> broken() {
    return Stream.concat(
            laws.broken().stream(),
            Stream.of(
                    Laws.claim("some report touches the damage", errors().isEmpty() || touches()),
                    Laws.claim("reports are few", made().diagnostics().size() <= most()))
                .flatMap(Optional::stream))
        .toList();
  }

  private SyntaxFile tree() {
    return laws.tree();
  }

  private Compilation made() {
    return laws.made();
  }

  private List<Diagnostic> errors() {
    return made().diagnostics().stream().filter(one -> one.severity() == Severity.ERROR).toList();
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
                    || Laws.spans(found).stream()
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
}
