package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Policy.Condition;
import dev.cdlc.compiler.model.Policy.Demand;
import dev.cdlc.compiler.model.Policy.Fact;
import dev.cdlc.compiler.model.Policy.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether containers are as a policy demands. */
record PolicyCheck(Policy policy) {
  /** Tells of each demand that a container does not meet, where the container says otherwise. */
  void check(Container container, Report report) {
    var facts = new PolicyFacts(container);
    if (unmet(facts).isPresent()) {
      return;
    }
    for (Demand demand : policy.demands()) {
      if (holds(demand.condition(), facts) == demand.denied()) {
        report.add(
            policy.severity(),
            place(demand.condition(), facts, container),
            message(demand),
            help(demand));
      }
    }
  }

  /** Why nothing of a container is at fault; of use where nothing is. */
  String acquittal(Container container) {
    return unmet(new PolicyFacts(container))
        .map(
            condition ->
                "the policy does not concern it: `when %s` does not hold"
                    .formatted(condition.text()))
        .orElseGet(
            () ->
                "the container is as the policy %s"
                    .formatted(
                        policy.demands().stream()
                            .map(PolicyCheck::words)
                            .collect(Collectors.joining(", and "))));
  }

  /** The first condition that keeps the policy from concerning a container. */
  private Optional<Condition> unmet(PolicyFacts facts) {
    return policy.conditions().stream().filter(condition -> !holds(condition, facts)).findFirst();
  }

  private String message(Demand demand) {
    String name = policy.name().value();
    return policy
        .message()
        .map(message -> "%s: %s".formatted(name, message.value()))
        .orElseGet(() -> "the policy `%s` %s".formatted(name, words(demand)));
  }

  private String help(Demand demand) {
    return policy
        .help()
        .map(Located::value)
        .orElseGet(
            () ->
                "the policy `%s` of the project %s"
                    .formatted(policy.name().value(), words(demand)));
  }

  private static String words(Demand demand) {
    return "%s `%s`".formatted(demand.denied() ? "denies" : "requires", demand.condition().text());
  }

  private static boolean holds(Condition condition, PolicyFacts facts) {
    List<Located<String>> said = facts.of(condition.fact());
    return switch (condition.operator()) {
      case HAS, IS -> said.isEmpty() ? isUnset(condition) : matching(condition, said).isPresent();
      case LACKS -> matching(condition, said).isEmpty();
      case IS_NOT -> said.isEmpty() ? !isUnset(condition) : matching(condition, said).isEmpty();
      case ABOVE -> said.stream().anyMatch(one -> number(one) > condition.numbers().getFirst());
      case BELOW -> said.stream().anyMatch(one -> number(one) < condition.numbers().getFirst());
    };
  }

  private static boolean isUnset(Condition condition) {
    return condition.values().contains("unset")
        || (condition.fact() == Fact.NO_NEW_PRIVS && condition.values().contains("on"));
  }

  /** The first value that is one of the condition's. */
  private static Optional<Located<String>> matching(
      Condition condition, List<Located<String>> said) {
    return said.stream().filter(one -> matches(condition, one)).findFirst();
  }

  private static boolean matches(Condition condition, Located<String> one) {
    boolean listed =
        condition.fact().kind() == Kind.NUMBER
            ? condition.numbers().contains(number(one))
            : condition.values().stream().anyMatch(value -> Glob.matches(value, one.value()));
    return listed || (condition.fact().kind() != Kind.SET && condition.values().contains("set"));
  }

  private static long number(Located<String> one) {
    return Long.parseLong(one.value());
  }

  /** Where the value stands that is at fault; where none is said, the container. */
  private static Span place(Condition condition, PolicyFacts facts, Container container) {
    List<Located<String>> said = facts.of(condition.fact());
    return matching(condition, said)
        .or(
            () ->
                condition.fact().kind() == Kind.SET ? Optional.empty() : said.stream().findFirst())
        .map(Located::span)
        .orElse(container.span());
  }
}
