package dev.cdlc.compiler.check;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import java.util.List;
import java.util.Optional;

/** What a statement's first words are found to mean. */
sealed interface Lookup {
  /** A statement of the language. */
  record Found(Keyword keyword) implements Lookup {}

  /** Nothing that can be read on; reported. {@code meant} is the name it stands for, if known. */
  record Reported(Optional<String> meant) implements Lookup {}

  /** A statement of other contexts; reported. What stands beside it may belong there too. */
  record Misplaced(List<Context> homes) implements Lookup {}
}
