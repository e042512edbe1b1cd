package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Process;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.registry.ProcessKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;

/** What a container's body says of its process: command, environment and user. */
final class ProcessSection {
  private final Findings findings;
  private final Values values;
  private final Once<Command> command;
  private final Once<String> cwd;
  private final Keyed<String, Variable> environment;
  private final UserSection user;

  ProcessSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    command = cells.once("the command");
    cwd = cells.once("the working folder");
    environment = cells.keyed("env");
    user = new UserSection(cells);
  }

  void read(ProcessKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case RUN -> run(arguments);
      case SHELL -> shell(arguments);
      case CWD -> values.read(arguments.one(0), ContainerPath::read).ifPresent(cwd::say);
      case ENV -> values.readAll(arguments.many(0), ProcessSection::variable).forEach(this::set);
      case ENV_PASS -> values.readAll(arguments.many(0), ProcessSection::passed).forEach(this::set);
      case USER -> user.read(arguments);
    }
  }

  Process value() {
    return new Process(command.value(), cwd.value(), environment.values(), user.value());
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

  private void set(Located<Variable> variable) {
    String name = variable.value().name();
    environment.say(name, variable, "the variable `" + name + "` is set twice");
  }

  private static Reading<String> program(String text) {
    return text.isEmpty()
        ? Reading.wrong("the command is empty", "name the program to run: `run /bin/date`")
        : new Reading.Value<>(text);
  }

  private static Reading<Variable> variable(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Reading.wrong(
          "`" + text + "` has no value",
          "write `%s=VALUE`, or `env pass %s` to pass on the caller's".formatted(text, text));
    }
    return Name.variable(text.substring(0, equals))
        .map(name -> new Variable.Set(name, text.substring(equals + 1)));
  }

  private static Reading<Variable> passed(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? Name.variable(text).map(Variable.Pass::new)
        : Reading.wrong(
            "`env pass` takes names, without values", "write `env " + text + "` to set it");
  }
}
