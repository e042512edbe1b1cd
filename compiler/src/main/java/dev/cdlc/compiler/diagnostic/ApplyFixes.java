package dev.cdlc.compiler.diagnostic;

import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Diagnostic.Fix;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Applies the fixes of findings to a source: each with all its edits, or not at all. */
public final class ApplyFixes {
  /** Each round mends what the one before brought to light; real files need two or three. */
  private static final int MOST_ROUNDS = 20;

  private final Source source;

  /** By where they begin; none of them touches another. */
  private final TreeMap<Integer, Edit> taken = new TreeMap<>();

  private ApplyFixes(Source source) {
    this.source = source;
  }

  /**
   * A source with the fixes of what was found in it; of those that meet at a place, the one that
   * begins first.
   */
  public static Source once(Source source, List<Diagnostic> found) {
    var application = new ApplyFixes(source);
    found.stream()
        .flatMap(diagnostic -> diagnostic.fix().stream())
        .filter(application::concernsSource)
        .sorted(Comparator.comparingInt(ApplyFixes::start))
        .forEach(application::take);
    return application.result();
  }

  /** A source with fixes applied again and again, until it draws none that changes it. */
  public static Source repeatedly(Source source, Function<Source, List<Diagnostic>> check) {
    Source mended = source;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Source next = once(mended, check.apply(mended));
      if (next.equals(mended)) {
        return mended;
      }
      mended = next;
    }
    return mended;
  }

  private boolean concernsSource(Fix fix) {
    return !fix.edits().isEmpty()
        && fix.edits().stream().allMatch(edit -> edit.span().source().equals(source.id()));
  }

  private static int start(Fix fix) {
    return fix.edits().stream().mapToInt(edit -> edit.span().start()).min().orElseThrow();
  }

  private void take(Fix fix) {
    if (fix.edits().stream().noneMatch(this::meetsAnother)) {
      fix.edits().forEach(edit -> taken.put(edit.span().start(), edit));
    }
  }

  /** Whether it overlaps or adjoins an edit: then the text of one may need that of the other. */
  private boolean meetsAnother(Edit edit) {
    Map.Entry<Integer, Edit> before = taken.floorEntry(edit.span().end());
    return before != null && before.getValue().span().end() >= edit.span().start();
  }

  private Source result() {
    var text = new StringBuilder();
    int from = 0;
    for (Edit edit : taken.values()) {
      text.append(source.slice(source.span(from, edit.span().start()))).append(edit.replacement());
      from = edit.span().end();
    }
    text.append(source.slice(source.span(from, source.length())));
    return new Source(source.id(), text.toString());
  }
}
