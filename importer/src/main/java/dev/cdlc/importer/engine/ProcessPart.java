package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Item;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.plan.Rlimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs in a container, as whom, and with which surroundings. */
public final class ProcessPart {
  private static final List<String> SHELL = List.of("/bin/sh", "-c");

  private final Sayings sayings;
  private final List<Text> entrypoint = new ArrayList<>();
  private final List<Text> command = new ArrayList<>();
  private Optional<Span> commandSpan = Optional.empty();
  private final List<Item> groups = new ArrayList<>();
  private final List<Statement> readySettings = new ArrayList<>();
  private Optional<Statement> ready = Optional.empty();

  ProcessPart(Sayings sayings) {
    this.sayings = sayings;
  }

  /** What the image's own entry point is replaced by. */
  public void entrypoint(List<Text> words, Span span) {
    entrypoint.clear();
    entrypoint.addAll(words);
    commandSpan = Optional.of(span);
  }

  /** What follows the entry point. */
  public void command(List<Text> words, Span span) {
    command.clear();
    command.addAll(words);
    commandSpan = commandSpan.or(() -> Optional.of(span));
  }

  public void variable(String name, Text value, Span span) {
    String word = sayings.params().assignment(name, value);
    sayings.body().list(Slot.ENVIRONMENT, "env", name, word, span);
  }

  /** A variable whose value is the caller's. */
  public void passed(String name, Span span) {
    sayings.body().list(Slot.ENVIRONMENT, "env pass", name, Text.of(name).shown(), span);
  }

  public void variablesFrom(Text file, Span span) {
    String path = MountPart.path(sayings.params(), file);
    sayings
        .body()
        .say(Slot.ENVIRONMENT, "env file " + path, Statement.of("env", "file", path).from(span));
  }

  public void user(Text user, Span span) {
    sayings.word(Slot.PROCESS, "user", user, span);
  }

  public void group(Text group, Span span) {
    groups.add(new Item(sayings.params().word(group), Optional.of(span)));
  }

  public void folder(Text folder, Span span) {
    sayings.word(Slot.PROCESS, "cwd", folder, span);
  }

  public void terminal(Span span) {
    sayings.body().say(Slot.PROCESS, Statement.of("terminal").from(span));
  }

  public void init(Span span) {
    sayings.body().say(Slot.PROCESS, Statement.of("init", "on").from(span));
  }

  public void stopSignal(Text signal, Span span) {
    sayings.word(Slot.PROCESS, "stop-signal", signal, span);
  }

  /** How long the command has to end. */
  public void stopTimeout(Text time, Span span) {
    sayings.say(
        Slot.PROCESS, "stop-timeout", sayings.values().nanos(time, span).map(Amount::nanos), span);
  }

  /** The same in seconds; less than 0 is for ever, for which CDL has no word. */
  public void stopTimeoutSeconds(Text seconds, Span span) {
    sayings.say(
        Slot.PROCESS,
        "stop-timeout",
        sayings
            .values()
            .number(seconds, span)
            .filter(said -> said.signum() >= 0)
            .map(Amount::seconds),
        span);
  }

  public void umask(Text umask, Span span) {
    sayings.inside(
        Slot.PROCESS,
        "user",
        "umask",
        sayings.values().plain(umask, span).map(mode -> "0" + mode.replaceFirst("^0+", "")),
        span);
  }

  public void personality(Text domain, Span span) {
    sayings.say(
        Slot.PROCESS,
        "personality",
        sayings.values().plain(domain, span).map(name -> name.toLowerCase(Locale.ROOT)),
        span);
  }

  public void oomScore(Text score, Span span) {
    sayings.say(
        Slot.LIMITS,
        "oom-score-adj",
        sayings.values().number(score, span).map(Object::toString),
        span);
  }

  /** A limit of getrlimit(2): {@code nofile=1024:4096}. */
  public void limit(Text limit, Span span) {
    Text.Cut cut = limit.cut('=');
    Optional<String> name = sayings.values().plain(cut.before(), span);
    Optional<String> amounts = cut.behind().flatMap(text -> sayings.values().plain(text, span));
    if (name.isPresent() && amounts.isPresent()) {
      limit(name.get(), amounts.get(), span);
    } else if (cut.behind().isEmpty()) {
      sayings
          .report()
          .invalid(span, "`" + limit.shown() + "` sets no limit", "write NAME=SOFT:HARD");
    }
  }

