package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What a file's statements are read with: the values of names, its folder, and other files. */
interface Surroundings {
  /** References stay as they are written, and paths too. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public Part part(Word word, Optional<Span> comma) {
          return new Part(word, comma, Part.Inserted.NOTHING);
        }

        @Override
        public Word located(Word path) {
          return path;
        }

        @Override
        public int doubts() {
          return 0;
        }

        @Override
        public NamedFiles files() {
          return new NamedFiles("", Sources.of(List.of()), Inputs.NONE);
        }
      };

  /** A word with values in the place of its references; broken where a value is not known. */
  Part part(Word word, Optional<Span> comma);

  /** A path as it reads from the folder of the file that was named. */
  Word located(Word path);

  /** How many words so far had no known value. */
  int doubts();

  /** The files that statements name by paths as {@link #located} gives them. */
  NamedFiles files();
}
