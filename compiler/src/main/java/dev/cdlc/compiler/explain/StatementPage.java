package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what the registry knows of a statement as a page. */
final class StatementPage {
  /** Its page has a table. */
  private static final String DEFAULT_FILTER = "seccomp default";

  private StatementPage() {}

  /** The pages of all statements of that name, of that name and more words, or of that path. */
  static Optional<String> find(String title) {
    String pages =
        Registry.all().stream()
            .map(Keyword::entry)
            .filter(entry -> isCalled(entry, title))
            .map(StatementPage::of)
            .collect(Collectors.joining("\n"));
    return pages.isEmpty() ? Optional.empty() : Optional.of(pages);
  }

  private static boolean isCalled(Entry entry, String title) {
    return entry.name().equals(title)
        || entry.title().equals(title)
        || StatementPath.leads(title, entry);
  }

  /** The example, laid out as {@code cdlc fmt} does. */
  static String example(Entry entry) {
    return Format.format(new Source(new SourceId("example.cdl"), entry.example()))
        .value()
        .orElseThrow();
  }

  /** The only words that fit, if the description of the type does not name them. */
  static List<String> words(ValueType type) {
    return type.words().stream().allMatch(type.doc()::contains) ? List.of() : type.words();
  }

  /** The names of the statements in a block. */
  static List<String> inside(Context block) {
    return List.copyOf(Registry.names(block));
  }

  private static String of(Entry entry) {
    var page = new StringBuilder(entry.synopsis()).append("\n\n");
    page.append(Lines.paragraph(entry.doc())).append('\n');
    entry.parameters().forEach(parameter -> append(page, parameter));
    entry.block().ifPresent(block -> append(page, block));
    page.append(Lines.field("stands", entry.home().label() + behindTry(entry)));
    page.append(Lines.field("unsaid", entry.fallback()));
    page.append(Lines.field("merging", entry.merge().rule()));
    page.append(Lines.field("OCI field", entry.field()));
    page.append(Lines.field("since", "cdl " + entry.since()));
    page.append("\n  Example:\n\n").append(example(entry).indent(4));
    if (entry.title().equals(DEFAULT_FILTER)) {
      page.append(DefaultFilterPage.text());
    }
    return page.toString();
  }

  private static String behindTry(Entry entry) {
    return entry.skippable() ? ", also behind `try`" : "";
  }

  private static void append(StringBuilder page, Parameter parameter) {
    List<String> words = words(parameter.type());
    String only = words.isEmpty() ? "" : ": " + String.join(", ", words);
    page.append(Lines.field(parameter.name(), parameter.type().doc() + only));
  }

  /** The body of a container is the language itself. */
  private static void append(StringBuilder page, Context block) {
    if (block != Context.CONTAINER) {
      page.append(Lines.field("in its block", String.join(", ", inside(block))));
    }
  }
}
