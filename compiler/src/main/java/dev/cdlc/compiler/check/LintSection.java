package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.model.Project.ForPaths;
import dev.cdlc.compiler.model.Project.Rule;
import dev.cdlc.compiler.model.Strictness;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.LintKeyword;
import dev.cdlc.compiler.registry.LintPathsKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import java.util.ArrayList;
import java.util.List;

/** What {@code lint} says of how the files of a project are looked over. */
final class LintSection {
  private static final Choice<Level> LEVELS =
      new Choice<>(List.of(Level.values()), Enum::name, "level");
  private static final Choice<Severity> SEVERITIES =
      new Choice<>(List.of(Severity.values()), Enum::name, "severity");
  private static final Choice<Strictness> STRICTNESSES =
      new Choice<>(List.of(Strictness.values()), Enum::name, "strictness");

  private final Cells cells;
  private final BlockReader<LintKeyword> block;
  private final Values values;
  private final Once<Level> level;
  private final List<Located<String>> assumptions = new ArrayList<>();
  private final Keyed<Code, Rule> rules;
  private final Once<Severity> failOn;
  private final Once<Boolean> inlineIgnore;
  private final Once<String> baseline;
  private final List<Located<String>> targets = new ArrayList<>();
  private final List<ForPaths> overrides = new ArrayList<>();

  LintSection(Cells cells) {
    this.cells = cells;
    block = cells.blocks(Context.LINT, LintKeyword.class, this::read);
    values = new Values(cells.findings());
    level = cells.once("the level");
    rules = cells.keyed("rule");
    failOn = cells.once("the severity");
    inlineIgnore = cells.once("whether comments ignore findings");
    baseline = cells.once("the baseline");
  }

  Project read(Block said) {
    block.read(said);
    return new Project(
        level.value(),
        assumptions,
        rules.values(),
        failOn.value(),
        inlineIgnore.value(),
        baseline.value(),
        targets,
        overrides,
        List.of());
  }

  private void read(LintKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case LEVEL -> values.read(arguments.one(0), LEVELS::read).ifPresent(level::say);
      case ASSUME -> assumptions.addAll(values.readAll(arguments.many(0), LintSection::text));
      case RULE -> rule(arguments, rules);
      case FAIL_ON -> values.read(arguments.one(0), SEVERITIES::read).ifPresent(failOn::say);
      case ALLOW_INLINE_IGNORE ->
          values.read(arguments.one(0), Toggle::read).ifPresent(inlineIgnore::say);
      case BASELINE -> values.read(arguments.one(0), LintSection::text).ifPresent(baseline::say);
      case TARGET -> targets.addAll(values.readAll(arguments.many(0), LintSection::text));
      case PATHS -> arguments.block().ifPresent(inner -> override(arguments, inner));
    }
  }

  private void rule(Arguments arguments, Keyed<Code, Rule> all) {
    var code = values.read(arguments.one(0), RuleCode::read);
    var strictness = values.read(arguments.one(1), STRICTNESSES::read);
    if (code.isPresent() && strictness.isPresent()) {
      all.say(
          code.get().value(),
          new Located<>(new Rule(code.get().value(), strictness.get().value()), arguments.span()),
          "the rule %s is set twice".formatted(code.get().value().id()));
    }
  }

  private void override(Arguments arguments, Block inner) {
    Once<Level> its = cells.once("the level");
    Keyed<Code, Rule> own = cells.keyed("rule");
    cells
        .blocks(
            Context.LINT_PATHS,
            LintPathsKeyword.class,
            (keyword, said) -> {
              switch (keyword) {
                case LEVEL -> values.read(said.one(0), LEVELS::read).ifPresent(its::say);
                case RULE -> rule(said, own);
              }
            })
        .read(inner);
    overrides.add(
        new ForPaths(
            values.readAll(arguments.many(0), LintSection::text), its.value(), own.values()));
  }

  private static Reading<String> text(String text) {
    return text.isEmpty()
        ? Reading.wrong("the word is empty", "leave it out")
        : new Reading.Value<>(text);
  }
}
