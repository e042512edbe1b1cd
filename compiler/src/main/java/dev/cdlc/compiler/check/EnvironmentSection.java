package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code env} says. What a file says of a variable gives way to what the statements of its own
 * layer say, and to later files of it.
 */
final class EnvironmentSection {
  /** A file that is none of variables has very many lines. */
  private static final int MOST_REPORTS = 20;

  private final Cells cells;
  private final Values values;
  private final Keyed<String, Variable> variables;

  EnvironmentSection(Cells cells) {
    this.cells = cells;
    values = new Values(cells.findings());
    variables = cells.keyed("env");
  }

  void set(Arguments arguments) {
    values.readAll(arguments.many(0), EnvironmentSection::variable).forEach(this::say);
  }

  void pass(Arguments arguments) {
    values.readAll(arguments.many(0), EnvironmentSection::passed).forEach(this::say);
  }

  void file(Arguments arguments) {
    Word path = arguments.one(0);
    new NamedFile(cells, path)
        .source()
        .ifPresent(file -> lines(path, file.text().lines().toList()));
  }

  List<Located<Variable>> values() {
    return variables.values();
  }

  private void say(Located<Variable> variable) {
    String name = variable.value().name();
    variables.say(name, variable, "the variable `" + name + "` is set twice");
  }

  /** As docker(1) and podman(1) read {@code --env-file}: quotes and blanks belong to a value. */
  private void lines(Word path, List<String> lines) {
    var wrong = new ArrayList<Integer>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripLeading();
      if (!line.isEmpty() && !line.startsWith("#") && !take(line, path)) {
        wrong.add(i + 1);
      }
    }
    wrong.stream().limit(MOST_REPORTS).forEach(number -> reportLine(path, number));
  }

  private boolean take(String line, Word path) {
    return switch (line.indexOf('=') < 0 ? passed(line) : variable(line)) {
      case Reading.Value<Variable>(var variable) -> {
        variables.sayWeakly(variable.name(), new Located<>(variable, path.span()));
        yield true;
      }
      case Reading.Refusal<Variable> _ -> false;
    };
  }

  /** What the line holds is not shown: it may be part of a secret. */
  private void reportLine(Word path, int number) {
    cells
        .findings()
        .add(
            Diagnostic.of(
                    Code.INVALID_ENV_FILE,
                    path.span(),
                    "line %d of `%s` names no variable".formatted(number, path.text()))
                .withHelp(
                    "a line is `NAME=VALUE`, `NAME` for the caller's value, or a comment behind"
                        + " `#`; a name is of letters, digits and `_`"));
  }

  static Reading<Variable> variable(String text) {
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
