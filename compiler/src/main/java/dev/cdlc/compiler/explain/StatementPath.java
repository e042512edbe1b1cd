package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Registry;
import java.util.List;
import java.util.stream.Stream;

/**
 * The full name of a statement: its own, behind those of the statements whose blocks it stands in,
 * as in {@code cpu limit} and {@code io device read-bps}.
 */
final class StatementPath {
  private StatementPath() {}

  /** The first of the names that a statement has. */
  static String of(Entry entry) {
    return all(entry).findFirst().orElseThrow();
  }

  /** Those of each statement, in the order of the reference. */
  static List<String> all() {
    return Registry.all().stream().map(keyword -> of(keyword.entry())).distinct().toList();
  }

  /**
   * Whether a statement is called so; blocks that several statements open give it several names.
   */
  static boolean leads(String path, Entry entry) {
    return all(entry).anyMatch(path::equals);
  }

  private static Stream<String> all(Entry entry) {
    return isOuter(entry.home())
        ? Stream.of(entry.title())
        : Registry.all().stream()
            .map(Keyword::entry)
            .filter(owner -> owner.block().filter(entry.home()::equals).isPresent())
            .flatMap(StatementPath::all)
            .map(owner -> owner + " " + entry.title());
  }

  /** What stands there needs no other name before its own. */
  private static boolean isOuter(Context context) {
    return context == Context.FILE || context == Context.CONTAINER;
  }
}
