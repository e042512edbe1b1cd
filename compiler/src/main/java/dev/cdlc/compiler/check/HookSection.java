package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Hook;
import dev.cdlc.compiler.model.Hook.Phase;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.HookKeyword;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code hook} says: a list of programs, each with a block of its own. */
final class HookSection {
  private static final long NANOS = 1_000_000_000;

  private final Cells cells;
  private final Values values;
  private final Appended<Hook> hooks;

  HookSection(Cells cells) {
    this.cells = cells;
    values = new Values(cells.findings());
    hooks = cells.appended("hook");
  }

  void read(Arguments arguments) {
    var settings = new Settings(cells, values);
    arguments.block().ifPresent(settings.reader::read);
    Optional<Located<String>> path = values.read(arguments.one(1), HookSection::path);
    Optional<Phase> phase = phase(arguments.one(0));
    if (path.isPresent() && phase.isPresent()) {
      String program = path.get().value();
      List<String> args =
          Stream.concat(Stream.of(program), arguments.many(2).stream().map(Word::text)).toList();
      hooks.say(new Located<>(settings.hook(phase.get(), program, args), arguments.span()));
    }
  }

  List<Located<Hook>> values() {
    return hooks.values();
  }

  private Optional<Phase> phase(Word word) {
    return switch (word.text()) {
      case "prestart" -> Optional.of(Phase.PRESTART);
      case "create-runtime", "createRuntime" -> Optional.of(Phase.CREATE_RUNTIME);
      case "create-container", "createContainer" -> Optional.of(Phase.CREATE_CONTAINER);
      case "start-container", "startContainer" -> Optional.of(Phase.START_CONTAINER);
      case "poststart" -> Optional.of(Phase.POSTSTART);
      case "poststop" -> Optional.of(Phase.POSTSTOP);
      default -> {
        cells.findings().add(unknown(word));
        yield Optional.empty();
      }
    };
  }

  private static Diagnostic unknown(Word word) {
    List<String> phases = ValueType.HOOK_PHASE.words();
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no phase `" + word.text() + "` of hooks"),
        word.text(),
        phases,
        "the phases are `" + String.join("`, `", phases) + "`");
  }

  private static Reading<String> path(String text) {
    return text.startsWith("/")
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` is not an absolute path",
            "a hook is a program of the host; name it from `/` on");
  }

  /** What one block says. */
  private static final class Settings {
    private final BlockReader<HookKeyword> reader;
    private final Values values;
    private final Once<Integer> timeoutSeconds;
    private final Keyed<String, String> environment;

    Settings(Cells cells, Values values) {
      this.values = values;
      reader = cells.blocks(Context.HOOK, HookKeyword.class, this::readSetting);
      timeoutSeconds = cells.once("the timeout");
      environment = new Keyed<>(cells);
    }

    Hook hook(Phase phase, String path, List<String> args) {
      return new Hook(phase, path, args, environment.values(), timeoutSeconds.value());
    }

    private void readSetting(HookKeyword keyword, Arguments arguments) {
      switch (keyword) {
        case TIMEOUT ->
            values.read(arguments.one(0), Settings::seconds).ifPresent(timeoutSeconds::say);
        case ENV ->
            values.readAll(arguments.many(0), EnvironmentSection::variable).forEach(this::set);
      }
    }

    private void set(Located<Variable> variable) {
      if (variable.value() instanceof Variable.Set(String name, String text)) {
        environment.say(
            name,
            new Located<>(name + "=" + text, variable.span()),
            "the variable `" + name + "` is set twice");
      }
    }

    private static Reading<Integer> seconds(String text) {
      return TimeSpan.read(text)
          .then(
              nanos -> {
                if (nanos < NANOS || nanos / NANOS > Integer.MAX_VALUE) {
                  return Reading.outOfRange("`" + text + "` is out of range", "the least is 1s");
                }
                return nanos % NANOS == 0
                    ? new Reading.Value<>((int) (nanos / NANOS))
                    : Reading.wrong(
                        "`" + text + "` is too fine", "a hook's timeout is whole seconds");
              });
    }
  }
}
