package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Parameter;

/** Writes what the registry knows of a statement as a page. */
final class StatementPage {
  private StatementPage() {}

  static String of(Entry entry) {
    var page = new StringBuilder();
    page.append(entry.synopsis()).append("\n\n");
    page.append("  ").append(entry.doc()).append("\n\n");
    for (Parameter parameter : entry.parameters()) {
      field(page, parameter.name(), parameter.type().doc());
    }
    field(page, "stands", entry.home().label());
    field(page, "unsaid", entry.fallback());
    field(page, "merging", entry.merge().rule());
    field(page, "OCI field", entry.field());
    field(page, "since", "cdl " + entry.since());
    page.append("\n  Example:\n\n    ").append(entry.example()).append('\n');
    return page.toString();
  }

  private static void field(StringBuilder page, String name, String text) {
    page.append("  %-14s%s\n".formatted(name, text));
  }
}
