package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.resolve.FileSet.Inclusion;
import dev.cdlc.compiler.resolve.FileSet.Member;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the files of a set declare, by the names that each of them may use: its own, those of files
 * that it includes, and these behind an alias and a dot.
 */
final class Names {
  /** Aliases of aliases have no end of names. */
  private static final int MOST = 10_000;

  private final FileSet files;
  private final IdentityHashMap<SyntaxFile, Map<Declaration.Kind, Map<String, Declaration>>> known =
      new IdentityHashMap<>();

  Names(FileSet files) {
    this.files = files;
    files.members().forEach(this::declare);
  }

  /** Files that it includes come before it. */
  private void declare(Member member) {
    var names = new EnumMap<Declaration.Kind, Map<String, Declaration>>(Declaration.Kind.class);
    Declaration.in(member.file())
        .forEach(found -> all(names, found.kind()).putIfAbsent(found.word().text(), found));
    for (Inclusion inclusion : member.inclusions()) {
      of(inclusion.file()).forEach((kind, others) -> bring(inclusion, others, kind, names));
    }
    known.put(member.file(), names);
  }

  private static void bring(
      Inclusion inclusion,
      Map<String, Declaration> others,
      Declaration.Kind kind,
      Map<Declaration.Kind, Map<String, Declaration>> names) {
    Map<String, Declaration> own = all(names, kind);
    String prefix =
        kind == Declaration.Kind.CONTAINER || kind == Declaration.Kind.NETWORK
            ? ""
            : inclusion.alias().map(alias -> alias.value() + ".").orElse("");
    others.entrySet().stream()
        .limit(Math.max(0, MOST - own.size()))
        .forEach(other -> own.putIfAbsent(prefix + other.getKey(), other.getValue()));
  }

  private static Map<String, Declaration> all(
      Map<Declaration.Kind, Map<String, Declaration>> names, Declaration.Kind kind) {
    return names.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  private Map<Declaration.Kind, Map<String, Declaration>> of(SyntaxFile file) {
    return known.getOrDefault(file, Map.of());
  }

  /** The names of a kind that the file that was named may use. */
  Map<String, Declaration> visible(Declaration.Kind kind) {
    return in(files.main().file(), kind);
  }

  /** The same for any file of the set. */
  Map<String, Declaration> in(SyntaxFile file, Declaration.Kind kind) {
    return of(file).getOrDefault(kind, Map.of());
  }

  /** What an {@code include} of the file that was named brings in, if that could be read. */
  Optional<Source> included(Span statement) {
    return files.main().inclusions().stream()
        .filter(inclusion -> inclusion.span().equals(statement))
        .map(inclusion -> inclusion.file().source())
        .findFirst();
  }
}
