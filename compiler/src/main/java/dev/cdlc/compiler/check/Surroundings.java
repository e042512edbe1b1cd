package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
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
        public Answer<Source> file(String path) {
          return new Answer.Absent<>();
        }
      };

  /** A word with values in the place of its references; broken where a value is not known. */
  Part part(Word word, Optional<Span> comma);

  /** A path as it reads from the folder of the file that was named. */
  Word located(Word path);

  /** How many words so far had no known value. */
  int doubts();

  /** A file by its path, as {@link #located} gives it. */
  Answer<Source> file(String path);
}
