package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.resolve.Paths;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files of which an importer knows the paths alone: each is there, and says nothing, or as little
 * as a filter of system calls can.
 */
public final class EmptyFiles implements Inputs {
  private static final String FILTER = "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}";

  private final Set<String> filters = new HashSet<>();
  private final Set<String> others = new HashSet<>();

  /** Whether the path of a filter depends on a param. */
  private boolean refers;

  private EmptyFiles() {}

  /**
   * The files that a text of CDL names.
   *
   * @param folder the absolute path of the text's folder
   */
  public static EmptyFiles of(String text, String folder) {
    var files = new EmptyFiles();
    var source = new Source(new SourceId("<draft>"), text);
    Parse.parse(source, new LayoutNames())
        .value()
        .ifPresent(file -> files.take(file.statements(), folder));
    return files;
  }

  private void take(List<Statement> statements, String folder) {
    for (Statement statement : statements) {
      List<Word> words = statement.items().stream().flatMap(item -> item.words().stream()).toList();
      if (words.size() == 3 && words.get(1).text().equals("file")) {
        take(words.getFirst().text().equals("seccomp"), words.getLast(), folder);
      }
      statement.block().ifPresent(block -> take(block.statements(), folder));
    }
  }

  private void take(boolean filter, Word path, String folder) {
    boolean literal = path.pieces().stream().allMatch(Literal.class::isInstance);
    refers |= filter && !literal;
    if (literal) {
      (filter ? filters : others).add(Paths.join(folder, path.text()));
    }
  }

  @Override
  public Answer<String> realPath(String path) {
    return new Answer.Found<>(path);
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    boolean filter = filters.contains(path) || (refers && !others.contains(path));
    byte[] content = (filter ? FILTER : "").getBytes(StandardCharsets.UTF_8);
    return new Answer.Found<>(ByteBuffer.wrap(content));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }
}
