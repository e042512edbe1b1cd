package dev.cdlc.compiler.resolve;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file and all that it includes, each once.
 *
 * @param folder the absolute path of the folder of the file that was named
 * @param members a file after those that it includes: the one that was named is the last
 */
public record FileSet(String folder, List<Member> members) {
  public FileSet {
    members = List.copyOf(members);
  }

  /**
   * One file of the set.
   *
   * @param folder what its relative paths begin with, seen from the folder of the file that was
   *     named; empty where both folders are the same
   * @param includedFrom the `include` that brought it in first, then the one that brought in that
   *     one's file, and so on
   * @param whole whether each file that it includes could be read
   */
  public record Member(
      SyntaxFile file,
      String folder,
      List<Inclusion> inclusions,
      List<Span> includedFrom,
      boolean whole) {
    public Member {
      inclusions = List.copyOf(inclusions);
      includedFrom = List.copyOf(includedFrom);
    }

    /** A file that includes nothing, and that nothing includes. */
    public static Member alone(SyntaxFile file) {
      return new Member(file, "", List.of(), List.of(), true);
    }
  }

  /**
   * An `include` whose file could be read.
   *
   * @param alias NAME of {@code as NAME}
   */
  public record Inclusion(SyntaxFile file, Optional<Located<String>> alias, Span span) {}

  /** The file that was named. */
  public Member main() {
    return members.getLast();
  }

  public Sources sources() {
    return Sources.of(members.reversed().stream().map(member -> member.file().source()).toList());
  }

  /** The same findings, those in included files with the chain by which their file comes in. */
  public List<Diagnostic> withChains(List<Diagnostic> found) {
    if (members.size() == 1) {
      return found;
    }
    Map<SourceId, List<Span>> chains = new HashMap<>();
    members.forEach(member -> chains.put(member.file().source().id(), member.includedFrom()));
    return found.stream()
        .map(
            one ->
                one.includedFrom().isEmpty()
                    ? one.withIncludedFrom(
                        chains.getOrDefault(one.primary().span().source(), List.of()))
                    : one)
        .toList();
  }
}