  /**
   * A limit of getrlimit(2).
   *
   * @param amounts {@code SOFT:HARD}, or one number for both
   */
  public void limit(String name, String amounts, Span span) {
    Optional<Rlimit> type =
        Arrays.stream(Rlimit.values())
            .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
            .findFirst();
    if (type.isEmpty() || !amounts.matches("-?[0-9]{1,20}(:-?[0-9]{1,20})?")) {
      sayings
          .report()
          .invalid(
              span,
              "`" + name + "=" + amounts + "` is not a limit",
              "name one of getrlimit(2), and whole numbers: nofile=1024:4096");
      return;
    }
    List<String> said =
        Stream.of(amounts.split(":")).map(number -> amount(number, type.get())).distinct().toList();
    sayings
        .body()
        .say(
            Slot.LIMITS,
            "rlimit " + name,
            Statement.of(
                    "rlimit", type.get().name().toLowerCase(Locale.ROOT), String.join(":", said))
                .from(span));
  }

  private static String amount(String number, Rlimit type) {
    BigInteger amount = new BigInteger(number);
    if (amount.signum() < 0) {
      return "unlimited";
    }
    return switch (type.unit()) {
      case COUNT -> amount.toString();
      case BYTES -> Amount.bytes(amount);
      case SECONDS -> Amount.seconds(amount);
      case MICROSECONDS -> Amount.micros(amount);
    };
  }

  /** The check that tells whether the container works, as words. */
  public void health(List<Text> words, Span span) {
    List<String> statement = new ArrayList<>(List.of("ready", "exec"));
    words.stream().map(sayings.params()::word).forEach(statement::add);
    ready = Optional.of(Statement.of(statement).from(span));
  }

  /** The same as a script. */
  public void healthScript(Text script, Span span) {
    health(Stream.concat(SHELL.stream().map(Text::of), Stream.of(script)).toList(), span);
  }

  public void healthInterval(Text time, Span span) {
    ready("interval", sayings.values().nanos(time, span).map(Amount::nanos), span);
  }

  public void healthTimeout(Text time, Span span) {
    ready("timeout", sayings.values().nanos(time, span).map(Amount::nanos), span);
  }

  public void healthRetries(Text count, Span span) {
    ready("retries", sayings.values().number(count, span).map(Object::toString), span);
  }

  private void ready(String setting, Optional<String> argument, Span span) {
    argument.map(said -> Statement.of(setting, said).from(span)).ifPresent(readySettings::add);
  }

  void finish() {
    if (!groups.isEmpty()) {
      sayings.body().inside(Slot.PROCESS, "user", Statement.of("groups").withItems(groups));
    }
    ready.ifPresent(check -> sayings.body().say(Slot.AROUND, "ready", check.with(readySettings)));
    List<Text> words = Stream.concat(entrypoint.stream(), command.stream()).toList();
    if (!words.isEmpty() && words.getFirst().prefix().startsWith("-")) {
      commandSpan.ifPresent(span -> reportEntrypoint(words.getFirst(), span));
    }
    if (!words.isEmpty()) {
      commandSpan.ifPresent(span -> sayings.body().say(Slot.COMMAND, run(words).from(span)));
    }
  }

  private void reportEntrypoint(Text first, Span span) {
    sayings
        .report()
        .leftOut(
            span,
            "the entry point of the image",
            "`"
                + first.shown()
                + "` is no program: write that of the image before it, which docker inspect shows");
  }

  private Statement run(List<Text> words) {
    List<String> plain = words.stream().map(Text::shown).toList();
    if (plain.size() == 3 && plain.subList(0, 2).equals(SHELL)) {
      return Statement.of("shell", sayings.params().quoted(words.get(2)));
    }
    return Statement.of(
        Stream.concat(Stream.of("run"), words.stream().map(sayings.params()::word)).toList());
  }
}
