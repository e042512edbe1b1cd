package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an importer has to tell. */
public final class Report {
  /** Of a message, in code points. */
  private static final int LONGEST = 200;

  /** What an anchor or a base stands for is read more than once, and told once. */
  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  private final Set<String> kept = new HashSet<>();

  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR);
  }

  public void add(Diagnostic found) {
    diagnostics.add(
        new Diagnostic(
            found.code(),
            found.severity(),
            oneLine(found.message()),
            found.primary(),
            found.related(),
            found.help(),
            found.fix(),
            found.includedFrom()));
  }

  /** A name or value may hold line breaks, and be of any length. */
  private static String oneLine(String message) {
    int[] shown = message.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
    return shown.length <= LONGEST
        ? new String(shown, 0, shown.length)
        : new String(shown, 0, LONGEST / 2)
            + "…"
            + new String(shown, shown.length - LONGEST / 2, LONGEST / 2);
  }

  /** Something that is not taken over. */
  public void leftOut(Span span, String what, String why) {
    add(Diagnostic.of(Code.LEFT_OUT, span, what + " is left out").withHelp(why));
  }

  /** Something that is taken over by other means. */
  public void otherwise(Span span, String message, String help) {
    add(Diagnostic.of(Code.SAID_OTHERWISE, span, message).withHelp(help));
  }

  /** A default of CDL that holds although the engines have another; told once. */
  public void kept(Span span, String message, String help) {
    if (kept.add(message)) {
      add(Diagnostic.of(Code.DEFAULT_KEPT, span, message).withHelp(help));
    }
  }

  /** A name that CDL does not allow. */
  public void renamed(Span span, String from, String to) {
    add(
        Diagnostic.of(Code.RENAMED, span, "`" + from + "` becomes `" + to + "`")
            .withHelp("a name is a lower-case letter, then lower-case letters, digits and `-`"));
  }

  /** A value that is none of its kind. */
  public void invalid(Span span, String message, String help) {
    add(Diagnostic.of(Code.INVALID_VALUE, span, message).withHelp(help));
  }
}
