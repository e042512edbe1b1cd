package dev.cdlc.grammar;

import java.util.OptionalInt;

/**
 * The statement names of every language version, as far as the layout of a file depends on them.
 */
public interface StatementNames {
  /**
   * The top of a file.
   *
   * @param version N of the file's {@code cdl N}; names that are newer are not known, so that a new
   *     statement never breaks an old file. Empty: the newest version.
   */
  BlockKind top(OptionalInt version);
}
