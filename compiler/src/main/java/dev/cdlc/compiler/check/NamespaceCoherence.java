package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.Sysctl;
import dev.cdlc.compiler.model.TimeOffset;
import dev.cdlc.plan.NamespacedSysctl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of a namespace needs one of the container's own. */
record NamespaceCoherence(Isolation isolation, Findings findings) {
  void check() {
    isolation.network().ifPresent(this::checkNetwork);
    needs(isolation.hostname(), "hostname", NamespaceType.UTS);
    needs(isolation.domainname(), "domainname", NamespaceType.UTS);
    isolation.ids().place().ifPresent(this::checkIds);
    isolation.timeOffsets().stream().findFirst().ifPresent(this::checkTime);
    isolation.sysctls().forEach(this::checkSysctl);
    needs(isolation.netDevices().stream().findFirst(), "net-device", NamespaceType.NETWORK);
  }

  /** A list of namespaces may say the same as {@code net}, or less, but nothing else. */
  private void checkNetwork(Located<NetworkMode> network) {
    listed(NamespaceType.NETWORK)
        .filter(said -> network.value() == NetworkMode.HOST || said.value().path().isPresent())
        .map(said -> contradiction(network, said))
        .ifPresent(findings::add);
  }

  private static Diagnostic contradiction(Located<NetworkMode> network, Located<Namespace> listed) {
    String statement = "net " + Choice.word(network.value());
    return Diagnostic.of(
            Code.CONFLICTING_OPTIONS,
            network.span(),
            "`%s` and `ns` say different things".formatted(statement))
        .withRelated(
            listed.span(),
            listed.value().path().isPresent()
                ? "the network that is joined here"
                : "a network of the container's own")
        .withHelp("remove one of the two");
  }

  private Optional<Located<Namespace>> listed(NamespaceType type) {
    return isolation.namespaces().orElse(List.of()).stream()
        .filter(said -> said.value().type() == type)
        .findFirst();
  }

  private void needs(Optional<? extends Located<?>> said, String statement, NamespaceType type) {
    said.filter(_ -> !isolation.owns(type))
        .map(value -> idle(value.span(), statement, type))
        .ifPresent(findings::add);
  }

  private Diagnostic idle(Span span, String statement, NamespaceType type) {
    String kind = NamespaceSection.word(type);
    return lacking(
        Diagnostic.of(
            Code.NO_EFFECT,
            span,
            "`%s` has no effect without the namespace `%s`".formatted(statement, kind)),
        type,
        statement);
  }

  /** Adds what to do so that the container has a namespace. */
  private Diagnostic lacking(Diagnostic report, NamespaceType type, String statement) {
    String kind = NamespaceSection.word(type);
    if (type == NamespaceType.NETWORK && isolation.network().isPresent()) {
      return report
          .withRelated(isolation.network().get().span(), "the network is the host's")
          .withHelp("remove `net host`, or `" + statement + "`");
    }
    return lastListed()
        .map(
            last ->
                report
                    .withRelated(last, "`" + kind + "` is not in this list")
                    .withHelp("add `" + kind + "` to `ns`, or remove `" + statement + "`"))
        .orElseGet(
            () -> report.withHelp("list it beside the others: `ns " + withUnsaid(kind) + "`"));
  }

  private Optional<Span> lastListed() {
    return isolation
        .namespaces()
        .filter(listed -> !listed.isEmpty())
        .map(listed -> listed.getLast().span());
  }

  /** A list that adds a kind to those that the container has without one. */
  private static String withUnsaid(String kind) {
    Stream<String> unsaid =
        NamespaceType.UNSAID.stream()
            .filter(type -> type != NamespaceType.MOUNT)
            .map(NamespaceSection::word);
    return Stream.concat(unsaid, Stream.of(kind)).collect(Collectors.joining(", "));
  }

  private void checkTime(Located<TimeOffset> offset) {
    isolation
        .joined(NamespaceType.TIME)
        .ifPresentOrElse(
            namespace -> findings.add(frozen(offset, namespace)),
            () -> needs(Optional.of(offset), "time-offset", NamespaceType.TIME));
  }

  /** See time_namespaces(7): offsets are written before the first process is in. */
  private static Diagnostic frozen(Located<TimeOffset> offset, Located<Namespace> joined) {
    return Diagnostic.of(
            Code.NO_EFFECT,
            offset.span(),
            "`time-offset` has no effect in a time namespace that is joined")
        .withRelated(joined.span(), "its clocks are set already")
        .withHelp("write `time` without a path, or remove `time-offset`");
  }

  /** See user_namespaces(7): maps are written once, and by whoever made the namespace. */
  private void checkIds(Span said) {
    isolation
        .joined(NamespaceType.USER)
        .map(
            joined ->
                Diagnostic.of(
                        Code.NO_EFFECT,
                        said,
                        "maps have no effect in a user namespace that is joined")
                    .withRelated(joined.span(), "its ids are mapped already")
                    .withHelp("write `user` without a path, or remove the maps"))
        .ifPresent(findings::add);
  }

  private void checkSysctl(Located<Sysctl> sysctl) {
    NamespacedSysctl.namespace(sysctl.value().name())
        .map(NamespaceCoherence::type)
        .filter(type -> !isolation.owns(type))
        .map(type -> ofHost(sysctl, type))
        .ifPresent(findings::add);
  }

  private Diagnostic ofHost(Located<Sysctl> sysctl, NamespaceType type) {
    String name = sysctl.value().name();
    String kind = NamespaceSection.word(type);
    return lacking(
        Diagnostic.of(
            Code.SYSCTL_OF_THE_HOST,
            sysctl.span(),
            "`%s` is the host's without the namespace `%s`".formatted(name, kind)),
        type,
        "sysctl " + name);
  }

  private static NamespaceType type(dev.cdlc.plan.Namespace namespace) {
    return switch (namespace) {
      case PID -> NamespaceType.PID;
      case NET -> NamespaceType.NETWORK;
      case MNT -> NamespaceType.MOUNT;
      case IPC -> NamespaceType.IPC;
      case UTS -> NamespaceType.UTS;
      case USER -> NamespaceType.USER;
      case CGROUP -> NamespaceType.CGROUP;
      case TIME -> NamespaceType.TIME;
    };
  }
}
