package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Listener;
import dev.cdlc.plan.SeccompFilter.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Emits {@code linux.seccomp}. */
record FilterSection(Container container, Places places) {
  private static final String POINTER = "/linux/seccomp";
  private static final SeccompAction EPERM = new SeccompAction.Deny(Errno.EPERM.number());

  Optional<OciSeccomp> seccomp() {
    Optional<Located<SystemCallFilter>> said = container.privileges().filter();
    said.ifPresent(filter -> places.note(POINTER, filter.span()));
    return switch (said.map(Located::value).orElseGet(SystemCallFilter.Default::new)) {
      case SystemCallFilter.Default() -> Optional.of(DefaultFilter.filter(capabilities()));
      case SystemCallFilter.Unconfined() -> Optional.empty();
      case SystemCallFilter.Own own -> Optional.of(own(own));
    };
  }

  /** Those that a process of the container can have; what is wrong with them is told elsewhere. */
  private List<Capability> capabilities() {
    return new CapabilitySection(container.privileges().capabilities(), places, _ -> {})
        .capabilities()
        .bounding();
  }

  private OciSeccomp own(SystemCallFilter.Own own) {
    List<Capability> held = capabilities();
    Optional<Listener> listener =
        own.listener().map(said -> places.note(POINTER + "/listenerPath", said));
    SeccompAction otherwise = own.otherwise().map(this::otherwise).orElse(EPERM);
    return new OciSeccomp(
        action(otherwise),
        value(otherwise),
        names("architectures", own.architectures(), abi -> "SCMP_ARCH_" + abi.name()),
        names("flags", own.flags(), flag -> "SECCOMP_FILTER_FLAG_" + flag.name()),
        listener.map(Listener::path),
        listener.map(Listener::metadata).filter(metadata -> !metadata.isEmpty()),
        rules(own.rules().stream().filter(rule -> rule.value().standsFor(held)).toList()));
  }

  private SeccompAction otherwise(Located<SeccompAction> said) {
    value(said.value()).ifPresent(_ -> places.note(POINTER + "/defaultErrnoRet", said));
    return places.note(POINTER + "/defaultAction", said);
  }

  private <T> List<String> names(String property, List<Located<T>> said, Function<T, String> name) {
    List<String> names = new ArrayList<>();
    for (Located<T> one : said) {
      names.add(name.apply(places.note(POINTER + "/" + property + "/" + names.size(), one)));
    }
    return names;
  }

  private record Effect(SeccompAction action, List<ArgumentTest> tests) {}

  /** Calls that the same happens to stand together, in the order of the source. */
  private List<OciSeccomp.Rule> rules(List<Located<SystemCallFilter.Rule>> said) {
    Map<Effect, List<String>> calls = new LinkedHashMap<>();
    for (Located<SystemCallFilter.Rule> rule : said) {
      var effect = new Effect(rule.value().action(), rule.value().tests());
      List<String> names =
          calls.computeIfAbsent(
              effect,
              _ -> {
                places.note(POINTER + "/syscalls/" + calls.size(), rule.span());
                return new ArrayList<>();
              });
      names.add(rule.value().call());
    }
    return calls.entrySet().stream().map(entry -> rule(entry.getKey(), entry.getValue())).toList();
  }

  private static OciSeccomp.Rule rule(Effect effect, List<String> names) {
    return new OciSeccomp.Rule(
        names,
        action(effect.action()),
        value(effect.action()),
        effect.tests().stream().map(FilterSection::argument).toList());
  }

  private static OciSeccomp.Argument argument(ArgumentTest test) {
    String operator = "SCMP_CMP_" + test.operator().name();
    return test.operator() == Operator.MASKED_EQ
        ? new OciSeccomp.Argument(test.index(), test.mask(), Optional.of(test.value()), operator)
        : new OciSeccomp.Argument(test.index(), test.value(), Optional.empty(), operator);
  }

  private static String action(SeccompAction action) {
    return switch (action) {
      case SeccompAction.KillProcess _ -> "SCMP_ACT_KILL_PROCESS";
      case SeccompAction.KillThread _ -> "SCMP_ACT_KILL_THREAD";
      case SeccompAction.Trap _ -> "SCMP_ACT_TRAP";
      case SeccompAction.Deny _ -> "SCMP_ACT_ERRNO";
      case SeccompAction.Notify _ -> "SCMP_ACT_NOTIFY";
      case SeccompAction.Trace _ -> "SCMP_ACT_TRACE";
      case SeccompAction.Log _ -> "SCMP_ACT_LOG";
      case SeccompAction.Allow _ -> "SCMP_ACT_ALLOW";
    };
  }

  private static OptionalInt value(SeccompAction action) {
    return switch (action) {
      case SeccompAction.Deny(int errno) -> OptionalInt.of(errno);
      case SeccompAction.Trace(int message) -> OptionalInt.of(message);
      case SeccompAction.KillProcess _,
          SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Notify _,
          SeccompAction.Log _,
          SeccompAction.Allow _ ->
          OptionalInt.empty();
    };
  }
}
