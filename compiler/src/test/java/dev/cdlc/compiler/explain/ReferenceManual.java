package dev.cdlc.compiler.explain;

import static java.util.stream.Collectors.joining;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.explain.Notation.Example;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Parameter;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.plan.Capability;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes {@code docs/reference.md}: all that {@code cdlc explain} knows, as one document. */
final class ReferenceManual {
  private static final String TOP =
      """
      # CDL, the reference

      Everything that has a name in this version of CDL. [The language](language.md) tells how it hangs together, and [the tour](tour.md) leads through it by examples. `cdlc explain NAME` shows one entry of this page in a terminal.

      This page is made from the tables that the compiler itself reads; a test fails where it is out of date.

      """;

  private static final String ABOUT_STATEMENTS =
      """
      Words in capitals stand for values, brackets hold what may be left out, and `< ... >` is a block. Below the form of a statement stand its values, and then:

      - *unsaid*: what holds where nothing is said;
      - *layers*: what happens where profiles, a container's block and variants all say it;
      - *config.json*: the property of the OCI runtime specification that it sets;
      - *kernel*: the first Linux that does what the example asks for, where that is younger than 2.6;
      - *run*: that this version's `cdlc run` does not do it yet; `cdlc compile` writes it for other runtimes;
      - *messages*: the codes that are about it, besides those that are about any statement, CDL0101 to CDL1013.
      """;

  private final StatementFacts facts = StatementFacts.ofCorpus();
  private final StringBuilder out = new StringBuilder(TOP);

  private ReferenceManual() {}

  static String text() {
    var manual = new ReferenceManual();
    manual.contents();
    manual.statements();
    manual.types();
    manual.profiles();
    manual.capabilities();
    manual.systemCalls();
    manual.codes();
    return manual.out.toString();
  }

  private void contents() {
    line("- [Statements](#statements)");
    for (Section section : Section.values()) {
      String all =
          keywords(section)
              .map(keyword -> link(StatementPath.of(keyword.entry()), keyword))
              .collect(joining(", "));
      line("  - **" + section.title() + "**: " + all);
    }
    Stream.of(
            "Types of values",
            "Built-in profiles",
            "Capabilities",
            "System calls",
            "Codes of messages")
        .forEach(title -> line("- " + link(title)));
  }

  /** Those of a section: each in front of those in its block. */
  private static Stream<Keyword> keywords(Section section) {
    return Registry.all().stream()
        .filter(keyword -> isOuter(section, keyword))
        .flatMap(keyword -> withBlock(section, keyword))
        .distinct();
  }

  /** Whether no other statement of the section has it in its block. */
  private static boolean isOuter(Section section, Keyword keyword) {
    return Section.of(keyword) == section
        && Registry.all().stream()
            .filter(owner -> Section.of(owner) == section)
            .noneMatch(owner -> holds(owner, keyword));
  }

  private static Stream<Keyword> withBlock(Section section, Keyword keyword) {
    return Stream.concat(
        Stream.of(keyword),
        Registry.all().stream()
            .filter(inner -> Section.of(inner) == section && holds(keyword, inner))
            .flatMap(inner -> withBlock(section, inner)));
  }

  /** The body of a container is the language itself, and no block of one statement. */
  private static boolean holds(Keyword owner, Keyword inner) {
    Context home = inner.entry().home();
    return home != Context.CONTAINER && owner.entry().block().filter(home::equals).isPresent();
  }

  private void statements() {
    heading(2, "Statements");
    line(ABOUT_STATEMENTS.strip());
    for (Section section : Section.values()) {
      heading(3, "Statements: " + section.title());
      String anchor = anchor(section.title());
      line("See [the language](language.md#" + anchor + ").");
      keywords(section).forEach(this::statement);
    }
  }

  private void statement(Keyword keyword) {
    Entry entry = keyword.entry();
    heading(4, title(keyword));
    line("`" + entry.synopsis() + "`");
    line("");
    paragraph(entry.doc());
    entry.parameters().forEach(this::parameter);
    entry.block().filter(kind -> kind != Context.CONTAINER).ifPresent(this::block);
    item("stands", entry.home().label() + (entry.skippable() ? ", also behind `try`" : ""));
    item("unsaid", entry.fallback());
    item("layers", entry.merge().rule());
    item("config.json", property(entry.field()));
    item("since", "`cdl " + entry.since() + "`");
    StatementFacts.kernel(keyword).ifPresent(kernel -> item("kernel", "Linux " + kernel));
    if (!StatementFacts.runs(keyword)) {
      item("run", "not yet");
    }
    if (!facts.codes(keyword).isEmpty()) {
      item(
          "messages",
          facts.codes(keyword).stream().map(ReferenceManual::page).collect(joining(", ")));
    }
    code(StatementPage.example(entry));
  }

  /** Its path; of the second with the same one, also where it stands. */
  static String title(Keyword keyword) {
    String path = StatementPath.of(keyword.entry());
    Keyword first =
        Registry.all().stream()
            .filter(other -> StatementPath.of(other.entry()).equals(path))
            .findFirst()
            .orElseThrow();
    return first == keyword ? path : path + ", " + keyword.entry().home().label();
  }

