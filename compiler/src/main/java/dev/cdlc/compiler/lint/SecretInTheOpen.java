package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Annotation;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Variable;

/** A secret where whoever reads config.json, or lists processes, sees it. */
final class SecretInTheOpen implements ContainerRule {

  @Override
  public Code code() {
    return Code.SECRET_IN_THE_OPEN;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    for (Located<Variable> said : container.process().environment()) {
      if (said.value() instanceof Variable.Set(String name, String value)
          && (SecretText.hasName(name, value) || SecretText.hasForm(value))) {
        add(report, said.span(), "the variable `%s`".formatted(name));
      }
    }
    container.process().command().ifPresent(said -> check(said, report));
    for (Located<Annotation> said : container.lifecycle().annotations()) {
      Annotation annotation = said.value();
      String key = annotation.key().substring(annotation.key().lastIndexOf('.') + 1);
      if (SecretText.hasName(key, annotation.value()) || SecretText.hasForm(annotation.value())) {
        add(report, said.span(), "the annotation `%s`".formatted(annotation.key()));
      }
    }
  }

  private static void check(Located<Command> said, Report report) {
    for (String argument : said.value().args()) {
      if (isSecret(argument)) {
        add(report, said.span(), "an argument of the command");
        return;
      }
    }
  }

  /** Also as in {@code --api-token=VALUE}. */
  private static boolean isSecret(String argument) {
    int equals = argument.indexOf('=');
    return (argument.startsWith("--") && equals > 0)
        ? SecretText.hasName(argument.substring(2, equals), argument.substring(equals + 1))
            || SecretText.hasForm(argument.substring(equals + 1))
        : SecretText.hasForm(argument);
  }

  private static void add(Report report, Span place, String what) {
    report.add(
        place,
        what + " looks like a secret, which all can read here",
        "put it into a file: `secret NAME file PATH /run/secrets/NAME`");
  }
}
