package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter.Rule;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Operator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of {@code syscalls} of a filter in JSON. */
record FilterFileRule(JsonFields rule) {
  static final List<String> PROPERTIES =
      List.of(
          "names",
          "name",
          "action",
          "errnoRet",
          "errno",
          "args",
          "comment",
          "includes",
          "excludes");

  private static final List<String> TEST = List.of("index", "value", "valueTwo", "op");
  private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** A rule for each call that it names; none where it holds for no container. */
  List<Located<Rule>> rules() {
    List<Located<String>> calls = calls();
    rule.require("action", "the rule", "\"action\": \"SCMP_ACT_ALLOW\"");
    Optional<SeccompAction> action =
        new FilterFileAction(rule, "action", "errnoRet", "errno").read().map(Located::value);
    List<ArgumentTest> tests = tests();
    rule.text("comment");
    List<String> names = calls.stream().map(Located::value).toList();
    Optional<List<CapabilityCondition>> conditions = new FilterFileScope(rule, names).conditions();
    return action.isEmpty() || conditions.isEmpty()
        ? List.of()
        : calls.stream().map(call -> located(call, action.get(), tests, conditions.get())).toList();
  }

  private static Located<Rule> located(
      Located<String> call,
      SeccompAction action,
      List<ArgumentTest> tests,
      List<CapabilityCondition> conditions) {
    return new Located<>(new Rule(call.value(), action, tests, conditions), call.span());
  }

  private List<Located<String>> calls() {
    Optional<Span> single = rule.name("name");
    if (single.isPresent()) {
      rule.name("names").ifPresent(several -> rule.findings().add(twice(single.get(), several)));
    } else if (rule.isEmpty("names")) {
      rule.findings().add(noCall(rule.name("names").orElse(rule.place())));
    }
    var calls = new ArrayList<Located<String>>();
    rule.text("name", FilterNames::anySyscall).ifPresent(calls::add);
    calls.addAll(rule.texts("names", FilterNames::anySyscall));
    return calls;
  }

  private static Diagnostic twice(Span single, Span several) {
    return Diagnostic.of(Code.CONFLICTING_OPTIONS, single, "`name` cannot stand beside `names`")
        .withRelated(several, "said here")
        .withHelp("move the call to `names`");
  }

  private static Diagnostic noCall(Span place) {
    return Diagnostic.of(Code.INVALID_FILTER_FILE, place, "the rule names no call")
        .withHelp("add one: `\"names\": [\"mount\"]`");
  }

  private List<ArgumentTest> tests() {
    var tests = new ArrayList<ArgumentTest>();
    for (Json item : rule.items("args")) {
      JsonFields.of(item, TEST, rule.findings())
          .flatMap(FilterFileRule::test)
          .ifPresent(tests::add);
    }
    return tests;
  }

  private static Optional<ArgumentTest> test(JsonFields test) {
    test.require("index", "the test", "\"index\": 0");
    test.require("value", "the test", "\"value\": 0");
    test.require("op", "the test", "\"op\": \"SCMP_CMP_EQ\"");
    Optional<Located<Integer>> index = test.number("index", FilterRuleReader.LAST_ARGUMENT);
    Optional<Located<Long>> value = word(test, "value");
    Optional<Located<Long>> second = word(test, "valueTwo");
    Optional<Located<Operator>> operator = test.text("op", FilterRuleReader.OPERATORS::spelled);
    if (index.isEmpty() || value.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    int argument = index.get().value();
    return operator.get().value() == Operator.MASKED_EQ
        ? Optional.of(masked(argument, value.get(), second, test.findings()))
        : Optional.of(new ArgumentTest(argument, operator.get().value(), value.get().value()));
  }

  private static ArgumentTest masked(
      int index, Located<Long> mask, Optional<Located<Long>> value, JsonFindings findings) {
    value
        .filter(said -> !FilterRuleReader.fits(mask, said))
        .ifPresent(said -> findings.add(FilterRuleReader.impossible(mask, said)));
    return new ArgumentTest(
        index, Operator.MASKED_EQ, value.map(Located::value).orElse(0L), mask.value());
  }

  /** The bits of a number without a sign. */
  private static Optional<Located<Long>> word(JsonFields test, String name) {
    return test.number(name, MOST)
        .map(number -> new Located<>(number.value().longValue(), number.span()));
  }
}
