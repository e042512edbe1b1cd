package dev.cdlc.importer.docker;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.docker.Flag.Run;
import java.util.List;
import java.util.Optional;

/** Reads the flags of a command line, up to its image. */
final class FlagReader {
  private static final String NAME = "name";

  private final Run run;
  private final List<ShellWord> words;
  private Optional<ShellWord> name = Optional.empty();
  private int at;

  FlagReader(Run run, List<ShellWord> words) {
    this.run = run;
    this.words = words;
  }

  /** What `--name` says. */
  Optional<ShellWord> name() {
    return name;
  }

  /** Reads all flags; where the image stands, or would stand. */
  int read() {
    while (at < words.size()) {
      ShellWord word = words.get(at);
      String shown = word.text().shown();
      if (!shown.startsWith("-") || shown.equals("-")) {
        return at;
      }
      at++;
      if (shown.equals("--")) {
        return at;
      }
      if (shown.startsWith("--")) {
        longFlag(word);
      } else {
        shortFlags(word);
      }
    }
    return at;
  }

  private void longFlag(ShellWord word) {
    Text.Cut cut = word.text().from(2).cut('=');
    String called = cut.before().shown();
    if (called.equals(NAME)) {
      value(word, cut.behind(), "--name").ifPresent(value -> name = Optional.of(value));
      return;
    }
    Flags.named(called)
        .ifPresentOrElse(
            flag -> take(flag, word, cut.behind()), () -> unknown("--" + called, word));
  }

  private void take(Flag flag, ShellWord word, Optional<Text> attached) {
    if (flag.takesValue()) {
      value(word, attached, "--" + flag.name())
          .ifPresent(value -> flag.action().take(run, value.text(), word.span().to(value.span())));
    } else if (attached.isEmpty() || isOn(attached.get(), word.span())) {
      flag.action().take(run, Text.EMPTY, word.span());
    }
  }

  private boolean isOn(Text value, Span span) {
    return run.container().values().flag(value, span).orElse(false);
  }

  /** The value of a flag: attached to it, or the next word. */
  private Optional<ShellWord> value(ShellWord word, Optional<Text> attached, String flag) {
    if (attached.isPresent()) {
      return Optional.of(new ShellWord(attached.get(), word.span()));
    }
    if (at == words.size()) {
      run.report()
          .add(
              Diagnostic.of(Code.MISSING_FLAG_VALUE, word.span(), "`" + flag + "` has no value")
                  .withHelp("write it behind the flag"));
      return Optional.empty();
    }
    return Optional.of(words.get(at++));
  }

  /** Letters that stand together: the first that takes a value takes the rest for it. */
  private void shortFlags(ShellWord word) {
    String letters = word.text().prefix();
    for (int i = 1; i < letters.length(); i++) {
      Optional<Flag> flag = Flags.named(letters.charAt(i));
      if (flag.isEmpty()) {
        unknown("-" + Character.toString(letters.codePointAt(i)), word);
        return;
      }
      boolean assigned = letters.startsWith("=", i + 1);
      if (flag.get().takesValue() || assigned) {
        Text value = word.text().from(assigned ? i + 2 : i + 1);
        take(flag.get(), word, Optional.of(value).filter(_ -> assigned || !value.isEmpty()));
        return;
      }
      take(flag.get(), word, Optional.empty());
    }
    if (word.text().pieces().size() > 1) {
      unknown(word.text().shown(), word);
    }
  }

  private void unknown(String flag, ShellWord word) {
    var found = Diagnostic.of(Code.UNKNOWN_FLAG, word.span(), "there is no flag `" + flag + "`");
    String help =
        Suggestion.nearest(flag.replaceFirst("^-+", ""), Flags.names())
            .map(near -> "did you mean `--" + near.word() + "`?")
            .orElse("cdlc knows the flags of `docker run` and `podman run`");
    run.report().add(found.withHelp(help));
  }
}