  private static String property(String field) {
    return field.replaceAll("\\b[a-zA-Z]+(?:\\.[a-zA-Z*\\[\\]]+)+", "`$0`");
  }

  private void parameter(Parameter parameter) {
    String links =
        Notation.of(parameter.type())
            .map(notation -> "[" + notation.title() + "](#type-" + anchor(notation.title()) + ")")
            .collect(joining(", "));
    line(
        "- `"
            + parameter.name()
            + "`: "
            + values(parameter.type())
            + (links.isEmpty() ? "" : " (" + links + ")"));
  }

  private void block(Context kind) {
    item(
        "in its block",
        Registry.all().stream()
            .filter(inner -> inner.entry().home() == kind)
            .map(inner -> link(inner.entry().title(), inner))
            .collect(joining(", ")));
  }

  private void item(String name, String text) {
    line("- *" + name + "*: " + text);
  }

  private void types() {
    heading(2, "Types of values");
    for (Notation notation : Notation.values()) {
      heading(3, "Type " + notation.title());
      paragraph(notation.doc());
      examples("written", "means", notation.right());
      line("");
      examples("not so", "because", notation.wrong());
      line("");
      line("Taken by " + quoted(TypePage.takers(notation.types())) + ".");
    }
    heading(3, "Other types");
    table("type", "values", "taken by");
    for (ValueType type : ValueType.values()) {
      if (Notation.called(TypePage.title(type)).isEmpty()) {
        row(TypePage.title(type), values(type), quoted(TypePage.takers(List.of(type))));
      }
    }
  }

  private static String values(ValueType type) {
    List<String> words = StatementPage.words(type);
    return type.doc() + (words.isEmpty() ? "" : ": " + quoted(words));
  }

  private void examples(String first, String second, List<Example> examples) {
    table(first, second);
    examples.forEach(example -> row("`" + example.written() + "`", example.note()));
  }

  private void profiles() {
    heading(2, "Built-in profiles");
    line("They are there unless the files declare a profile of that name.");
    BuiltInProfiles.NAMES.forEach(
        name -> {
          heading(3, "Profile " + name);
          line("```cdl");
          out.append(BuiltInProfiles.text(name).orElseThrow());
          line("```");
        });
  }

  private void capabilities() {
    heading(2, "Capabilities");
    paragraph(
        "What each lets a process do, by capabilities(7). Those in **bold** a container has unless"
            + " it says otherwise. The calls are those that the default filter lets through for"
            + " containers with that capability alone.");
    table("capability", "lets a process", "calls");
    for (Capability capability : Capability.values()) {
      String name = "`" + CapabilityPage.name(capability) + "`";
      row(
          CapabilityPage.isDefault(capability) ? "**" + name + "**" : name,
          CapabilityMeaning.of(capability),
          quoted(CapabilityPage.callsOfFilter(capability)));
    }
  }

  private void systemCalls() {
    heading(2, "System calls");
    line(
        "The calls of Linux 6.18 on x86-64 and AArch64 and their 32-bit machines, in groups by what"
            + " they are for, and what `seccomp default` does with them.");
    for (SyscallGroup group : SyscallGroup.all()) {
      heading(3, "Calls " + group.name());
      paragraph(group.purpose());
      SyscallPage.rulings(group)
          .forEach((ruling, calls) -> line("- *" + ruling + "*: " + quoted(calls)));
    }
  }

  private void codes() {
    heading(2, "Codes of messages");
    paragraph("Each links to its page, which `cdlc explain CODE` shows.");
    table("code", "", "finding");
    for (Code code : Code.values()) {
      String title = CodePage.find(code.id()).orElseThrow().lines().findFirst().orElseThrow();
      row(
          page(code),
          code.severity().name().toLowerCase(Locale.ROOT),
          title.substring(title.indexOf(": ") + 2));
    }
  }

  private static String page(Code code) {
    return "[%1$s](diagnostics/%1$s.md)".formatted(code.id());
  }

  private void heading(int level, String text) {
    if (!out.toString().endsWith("\n\n")) {
      line("");
    }
    line("#".repeat(level) + " " + text);
    line("");
  }

  private void paragraph(String text) {
    line(text);
    line("");
  }

  private void code(String cdl) {
    line("");
    line("```cdl");
    out.append(cdl);
    line("```");
  }

  private void table(String... titles) {
    row(titles);
    line("|" + "---|".repeat(titles.length));
  }

  private void row(String... cells) {
    line(
        Stream.of(cells)
            .map(cell -> cell.replace("|", "\\|"))
            .collect(joining(" | ", "| ", " |"))
            .replace("|  |", "| |"));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String quoted(Collection<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(joining(", "));
  }

  private static String link(String text, Keyword keyword) {
    return "[`" + text + "`](#" + anchor(title(keyword)) + ")";
  }

  private static String link(String title) {
    return "[" + title + "](#" + anchor(title) + ")";
  }

  /** As GitHub makes them of headings. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
