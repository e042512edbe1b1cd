package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.LimitPair;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TerminalSize;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Personality;
import dev.cdlc.compiler.model.Process;
import dev.cdlc.compiler.model.ResourceLimit;
import dev.cdlc.compiler.model.Terminal;
import dev.cdlc.compiler.registry.ProcessKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.Rlimit;
import java.util.List;
import java.util.Optional;

/** What a container's body says of its process: command, environment and user. */
final class ProcessSection {
  /** OOM_SCORE_ADJ_MAX of linux/oom.h; see proc_pid_oom_score_adj(5). */
  private static final int HIGHEST_SCORE = 1000;

  private static final Choice<Rlimit> RLIMITS =
      new Choice<>(List.of(Rlimit.values()), Rlimit::constantName, "resource");
  private static final Choice<Personality> DOMAINS =
      new Choice<>(List.of(Personality.values()), Personality::name, "execution domain");

  private final Findings findings;
  private final Values values;
  private final Once<Command> command;
  private final Once<String> cwd;
  private final EnvironmentSection environment;
  private final UserSection user;
  private final Once<Terminal> terminal;
  private final Keyed<Rlimit, ResourceLimit> limits;
  private final Once<Integer> oomScoreAdj;
  private final Once<Personality> personality;
  private final SupervisionSection supervision;

  ProcessSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    command = cells.once("the command");
    cwd = cells.once("the working folder");
    environment = new EnvironmentSection(cells);
    user = new UserSection(cells);
    terminal = cells.once("the terminal");
    limits = cells.keyed("rlimit");
    oomScoreAdj = cells.once("the score");
    personality = cells.once("the personality");
    supervision = new SupervisionSection(cells);
  }

  void read(ProcessKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case RUN -> run(arguments);
      case SHELL -> shell(arguments);
      case CWD -> values.read(arguments.one(0), ContainerPath::read).ifPresent(cwd::say);
      case ENV -> environment.set(arguments);
      case ENV_PASS -> environment.pass(arguments);
      case ENV_FILE -> environment.file(arguments);
      case USER -> user.read(arguments);
      case TERMINAL -> terminal(arguments);
      case RLIMIT -> limit(arguments);
      case OOM_SCORE_ADJ ->
          values.read(arguments.one(0), ProcessSection::score).ifPresent(oomScoreAdj::say);
      case PERSONALITY -> values.read(arguments.one(0), DOMAINS::read).ifPresent(personality::say);
      case INIT -> supervision.init(arguments);
      case STOP_SIGNAL -> supervision.stopSignal(arguments);
      case STOP_TIMEOUT -> supervision.stopTimeout(arguments);
    }
  }

  Process value() {
    return new Process(
        command.value(),
        cwd.value(),
        terminal.value(),
        environment.values(),
        user.value(),
        limits.values(),
        oomScoreAdj.value(),
        personality.value(),
        supervision.value());
  }

  private void run(Arguments arguments) {
    ShellSyntax.warning(arguments.many(0)).ifPresent(findings::add);
    List<String> args = arguments.many(0).stream().map(Word::text).toList();
    values
        .read(arguments.many(0).getFirst(), ProcessSection::program)
        .ifPresent(_ -> command.say(new Command(args), arguments.span()));
  }

  private void shell(Arguments arguments) {
    List<String> args = List.of("/bin/sh", "-c", arguments.one(0).text());
    command.say(new Command(args), arguments.span());
  }

  private void terminal(Arguments arguments) {
    arguments
        .optional(0)
        .ifPresentOrElse(
            word -> values.read(word, TerminalSize::read).ifPresent(terminal::say),
            () -> terminal.say(new Terminal(true, Optional.empty()), arguments.span()));
  }

  private void limit(Arguments arguments) {
    values
        .read(arguments.one(0), RLIMITS::read)
        .map(Located::value)
        .ifPresent(type -> limit(type, arguments));
  }

  private void limit(Rlimit type, Arguments arguments) {
    values
        .read(arguments.one(1), text -> LimitPair.read(text, type))
        .ifPresent(
            limit ->
                limits.say(
                    type,
                    new Located<>(limit.value(), arguments.span()),
                    "the limit `" + Choice.word(type) + "` is set twice"));
  }

  private static Reading<Integer> score(String text) {
    return WholeNumber.readSigned(text, -HIGHEST_SCORE, HIGHEST_SCORE);
  }

  static Reading<String> program(String text) {
    return text.isEmpty()
        ? Reading.wrong("the command is empty", "name the program to run: `run /bin/date`")
        : new Reading.Value<>(text);
  }
}
