package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.ProtectedPaths;
import dev.cdlc.compiler.model.ProtectedPaths.Entry;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/**
 * What {@code masked-paths} or {@code readonly-paths} says: layers add to each other, and {@code
 * none} forgets what those below it said.
 */
final class ProtectedPathSection {
  private static final String NONE = "none";
  private static final String DEFAULT = "default";

  private final Cells cells;
  private final Values values;
  private final String statement;
  private final String rootHelp;
  private final Keyed<Entry, Entry> entries;
  private Optional<Span> none = Optional.empty();
  private int noneLayer;
  private Optional<Span> place = Optional.empty();

  /**
   * @param rootHelp what to do instead where `/` is listed
   */
  ProtectedPathSection(Cells cells, String statement, String rootHelp) {
    this.cells = cells;
    this.statement = statement;
    this.rootHelp = rootHelp;
    values = new Values(cells.findings());
    entries = cells.keyed(statement);
    cells.onReset(statement, this::forget);
  }

  void read(Arguments arguments) {
    for (Word word : arguments.many(0)) {
      if (word.text().equals(NONE)) {
        sayNone(word);
      } else {
        values.read(word, this::entry).ifPresent(this::say);
      }
    }
    if (none.isPresent() || !entries.values().isEmpty()) {
      place = Optional.of(arguments.span());
    }
  }

  Optional<Located<ProtectedPaths>> value() {
    return place.map(span -> new Located<>(new ProtectedPaths(entries.values()), span));
  }

  private void forget() {
    none = Optional.empty();
    place = Optional.empty();
  }

  private void sayNone(Word word) {
    List<Located<Entry>> beside = entries.ofLayer();
    if (!beside.isEmpty()) {
      report(word.span(), beside.getFirst().span());
      return;
    }
    entries.clear();
    none = Optional.of(word.span());
    noneLayer = cells.layer();
  }

  private void say(Located<Entry> entry) {
    if (none.isPresent() && noneLayer == cells.layer()) {
      report(entry.span(), none.get());
      return;
    }
    String fault =
        switch (entry.value()) {
          case Entry.Default() -> "`default` is listed twice";
          case Entry.At(var path) -> "the path `" + path + "` is listed twice";
        };
    entries.say(entry.value(), entry, fault);
  }

  private Reading<Entry> entry(String text) {
    if (text.equals(DEFAULT)) {
      return new Reading.Value<>(new Entry.Default());
    }
    return text.startsWith("/")
        ? ContainerPath.read(text).then(this::entryAt)
        : misspelt(text).orElseGet(() -> ContainerPath.read(text).then(this::entryAt));
  }

  private Reading<Entry> entryAt(String path) {
    return path.equals("/")
        ? new Reading.Refusal<>(
            Code.INVALID_MOUNT_TARGET,
            "`%s` cannot list `/`".formatted(statement),
            rootHelp,
            List.of())
        : new Reading.Value<>(new Entry.At(path));
  }

  private static Optional<Reading<Entry>> misspelt(String text) {
    return Suggestion.nearest(text, List.of(DEFAULT, NONE))
        .map(
            near ->
                new Reading.Refusal<>(
                    Code.UNKNOWN_OPTION,
                    "`" + text + "` is neither a path nor `default` or `none`",
                    "did you mean `" + near.word() + "`?",
                    List.of(near.word())));
  }

  private void report(Span second, Span first) {
    cells
        .findings()
        .add(
            Diagnostic.of(
                    Code.CONFLICTING_OPTIONS, second, "`none` stands alone, without other paths")
                .withRelated(first, "said first here")
                .withHelp("keep `none`, or the paths"));
  }
}
