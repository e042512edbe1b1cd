package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.FilterAction;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SeccompAction;
import java.util.List;
import java.util.Optional;

/**
 * An action of a filter in JSON, and the error that goes with it.
 *
 * @param action the name of the property that holds the action
 * @param number that of the error's number
 * @param name that of the error's name, which containers/common added
 */
record FilterFileAction(JsonFields fields, String action, String number, String name) {
  private static final Choice<FilterAction> ACTIONS =
      new Choice<>(List.of(FilterAction.values()), action -> "SCMP_ACT_" + action.name(), "action");

  /** Empty where it was reported what is wrong, or is not said. */
  Optional<Located<SeccompAction>> read() {
    Optional<Located<FilterAction>> said = fields.text(action, ACTIONS::spelled);
    return said.flatMap(found -> found.value().mostNumber() == 0 ? plain(found) : numbered(found));
  }

  /** As config-linux.md says: it is an error if the action has no use for the number. */
  private Optional<Located<SeccompAction>> plain(Located<FilterAction> said) {
    fields
        .name(number)
        .or(() -> fields.name(name))
        .ifPresent(
            place ->
                fields
                    .findings()
                    .add(
                        Diagnostic.of(
                                Code.CONFLICTING_OPTIONS,
                                place,
                                "SCMP_ACT_" + said.value() + " takes no error")
                            .withRelated(said.span(), "the action")
                            .withHelp("only SCMP_ACT_ERRNO and SCMP_ACT_TRACE do; remove it")));
    return Optional.of(new Located<>(said.value().with(0), said.span()));
  }

  private Optional<Located<SeccompAction>> numbered(Located<FilterAction> said) {
    Optional<Located<Integer>> byNumber = fields.number(number, said.value().mostNumber());
    Optional<Located<Integer>> byName = fields.text(name, FilterNames::errno);
    byNumber.ifPresent(
        one ->
            byName
                .filter(other -> !other.value().equals(one.value()))
                .ifPresent(other -> fields.findings().add(contradiction(one, other))));
    int error = byNumber.or(() -> byName).map(Located::value).orElse(Errno.EPERM.number());
    return Optional.of(new Located<>(said.value().with(error), said.span()));
  }

  private Diagnostic contradiction(Located<Integer> byNumber, Located<Integer> byName) {
    return Diagnostic.of(
            Code.CONFLICTING_OPTIONS,
            byName.span(),
            "`%s` and `%s` name two errors".formatted(number, name))
        .withRelated(byNumber.span(), "another one")
        .withHelp("keep one of the two");
  }
}
