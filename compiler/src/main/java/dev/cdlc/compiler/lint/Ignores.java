package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.lint.IgnoreComment.Named;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comments of a set of files that say which findings are meant. */
final class Ignores {
  private final LintSettings settings;
  private final SourceId main;
  private final List<Ignore> ignores = new ArrayList<>();
  private final List<Diagnostic> faults = new ArrayList<>();

  private Ignores(LintSettings settings, SourceId main) {
    this.settings = settings;
    this.main = main;
  }

  /** One code of one comment. */
  private static final class Ignore {
    private final Named named;
    private final Span scope;
    private final String reason;
    private boolean used;

    Ignore(Named named, Span scope, String reason) {
      this.named = named;
      this.scope = scope;
      this.reason = reason;
    }
  }

  static Ignores in(FileSet files, LintSettings settings) {
    var ignores = new Ignores(settings, files.main().file().source().id());
    files.members().forEach(member -> ignores.read(member.file()));
    return ignores;
  }

  /** Whether no comment is one of these. */
  boolean isEmpty() {
    return ignores.isEmpty() && faults.isEmpty();
  }

  private void read(SyntaxFile file) {
    if (!file.source().text().contains(IgnoreComment.MARK)) {
      return;
    }
    for (Token token : file.tokens()) {
      if (token.kind() == Token.Kind.COMMENT) {
        IgnoreComment.read(file.source(), token.span())
            .ifPresent(comment -> add(comment, file, token.span()));
      }
    }
  }

  private void add(IgnoreComment comment, SyntaxFile file, Span place) {
    if (settings.ignores() == LintSettings.Ignores.FORBIDDEN) {
      faults.add(
          Diagnostic.of(Code.INVALID_IGNORE, place, "the project allows no `cdlc:ignore`")
              .withHelp("remove it"));
      return;
    }
    faults.addAll(comment.faults());
    Optional<Span> scope =
        comment.wholeFile() ? Optional.of(whole(file.source())) : next(file.statements(), place);
    for (Named named : comment.codes()) {
      ignores.add(new Ignore(named, scope.orElse(place), comment.reason()));
    }
  }

  private static Span whole(Source source) {
    return source.span(0, source.length());
  }

  /** The first statement after a comment, with its block. */
  private static Optional<Span> next(List<Statement> statements, Span comment) {
    for (Statement statement : statements) {
      if (statement.span().start() >= comment.end()) {
        return Optional.of(statement.span());
      }
      if (statement.span().end() > comment.end()) {
        return statement.block().flatMap(block -> next(block.statements(), comment));
      }
    }
    return Optional.empty();
  }

  /** The reason why a finding is meant; empty where no comment says that it is. */
  Optional<String> suppress(Diagnostic found) {
    for (Ignore ignore : ignores) {
      if (ignore.named.code() == found.code() && ignore.scope.contains(found.primary().span())) {
        ignore.used = true;
        return Optional.of(ignore.reason);
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with the comments themselves.
   *
   * @param complete whether all was found that there is, so that what suppressed nothing is unused
   */
  List<Diagnostic> faults(boolean complete) {
    List<Diagnostic> all = new ArrayList<>(faults);
    if (complete) {
      for (Ignore ignore : ignores) {
        if (isUnused(ignore)) {
          all.add(unused(ignore.named));
        }
      }
    }
    return all;
  }

  /**
   * Those of an included file may be of use to others; those of a rule that is off may be again.
   */
  private boolean isUnused(Ignore ignore) {
    return !ignore.used
        && ignore.scope.source().equals(main)
        && Rules.of(ignore.named.code())
            .map(rule -> settings.severity(rule).isPresent())
            .orElse(true);
  }

  private static Diagnostic unused(Named named) {
    return Diagnostic.of(
            Code.UNUSED_IGNORE,
            named.span(),
            "no %s is found in what follows".formatted(named.code().id()))
        .withHelp("remove it");
  }
}
