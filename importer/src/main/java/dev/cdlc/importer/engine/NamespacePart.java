package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import java.util.ArrayList;
import java.util.List;

/** What of the host's view a container shares. */
public final class NamespacePart {
  private static final List<String> OWN = List.of("pid", "ipc", "uts", "net", "cgroup");

  private final Sayings sayings;
  private final List<String> own = new ArrayList<>(OWN);

  NamespacePart(Sayings sayings) {
    this.sayings = sayings;
  }

  /** Shares the host's namespace of a kind. */
  void share(String kind) {
    own.remove(kind);
  }

  /**
   * A kind of namespace by its mode.
   *
   * @param mode {@code host}, {@code private}, or what cannot be taken over
   */
  public void mode(String kind, Text mode, Span span) {
    switch (mode.shown()) {
      case "host" -> own.remove(kind);
      case "", "private", "shareable" -> {
        // one of its own, which holds anyway
      }
      default ->
          sayings
              .report()
              .leftOut(
                  span,
                  "`" + mode.shown() + "`",
                  "only `host` and `private` can be taken over; `ns "
                      + kind
                      + "=PATH` joins a namespace by its path");
    }
  }

  /** The user namespace by its mode; the engines have none unless told otherwise. */
  public void users(Text mode, Span span) {
    switch (mode.shown().replaceFirst(":.*", "")) {
      case "", "host" -> {
        // the host's, which holds anyway
      }
      case "auto", "private", "nomap" ->
          sayings.body().say(Slot.NAMESPACES, Statement.of("userns", "auto").from(span));
      default ->
          sayings
              .report()
              .leftOut(
                  span, "`" + mode.shown() + "`", "`uid-map` and `gid-map` say how ids are mapped");
    }
  }

  /** Ids as the engines map them: {@code CONTAINER:HOST:SIZE}. */
  public void map(String statement, Text map, Span span) {
    List<String> words = new ArrayList<>(List.of(statement));
    map.split(':').stream().map(sayings.params()::word).forEach(words::add);
    sayings.body().say(Slot.SETTINGS, String.join(" ", words), Statement.of(words).from(span));
  }

  /** {@code NAME=VALUE}. */
  public void sysctl(Text sysctl, Span span) {
    Text.Cut cut = sysctl.cut('=');
    sysctl(cut.before(), cut.behind().orElse(Text.EMPTY), span);
  }

  public void sysctl(Text name, Text value, Span span) {
    sayings
        .body()
        .list(
            Slot.SETTINGS,
            "sysctl",
            name.shown(),
            sayings.params().assignment(name.shown(), value),
            span);
  }

  void finish() {
    if (!own.equals(OWN)) {
      sayings
          .body()
          .say(Slot.NAMESPACES, Statement.listing("ns", own.isEmpty() ? List.of("mount") : own));
    }
  }
}
