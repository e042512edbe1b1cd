package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens around a container, from its start to its end. */
public final class AroundPart {
  private final Sayings sayings;

  AroundPart(Sayings sayings) {
    this.sayings = sayings;
  }

  /** {@code NAME=VALUE}. */
  public void label(Text label, Span span) {
    Text.Cut cut = label.cut('=');
    label(cut.before().shown(), cut.behind().orElse(Text.EMPTY), span);
  }

  /** A label, for others to read. */
  public void label(String name, Text value, Span span) {
    sayings
        .body()
        .list(Slot.AROUND, "annotation", name, sayings.params().assignment(name, value), span);
  }

  /** When the container is started again: {@code no}, {@code on-failure:5}, ... */
  public void restart(Text policy, Span span) {
    String text = policy.shown();
    switch (text.replaceFirst(":.*", "")) {
      case "no", "" -> {
        // what holds anyway
      }
      case "always" -> restart(span, "always");
      case "unless-stopped" -> {
        sayings
            .report()
            .otherwise(
                span,
                "`unless-stopped` becomes `restart always`",
                "no daemon remembers that a container was stopped");
        restart(span, "always");
      }
      case "on-failure" -> {
        List<String> words = new ArrayList<>(List.of("on-failure"));
        if (text.indexOf(':') >= 0) {
          words.add(Word.of(text.substring(text.indexOf(':') + 1)));
        }
        restart(span, words.toArray(String[]::new));
      }
      default ->
          sayings
              .report()
              .invalid(
                  span,
                  "there is no restart policy `" + text + "`",
                  "it is no, always, unless-stopped, on-failure or on-failure:5");
    }
  }

  private void restart(Span span, String... words) {
    sayings.body().say(Slot.AROUND, Statement.of("restart").and(words).from(span));
  }

  /** Starts only after another container. */
  public void after(String container, String state, Span span) {
    sayings
        .body()
        .say(Slot.AROUND, "after " + container, Statement.of("after", container, state).from(span));
  }

  /** A secret from a file of the host, as a file in memory. */
  public void secretFile(String name, Text file, String target, Optional<String> mode, Span span) {
    secret(
        name, List.of("file", MountPart.path(sayings.params(), file), Word.of(target)), mode, span);
  }

  /** A secret from a variable of the caller's. */
  public void secretVariable(
      String name, String variable, String target, Optional<String> mode, Span span) {
    secret(name, List.of("env", Word.of(variable), Word.of(target)), mode, span);
  }

  private void secret(String name, List<String> source, Optional<String> mode, Span span) {
    List<String> words = new ArrayList<>(List.of("secret", Word.of(name)));
    words.addAll(source);
    mode.map("mode="::concat).map(Word::of).ifPresent(words::add);
    sayings.body().say(Slot.AROUND, "secret " + name, Statement.of(words).from(span));
  }
}
