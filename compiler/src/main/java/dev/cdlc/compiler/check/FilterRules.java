package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of {@code seccomp}, by the call that they are for: what a later layer says of a call
 * takes the place of all that was said before. Within one layer rules with tests are alternatives;
 * one without tests leaves no room for another.
 */
final class FilterRules {
  private final Cells cells;
  private final Map<String, Said> byCall = new LinkedHashMap<>();

  FilterRules(Cells cells) {
    this.cells = cells;
  }

  private record Said(List<Located<Rule>> rules, int layer) {}

  void say(Located<Rule> rule) {
    Said said =
        byCall.compute(
            rule.value().call(),
            (_, before) ->
                before != null && before.layer() == cells.layer()
                    ? before
                    : new Said(new ArrayList<>(), cells.layer()));
    said.rules().add(rule);
  }

  List<Located<Rule>> values() {
    return byCall.values().stream().flatMap(said -> said.rules().stream()).toList();
  }

  /** Reports rules that have no effect beside another. */
  void finish() {
    byCall.values().stream().filter(said -> said.rules().size() > 1).forEach(this::reportIdle);
  }

  private void reportIdle(Said said) {
    said.rules().stream()
        .filter(rule -> rule.value().tests().isEmpty())
        .findFirst()
        .ifPresent(
            decides ->
                said.rules().stream()
                    .filter(rule -> !rule.equals(decides))
                    .forEach(idle -> cells.findings().add(idle(idle, decides))));
  }

  private static Diagnostic idle(Located<Rule> idle, Located<Rule> decides) {
    String call = idle.value().call();
    return idle.value().tests().isEmpty()
        ? Diagnostic.of(Code.DUPLICATE_STATEMENT, idle.span(), "`" + call + "` has two rules")
            .withLabel("again here")
            .withRelated(decides.span(), "first here")
            .withHelp("remove one of the two")
        : Diagnostic.of(
                Code.IDLE_FILTER_RULE, idle.span(), "this rule for `" + call + "` has no effect")
            .withRelated(decides.span(), "this one holds whatever the arguments are")
            .withHelp("give the other rule tests too, or remove one of the two");
  }
}
