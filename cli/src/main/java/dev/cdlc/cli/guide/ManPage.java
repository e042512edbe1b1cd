package dev.cdlc.cli.guide;

import dev.cdlc.cli.guide.Usage.Operands;
import dev.cdlc.cli.guide.Usage.Option;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a command in section 1 of the manual: what {@code --help} says, and what is near. */
final class ManPage {
  private final Usage usage;
  private final List<Usage> all;
  private final Edition edition;
  private final Roff roff = new Roff();

  private ManPage(Usage usage, List<Usage> all, Edition edition) {
    this.usage = usage;
    this.all = all;
    this.edition = edition;
  }

  /**
   * The page.
   *
   * @param all the commands that there are, this one among them
   * @param more sections, in troff, that the command does not say itself; may be empty
   */
  static String of(Usage usage, List<Usage> all, Edition edition, String more) {
    return new ManPage(usage, all, edition).text(more);
  }

  private String text(String more) {
    roff.macro(edition.title(usage.page(), 1)).macro("nh").macro("ad l");
    roff.section("NAME").filled(Roff.escaped(usage.page()) + " \\- " + Roff.escaped(purpose()));
    roff.section("SYNOPSIS").filled(synopsis());
    roff.section("DESCRIPTION").text(usage.summary());
    details();
    usage.operands().ifPresent(this::operands);
    roff.section("OPTIONS");
    usage.options().forEach(this::option);
    commands();
    if (!more.isEmpty()) {
      roff.verbatim(more.strip());
    }
    roff.section("EXAMPLES").example(usage.examples());
    roff.section("SEE ALSO").verbatim(neighbours());
    return roff.toString();
  }

  /** The summary as apropos(1) lists it: in lower case, without the full stop. */
  private String purpose() {
    String summary = usage.summary().replaceFirst("\\.$", "");
    return summary.substring(0, 1).toLowerCase(Locale.ROOT) + summary.substring(1);
  }

  private String synopsis() {
    String command = usage.path().isEmpty() ? "cdlc" : "cdlc " + usage.path();
    return Roff.bold(command) + Roff.escaped(usage.synopsis().substring(command.length()));
  }

  private void details() {
    String before = "";
    for (String line : usage.details()) {
      if (!line.isEmpty()) {
        roff.macro(before.isEmpty() ? "PP" : "br").text(line);
      }
      before = line;
    }
  }

  private void operands(Operands operands) {
    roff.section("ARGUMENTS").macro("TP");
    roff.verbatim(Roff.italic(operands.label())).text(operands.description());
  }

  private void option(Option option) {
    roff.macro("TP").verbatim(names(option)).text(option.description());
  }

  private static String names(Option option) {
    return option.names().stream()
        .map(
            name ->
                Roff.bold(name)
                    + option
                        .value()
                        .map(
                            value ->
                                (name.startsWith("--") ? "=" : " ") + Roff.italic(value.label()))
                        .orElse(""))
        .collect(Collectors.joining(", "));
  }

  private void commands() {
    List<Usage> below = all.stream().filter(other -> other.isBelow(usage)).toList();
    if (!below.isEmpty()) {
      roff.section("COMMANDS");
      for (Usage command : below) {
        roff.macro("TP").verbatim(reference(command.page(), 1)).text(command.summary());
      }
    }
  }

  /** The page above, or those below, and the language's. */
  private String neighbours() {
    return Stream.concat(
            all.stream()
                .filter(other -> usage.isBelow(other) || other.isBelow(usage))
                .map(other -> reference(other.page(), 1)),
            Stream.of(reference(LanguagePage.NAME, 5)))
        .collect(Collectors.joining(",\n"));
  }

  private static String reference(String page, int section) {
    return Roff.bold(page) + "(" + section + ")";
  }
}
