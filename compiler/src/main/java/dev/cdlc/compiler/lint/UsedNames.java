package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Item;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that files use: those of references, and those behind {@code use}. */
final class UsedNames {
  private final Set<String> names = new HashSet<>();

  void collect(List<Statement> statements) {
    for (Statement statement : statements) {
      boolean using = false;
      for (Item item : statement.items()) {
        for (Word word : item.words()) {
          references(word);
          if (using) {
            use(word.text());
          }
          using |= word.text().equals("use");
        }
      }
      statement.block().ifPresent(block -> collect(block.statements()));
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  private void references(Word word) {
    for (SyntaxFile.Piece piece : word.pieces()) {
      if (piece instanceof SyntaxFile.Piece.Reference(String name, _)) {
        use(name);
      }
    }
  }

  /** Also by way of an include with a name, as in {@code base.hardened}. */
  private void use(String name) {
    names.add(name);
    names.add(name.substring(name.indexOf('.') + 1));
  }
}
