package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.FilterWord;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FilterTestKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tests of one rule of {@code seccomp}: the block after its calls. */
final class FilterRuleReader {
  static final int LAST_ARGUMENT = 5;
  static final Choice<Operator> OPERATORS =
      new Choice<>(
          List.of(Operator.values()), operator -> "SCMP_CMP_" + operator.name(), "comparison");

  private final Findings findings;
  private final Values values;
  private final BlockReader<FilterTestKeyword> block;
  private final List<Located<ArgumentTest>> tests = new ArrayList<>();
  private boolean broken;

  FilterRuleReader(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    block = cells.blocks(Context.FILTER_TESTS, FilterTestKeyword.class, this::read);
  }

  /** The tests; empty where one was reported, so that the rule would hold too often. */
  Optional<List<ArgumentTest>> tests(Arguments rule) {
    rule.block().ifPresent(block::read);
    return broken || !block.isUnderstood()
        ? Optional.empty()
        : Optional.of(tests.stream().map(Located::value).toList());
  }

  private void read(FilterTestKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case ARG ->
          test(arguments)
              .ifPresentOrElse(test -> add(new Located<>(test, arguments.span())), this::spoil);
    }
  }

  private void spoil() {
    broken = true;
  }

  private Optional<ArgumentTest> test(Arguments arguments) {
    Optional<Located<Long>> index =
        values.read(arguments.one(0), text -> WholeNumber.read(text, 0, LAST_ARGUMENT));
    Optional<Located<Operator>> operator = values.read(arguments.one(1), OPERATORS::read);
    Optional<Located<Long>> value = values.read(arguments.one(2), FilterWord::read);
    if (index.isEmpty() || operator.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    int argument = index.get().value().intValue();
    return operator.get().value() == Operator.MASKED_EQ
        ? masked(argument, value.get(), arguments)
        : plain(argument, operator.get().value(), value.get(), arguments);
  }

  private Optional<ArgumentTest> plain(
      int index, Operator operator, Located<Long> value, Arguments arguments) {
    Optional<Word> excess = arguments.optional(3);
    excess.ifPresent(
        word ->
            findings.add(
                Diagnostic.of(
                        Code.WRONG_ARGUMENT_COUNT,
                        word.span(),
                        "`" + Choice.word(operator) + "` compares with one value")
                    .withHelp("only `masked-eq` takes two: a mask, then what it must leave")));
    return excess.isPresent()
        ? Optional.empty()
        : Optional.of(new ArgumentTest(index, operator, value.value()));
  }

  private Optional<ArgumentTest> masked(int index, Located<Long> mask, Arguments arguments) {
    if (arguments.optional(3).isEmpty()) {
      findings.add(
          Diagnostic.of(Code.WRONG_ARGUMENT_COUNT, arguments.span(), "`masked-eq` needs two values")
              .withHelp("write a mask, then what it must leave: `masked-eq 0xff 0`"));
      return Optional.empty();
    }
    return arguments
        .optional(3)
        .flatMap(word -> values.read(word, FilterWord::read))
        .filter(value -> isPossible(mask, value))
        .map(value -> new ArgumentTest(index, Operator.MASKED_EQ, value.value(), mask.value()));
  }

  private boolean isPossible(Located<Long> mask, Located<Long> value) {
    boolean fits = fits(mask, value);
    if (!fits) {
      findings.add(impossible(mask, value));
    }
    return fits;
  }

  /** Whether a mask can leave a value. */
  static boolean fits(Located<Long> mask, Located<Long> value) {
    return (value.value() & ~mask.value()) == 0;
  }

  static Diagnostic impossible(Located<Long> mask, Located<Long> value) {
    return Diagnostic.of(
            Code.IMPOSSIBLE_TEST, value.span(), "no argument can have these bits in the mask")
        .withRelated(mask.span(), "the mask leaves only its own bits")
        .withHelp("the second value must be made of bits of the first");
  }

  /** Runtimes take two tests of one argument as alternatives, where others must all hold. */
  private void add(Located<ArgumentTest> test) {
    for (Located<ArgumentTest> other : tests) {
      if (other.value().index() == test.value().index()) {
        findings.add(
            Diagnostic.of(
                    Code.ARGUMENT_TESTED_TWICE,
                    test.span(),
                    "argument " + test.value().index() + " is tested twice in one rule")
                .withRelated(other.span(), "tested first here")
                .withHelp("for alternatives, write a rule for each; a range cannot be said"));
        broken = true;
      }
    }
    tests.add(test);
  }
}
