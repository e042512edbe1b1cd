package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Reference;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a word comes to where nothing is given from outside, as far as that is known: a reference
 * that leads nowhere, or back to itself, stays as it is written.
 */
final class Value {
  /** In references; names that stand for nothing many times over have no end. */
  private static final int MOST_STEPS = 1_000;

  private static final int LONGEST = 200;

  private final Names names;
  private final StringBuilder text = new StringBuilder();
  private final Set<Declaration> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int steps;

  private Value(Names names) {
    this.names = names;
  }

  /** Cut where it is too long to be read. */
  static String of(Word word, SyntaxFile file, Names names) {
    var value = new Value(names);
    value.add(word, file);
    return value.text.length() <= LONGEST
        ? value.text.toString()
        : value.text.substring(0, value.text.offsetByCodePoints(0, LONGEST / 2)) + "...";
  }

  private void add(Word word, SyntaxFile file) {
    for (var piece : word.pieces()) {
      switch (piece) {
        case Literal(var literal, _) -> add(literal);
        case Reference(var name, _) -> add(name, file);
      }
    }
  }

  private void add(String literal) {
    if (text.length() <= LONGEST) {
      text.append(literal);
    }
  }

  private void add(String name, SyntaxFile file) {
    Declaration declaration = names.in(file, Declaration.Kind.VALUE).get(name);
    steps++;
    if (declaration == null
        || declaration.value().isEmpty()
        || steps > MOST_STEPS
        || !open.add(declaration)) {
      add("${" + name + "}");
      return;
    }
    add(declaration.value().get(), declaration.file());
    open.remove(declaration);
  }
}
