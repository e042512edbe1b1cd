package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.FilesystemOptions;
import dev.cdlc.compiler.registry.MountOption;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Judges the options of one mount by the type of what is mounted: config.md's table is for all, and
 * most file systems have some of their own.
 */
record MountOptions(Findings findings, String type) {
  private static final String SPACE = " ";
  private static final String COMMA = ", ";

  /**
   * The words that are options, known or passed on as they are; others are reported.
   *
   * @param behind the words behind the mount's target, with spaces between them
   * @param inBlock the words in its block, with commas between them
   */
  List<Located<String>> read(List<Word> behind, List<Word> inBlock) {
    reportContradictions(behind, inBlock);
    var options = new ArrayList<Located<String>>(behind.size() + inBlock.size());
    addOptions(options, behind, SPACE);
    addOptions(options, inBlock, COMMA);
    return options;
  }

  private void addOptions(List<Located<String>> options, List<Word> words, String separator) {
    for (Word word : words) {
      if (!word.broken() && isOption(word, separator)) {
        options.add(located(word));
      }
    }
  }

  private static Located<String> located(Word word) {
    return new Located<>(word.text(), word.span());
  }

  private void reportContradictions(List<Word> behind, List<Word> inBlock) {
    var words = new ArrayList<Word>(behind);
    words.addAll(inBlock);
    var seen = new HashMap<String, Word>();
    for (Word word : words) {
      Word other = seen.putIfAbsent(aspect(word.text()), word);
      if (other != null && !addsToAList(word.text())) {
        findings.add(contradiction(located(other), located(word)));
      }
    }
  }

  /** What an option decides: for those of the file system, the name before the equals sign. */
  private static String aspect(String option) {
    return MountOption.of(option)
        .map(known -> known.aspect().name())
        .orElseGet(() -> nameOf(option));
  }

  private static String nameOf(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  /** As {@code lowerdir+=} of overlayfs does. */
  private static boolean addsToAList(String option) {
    return nameOf(option).endsWith("+");
  }

  static Diagnostic contradiction(Located<String> first, Located<String> second) {
    boolean same = first.value().equals(second.value());
    Diagnostic report =
        Diagnostic.of(
                Code.CONFLICTING_OPTIONS,
                second.span(),
                same
                    ? "`" + second.value() + "` is said twice"
                    : "`%s` contradicts `%s`".formatted(second.value(), first.value()))
            .withRelated(first.span(), "said first here")
            .withHelp("keep one of the two");
    return same ? report.withFix("remove the second", new Edit(second.span(), "")) : report;
  }

  private boolean isOption(Word word, String separator) {
    Optional<MountOption> known = MountOption.of(word.text());
    boolean own = FilesystemOptions.has(type, word.text());
    if (isQuoted(word) && (known.isPresent() || own)) {
      findings.add(Misfit.quotedOption(type, word));
      return false;
    }
    return own
        || known.map(option -> concerns(option, word)).orElseGet(() -> passes(word, separator));
  }

  /** Whether a word that nothing is known of goes on as it is; if it does not, it is reported. */
  private boolean passes(Word word, String separator) {
    Optional<Diagnostic> fault = fault(word, separator);
    findings.add(fault.orElseGet(() -> passedOn(word)));
    return fault.isEmpty();
  }

  private Optional<Diagnostic> fault(Word word, String separator) {
    if (isJoined(word)) {
      return Optional.of(joined(word, separator));
    }
    if (word.text().isEmpty()) {
      return Optional.of(
          Diagnostic.of(Code.UNKNOWN_OPTION, word.span(), "the option is empty")
              .withHelp("remove it, or write one"));
    }
    if (Character.isDigit(word.text().charAt(0))) {
      return Optional.of(Misfit.notAnOption(type, word).withHelp(beginning()));
    }
    return misspelt(word).filter(_ -> FilesystemOptions.knows(type));
  }

  private String beginning() {
    return type.equals(FilesystemOptions.TMPFS)
        ? "an option begins with a letter; a size stands right behind the target"
        : "an option begins with a letter";
  }

  private boolean concerns(MountOption option, Word word) {
    boolean concerns = option.concerns(type);
    if (!concerns) {
      findings.add(
          Diagnostic.of(
                  Code.OPTION_WITHOUT_EFFECT,
                  word.span(),
                  "`%s` has no effect on a mount of type `%s`".formatted(word.text(), type))
              .withHelp(option.reach().doc()));
    }
    return concerns;
  }

  /** Whether options stand in one word: then each piece is one. */
  private boolean isJoined(Word word) {
    return word.text().indexOf(',') >= 0
        && List.of(word.text().split(",", -1)).stream()
            .allMatch(piece -> piece.indexOf('=') > 0 || MountOption.of(piece).isPresent());
  }

  private static Diagnostic joined(Word word, String separator) {
    String apart = String.join(separator, word.text().split(","));
    return Diagnostic.of(
            Code.WRONG_SEPARATOR,
            word.span(),
            separator.equals(SPACE)
                ? "options are separated by spaces"
                : "a comma inside a word belongs to it")
        .withLabel("with a comma in it, this is one word")
        .withFix("write `" + apart + "`", new Edit(word.span(), apart));
  }

  /** Text in quotes is no slip of an option's name. */
  private Optional<Diagnostic> misspelt(Word word) {
    return isQuoted(word)
        ? Optional.empty()
        : meant(word.text())
            .map(meant -> Suggestion.explain(Misfit.notAnOption(type, word), meant));
  }

  private static boolean isQuoted(Word word) {
    return word.pieces().getFirst() instanceof Literal(_, boolean quoted) && quoted;
  }

  private Optional<String> meant(String option) {
    String name = nameOf(option);
    String value = option.substring(name.length());
    String form = value.isEmpty() ? name : name + "=";
    return Suggestion.nearest(form, FilesystemOptions.words(type))
        .filter(near -> near.word().endsWith("=") == form.endsWith("="))
        .map(near -> value.isEmpty() ? near.word() : near.word() + value.substring(1));
  }

  private Diagnostic passedOn(Word word) {
    Diagnostic note =
        Diagnostic.of(
                Code.OPTION_PASSED_ON,
                word.span(),
                "`%s` is no option of `%s` that cdlc knows".formatted(word.text(), type))
            .withLabel("passed on as it is");
    return meant(word.text())
        .filter(_ -> !isQuoted(word))
        .map(meant -> note.withHelp("if `" + meant + "` was meant, write that"))
        .orElseGet(
            () ->
                note.withHelp(
                    type.equals(FilesystemOptions.BIND)
                        ? "a bind asks nothing of a file system; runtimes may refuse it"
                        : "the kernel refuses what the file system does not know"));
  }
}
