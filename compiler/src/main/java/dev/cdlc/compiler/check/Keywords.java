package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.registry.BlockRule;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.MountOption;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the keyword of a statement, or says what is wrong with its first words.
 *
 * @param closed whether the block that the statements stand in has its end; where it has not, what
 *     follows it was swallowed, and one report of that is enough
 */
record Keywords(Context context, boolean closed, Findings findings) {
  Lookup find(List<Part> parts, Optional<Block> block) {
    Part name = parts.getFirst();
    List<Keyword> called = Registry.named(context, name.text());
    if (name.quoted() || name.interpolated()) {
      return reportQuoted(name);
    }
    if (called.isEmpty()) {
      return reportUnknown(parts);
    }
    List<Context> blockHomes = block.isPresent() ? blockHomes(called, name) : List.of();
    if (!blockHomes.isEmpty()) {
      findings.add(misplaced(name, "`" + name.text() + "` with a block", blockHomes));
      return new Lookup.Misplaced(blockHomes);
    }
    Optional<Part> second = parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty();
    Optional<Keyword> found = choose(called, second, block);
    return found.<Lookup>map(Lookup.Found::new).orElseGet(() -> reportSecond(called, name, second));
  }

  /** The keyword that the second word names, else the one that needs none, or takes any. */
  private static Optional<Keyword> choose(
      List<Keyword> called, Optional<Part> second, Optional<Block> block) {
    Optional<Keyword> plain = Optional.empty();
    for (Keyword keyword : called) {
      List<String> head = keyword.entry().head();
      if (head.size() == 1 && (called.size() == 1 || fits(keyword, second, block))) {
        plain = Optional.of(keyword);
      } else if (second.isPresent() && isForm(head, second.get())) {
        return Optional.of(keyword);
      }
    }
    return plain;
  }

  private static boolean isForm(List<String> head, Part second) {
    return head.size() > 1 && isSecond(second, head.getLast());
  }

  /** Whether a keyword of one word, which shares it with others, may be what is meant. */
  private static boolean fits(Keyword plain, Optional<Part> second, Optional<Block> block) {
    return !plain.entry().parameters().isEmpty()
        || second.map(part -> standsInBlock(plain, part)).orElse(block.isPresent());
  }

  /** Whether a word begins a statement of the keyword's block, the {@code <} before it missing. */
  private static boolean standsInBlock(Keyword plain, Part part) {
    return plain
        .entry()
        .block()
        .filter(inside -> !part.quoted() && Registry.names(inside).contains(part.text()))
        .isPresent();
  }

  private static boolean isSecond(Part part, String word) {
    return !part.quoted() && part.text().equals(word);
  }

  private Lookup reportQuoted(Part name) {
    findings.add(
        Diagnostic.of(
                Code.UNKNOWN_STATEMENT, name.span(), "a statement begins with its name, unquoted")
            .withHelp("quoted words are values; put the statement's name before them"));
    return new Lookup.Reported(
        Optional.of(name.text()).filter(text -> Registry.reserves(context, text)));
  }

  private Lookup reportUnknown(List<Part> parts) {
    Part name = parts.getFirst();
    if (!closed && Registry.names(Context.FILE).contains(name.text())) {
      return new Lookup.Reported(Optional.empty());
    }
    List<Context> homes = homes(name.text());
    if (!homes.isEmpty()) {
      findings.add(misplaced(name, "`" + name.text() + "`", homes));
      return new Lookup.Misplaced(homes);
    }
    return Registry.reserves(context, "mount") && parts.stream().allMatch(Keywords::isMountOption)
        ? reportMountOption(name)
        : reportMisspelt(name);
  }

  private static boolean isMountOption(Part part) {
    return !part.quoted() && MountOption.of(part.text()).isPresent();
  }

  private Lookup reportMountOption(Part name) {
    findings.add(
        unknown(name)
            .withHelp(
                "`%1$s` is an option of a mount, behind its other words: `bind ./data /data %1$s`"
                    .formatted(name.text())));
    return new Lookup.Reported(Optional.of("mount"));
  }

  private static Diagnostic unknown(Part name) {
    return Diagnostic.of(
        Code.UNKNOWN_STATEMENT, name.span(), "there is no statement `" + name.text() + "`");
  }

  private Diagnostic misplaced(Part name, String what, List<Context> homes) {
    return Diagnostic.of(
            Code.MISPLACED_STATEMENT,
            name.span(),
            "%s cannot stand %s".formatted(what, context.label()))
        .withHelp(
            homes.stream()
                .map(Context::label)
                .collect(Collectors.joining(", or ", what + " stands ", "")));
  }

  /** The contexts whose statements of a name have blocks, where none does that stands here. */
  private static List<Context> blockHomes(List<Keyword> called, Part name) {
    return called.stream().anyMatch(Keywords::takesBlock)
        ? List.of()
        : Arrays.stream(Context.values())
            .filter(
                other -> Registry.named(other, name.text()).stream().anyMatch(Keywords::takesBlock))
            .toList();
  }

  static boolean takesBlock(Keyword keyword) {
    return keyword.entry().blockRule() != BlockRule.NONE;
  }

  /** The contexts that know a name. */
  private static List<Context> homes(String name) {
    return Arrays.stream(Context.values()).filter(other -> Registry.reserves(other, name)).toList();
  }

  private Lookup reportMisspelt(Part name) {
    Diagnostic unknown = unknown(name);
    Optional<String> meant =
        Suggestion.nearest(name.text(), Registry.names(context))
            .map(Suggestion::word)
            .or(() -> assigned(name.text()));
    findings.add(
        meant
            .map(word -> didYouMean(unknown, name, word))
            .orElseGet(() -> unknown.withHelp("`cdlc explain` lists the statements")));
    return new Lookup.Reported(meant);
  }

  /** The statement in front of an equals sign or a colon, as other formats assign values. */
  private Optional<String> assigned(String text) {
    return Registry.names(context).stream()
        .filter(name -> text.startsWith(name + "=") || text.startsWith(name + ":"))
        .findFirst();
  }

  private static Diagnostic didYouMean(Diagnostic unknown, Part name, String word) {
    return name.text().startsWith(word + "=")
        ? unknown.withHelp(
            "a space stands between a statement's name and its value: `" + word + " ...`")
        : Suggestion.explain(unknown, word);
  }

  private Lookup reportSecond(List<Keyword> called, Part name, Optional<Part> second) {
    String forms =
        called.stream()
            .map(keyword -> "`" + keyword.entry().synopsis() + "`")
            .collect(Collectors.joining(", "));
    findings.add(
        second
            .map(part -> unknownSecond(called, name, part, forms))
            .orElseGet(() -> noSecond(name, forms)));
    return new Lookup.Reported(Optional.of(name.text()));
  }

  private static Diagnostic noSecond(Part name, String forms) {
    return Diagnostic.of(
            Code.WRONG_ARGUMENT_COUNT, name.span(), "`" + name.text() + "` needs an argument")
        .withHelp("its forms are " + forms);
  }

  private static Diagnostic unknownSecond(
      List<Keyword> called, Part name, Part second, String forms) {
    List<String> words =
        called.stream()
            .map(keyword -> keyword.entry().head())
            .filter(head -> head.size() > 1)
            .map(List::getLast)
            .toList();
    Diagnostic unknown =
        Diagnostic.of(
            Code.UNKNOWN_OPTION,
            second.span(),
            "`%s` cannot stand after `%s`".formatted(second.text(), name.text()));
    return Suggestion.explain(unknown, second.text(), words, "its forms are " + forms);
  }
}
