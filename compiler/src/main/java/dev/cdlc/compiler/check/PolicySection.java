package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.CpuAmount;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Policy.Condition;
import dev.cdlc.compiler.model.Policy.Demand;
import dev.cdlc.compiler.model.Policy.Fact;
import dev.cdlc.compiler.model.Policy.Kind;
import dev.cdlc.compiler.model.Policy.Operator;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.PolicyKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code policy} demands of containers. */
final class PolicySection {
  private static final Choice<Fact> FACTS =
      new Choice<>(List.of(Fact.values()), Enum::name, "fact");
  private static final Choice<Operator> OPERATORS =
      new Choice<>(List.of(Operator.values()), Enum::name, "operator");
  private static final Choice<Severity> SEVERITIES =
      new Choice<>(List.of(Severity.values()), Enum::name, "severity");
  private static final List<String> PRESENCE = List.of("set", "unset");
  private static final List<String> NAMESPACES =
      List.of("pid", "net", "mount", "ipc", "uts", "user", "cgroup", "time");
  private static final List<String> CAPABILITIES =
      Arrays.stream(Capability.values())
          .map(capability -> capability.name().substring("CAP_".length()))
          .toList();
  private static final List<String> TOGGLE = List.of("on", "off");
  private static final long LARGEST = 4_294_967_294L;

  private final BlockReader<PolicyKeyword> block;
  private final Findings findings;
  private final Values values;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Demand> demands = new ArrayList<>();
  private final Once<String> message;
  private final Once<String> help;
  private final Once<Severity> severity;
  private final List<Located<String>> except = new ArrayList<>();

  PolicySection(Cells cells) {
    block = cells.blocks(Context.POLICY, PolicyKeyword.class, this::read);
    findings = cells.findings();
    values = new Values(findings);
    message = cells.once("the message");
    help = cells.once("the help");
    severity = cells.once("the severity");
  }

  Policy read(Located<String> name, Block said) {
    block.read(said);
    if (demands.isEmpty() && block.isUnderstood() && !mentionsDemand()) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_SETTING,
                  name.span(),
                  "the policy `%s` demands nothing".formatted(name.value()))
              .withHelp("write what may not hold, as in `deny ns lacks net`"));
    }
    return new Policy(
        name,
        conditions,
        demands,
        message.value(),
        help.value(),
        severity.value().map(Located::value).orElse(Severity.ERROR),
        except);
  }

  /** A demand that could not be read was told. */
  private boolean mentionsDemand() {
    return block.mentions("deny") || block.mentions("require");
  }

  private void read(PolicyKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case WHEN -> condition(arguments).ifPresent(conditions::add);
      case DENY -> condition(arguments).ifPresent(said -> demands.add(new Demand(true, said)));
      case REQUIRE -> condition(arguments).ifPresent(said -> demands.add(new Demand(false, said)));
      case MESSAGE -> message.say(arguments.one(0).text(), arguments.span());
      case HELP -> help.say(arguments.one(0).text(), arguments.span());
      case SEVERITY -> values.read(arguments.one(0), SEVERITIES::read).ifPresent(severity::say);
      case EXCEPT -> except.addAll(values.readAll(arguments.many(0), Reading.Value::new));
    }
  }

  private Optional<Condition> condition(Arguments arguments) {
    var fact = values.read(arguments.one(0), FACTS::read);
    var operator = values.read(arguments.one(1), OPERATORS::read);
    if (fact.isEmpty() || operator.isEmpty() || !fit(fact.get().value(), operator.get())) {
      return Optional.empty();
    }
    return condition(fact.get().value(), operator.get().value(), arguments);
  }

  private Optional<Condition> condition(Fact fact, Operator operator, Arguments arguments) {
    List<Word> words = arguments.many(2);
    List<Word> counted =
        fact.kind() == Kind.NUMBER
            ? words.stream().filter(word -> !isPresence(operator, word)).toList()
            : List.of();
    List<Long> numbers =
        values.readAll(counted, text -> number(fact, text)).stream().map(Located::value).toList();
    if (numbers.size() < counted.size()) {
      return Optional.empty();
    }
    List<String> texts =
        values.readAll(words, text -> value(fact, text)).stream().map(Located::value).toList();
    if (texts.size() < words.size()) {
      return Optional.empty();
    }
    String text =
        Stream.of(Choice.word(fact), Choice.word(operator), String.join(", ", texts))
            .collect(Collectors.joining(" "));
    return Optional.of(new Condition(fact, operator, texts, numbers, text));
  }

  private static boolean isPresence(Operator operator, Word word) {
    return (operator == Operator.IS || operator == Operator.IS_NOT)
        && PRESENCE.contains(word.text());
  }

  private static Reading<Long> number(Fact fact, String text) {
    return switch (fact) {
      case MEMORY -> ByteSize.read(text);
      case CPU -> CpuAmount.read(text);
      default -> WholeNumber.read(text, 0, LARGEST);
    };
  }

  /** A word of a fact that has a fixed list of them; else any pattern. */
  private static Reading<String> value(Fact fact, String text) {
    boolean pattern = text.contains("*") || text.contains("?");
    return switch (fact) {
      case READ_ONLY, NO_NEW_PRIVS -> toggle(text);
      case CAP -> pattern ? new Reading.Value<>(text) : capability(text);
      case NS -> pattern ? new Reading.Value<>(text) : listed(text, NAMESPACES, "namespace");
      default -> new Reading.Value<>(text);
    };
  }

  private static Reading<String> capability(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return listed(
        upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper,
        CAPABILITIES,
        "capability");
  }

  private static Reading<String> listed(String text, List<String> known, String kind) {
    if (known.contains(text)) {
      return new Reading.Value<>(text);
    }
    Optional<String> near = Suggestion.nearest(text, known).map(Suggestion::word);
    return new Reading.Refusal<>(
        Code.UNKNOWN_OPTION,
        "there is no %s `%s`".formatted(kind, text),
        near.map("did you mean `%s`?"::formatted)
            .orElse("known are `%s`".formatted(String.join("`, `", known))),
        near.stream().toList());
  }

  private static Reading<String> toggle(String text) {
    return TOGGLE.contains(text)
        ? new Reading.Value<>(text)
        : Reading.wrong("`%s` is neither `on` nor `off`".formatted(text), "it is one of the two");
  }

  private boolean fit(Fact fact, Located<Operator> operator) {
    List<Operator> fitting =
        switch (fact.kind()) {
          case SET -> List.of(Operator.HAS, Operator.LACKS);
          case TEXT, SWITCH -> List.of(Operator.IS, Operator.IS_NOT);
          case NUMBER -> List.of(Operator.IS, Operator.IS_NOT, Operator.ABOVE, Operator.BELOW);
        };
    if (!fitting.contains(operator.value())) {
      String words = fitting.stream().map(Choice::word).collect(Collectors.joining("`, `"));
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_OPTION,
                  operator.span(),
                  "`%s` does not fit `%s`"
                      .formatted(Choice.word(operator.value()), Choice.word(fact)))
              .withHelp("what fits is `%s`".formatted(words)));
    }
    return fitting.contains(operator.value());
  }
}
