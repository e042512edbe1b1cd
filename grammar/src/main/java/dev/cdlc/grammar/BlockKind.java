package dev.cdlc.grammar;

import java.util.List;
import java.util.Optional;

/**
 * What may stand between one kind of {@code <} and its {@code >}: the token filter's view of the
 * statement registry. The same name may mean different things in different kinds, so kinds form a
 * tree whose root is the top of a file.
 */
public interface BlockKind {
  /** How the statement called {@code name} is written here; empty if none is called so. */
  Optional<Form> form(String name);

  /**
   * The kind of the block that these words open here; {@link #UNKNOWN} if they open none.
   *
   * @param head the words before the first comma, prefixes such as {@code try} included; never
   *     empty
   */
  BlockKind block(List<String> head);

  /** The inside of a block that no known statement opens: it has no names. */
  BlockKind UNKNOWN =
      new BlockKind() {
        @Override
        public Optional<Form> form(String name) {
          return Optional.empty();
        }

        @Override
        public BlockKind block(List<String> head) {
          return this;
        }
      };

  /** How a statement is written. */
  enum Form {
    /** Words, commas between items, perhaps a block. */
    PLAIN,
    /** Comma-separated entries of free text and no block, as in {@code env A=1, B=2}. */
    ENTRIES,
    /** Words for a program, so neither a block nor a comma, as in {@code run /bin/echo hi}. */
    COMMAND
  }
}
