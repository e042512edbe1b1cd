package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.resolve.FileSet.Member;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The profiles that come with cdlc, each a CDL file of its own. */
public final class BuiltInProfiles {
  /** Their names. */
  public static final List<String> NAMES = List.of("default", "hardened", "restricted");

  private BuiltInProfiles() {}

  /** The text of the profile of that name. */
  public static Optional<String> text(String name) {
    return NAMES.contains(name) ? Optional.of(read("profile-" + name + ".cdl")) : Optional.empty();
  }

  /** All of them, if a file of the set may use one: it is not worth reading them otherwise. */
  static List<Member> forUseIn(FileSet files) {
    boolean mentioned =
        files.members().stream().anyMatch(member -> mentions(member.file().statements()));
    return mentioned ? Parsed.MEMBERS : List.of();
  }

  private static boolean mentions(List<Statement> statements) {
    return statements.stream()
        .anyMatch(
            statement ->
                isMentioned(statement)
                    || (statement.name().text().equals("stack")
                        && statement.block().filter(in -> mentions(in.statements())).isPresent()));
  }

  private static boolean isMentioned(Statement statement) {
    return statement.anyWord(word -> holdsName(word.text()));
  }

  private static boolean holdsName(String text) {
    for (String name : NAMES) {
      if (text.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static Member member(String name) {
    var source = new Source(new SourceId("<profile " + name + ">"), text(name).orElseThrow());
    SyntaxFile file = Parse.parse(source, new LayoutNames()).value().orElseThrow();
    return Member.alone(file);
  }

  /** Holds them as trees; each process parses them once, if it needs to. */
  private static final class Parsed {
    static final List<Member> MEMBERS = NAMES.stream().map(BuiltInProfiles::member).toList();
  }

  private static String read(String resource) {
    try (InputStream in = BuiltInProfiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
