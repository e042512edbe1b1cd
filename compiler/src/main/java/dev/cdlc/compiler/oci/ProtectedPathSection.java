package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Filesystem;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.ProtectedPaths;
import dev.cdlc.compiler.model.ProtectedPaths.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits {@code linux.maskedPaths} and {@code linux.readonlyPaths}. */
record ProtectedPathSection(Filesystem filesystem, Places places) {
  List<String> masked() {
    return paths("/linux/maskedPaths", filesystem.maskedPaths(), DefaultPaths.MASKED);
  }

  List<String> readonly() {
    return paths("/linux/readonlyPaths", filesystem.readonlyPaths(), DefaultPaths.READONLY);
  }

  private List<String> paths(
      String pointer, Optional<Located<ProtectedPaths>> said, List<String> defaults) {
    return said.map(located -> asked(pointer, located, defaults)).orElse(defaults);
  }

  /** Each path once, in the order of the source; it is who said it first that asked for it. */
  private List<String> asked(String pointer, Located<ProtectedPaths> said, List<String> defaults) {
    Map<String, Located<Entry>> paths = new LinkedHashMap<>();
    for (Located<Entry> entry : places.note(pointer, said).entries()) {
      named(entry.value(), defaults).forEach(path -> paths.putIfAbsent(path, entry));
    }
    int next = 0;
    for (Located<Entry> entry : paths.values()) {
      places.note(pointer + "/" + next++, entry);
    }
    return List.copyOf(paths.keySet());
  }

  private static List<String> named(Entry entry, List<String> defaults) {
    return switch (entry) {
      case Entry.Default() -> defaults;
      case Entry.At(var path) -> List.of(path);
    };
  }
}
