package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Annotation;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Policy.Fact;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.Sysctl;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.oci.DefaultCapabilities;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be asked of a container, whichever statement says it, or none. */
record PolicyFacts(Container container) {
  /**
   * The values of a fact where they are said; none where it is unset. A number is written in
   * decimal, in the unit of the fact.
   */
  List<Located<String>> of(Fact fact) {
    return switch (fact) {
      case NAME -> List.of(container.name());
      case ROOT -> root(PolicyFacts::path);
      case CAP -> capabilities();
      case NS -> namespaces();
      case NET -> network();
      case BIND -> mounts(PolicyFacts::source);
      case MOUNT -> mounts(mount -> Optional.of(mount.target()));
      case DEVICE -> devices();
      case ENV -> each(container.process().environment(), PolicyFacts::name);
      case SYSCTL -> each(container.isolation().sysctls(), Sysctl::name);
      case ANNOTATION -> each(container.lifecycle().annotations(), Annotation::key);
      case APPARMOR -> container.privileges().apparmorProfile().stream().toList();
      case SELINUX -> container.privileges().selinuxLabel().stream().toList();
      case USER -> user();
      case MEMORY -> memory();
      case CPU -> cpu();
      case PIDS -> pids();
      case READ_ONLY -> root(root -> Optional.of(onOff(WritableRoot.isWritable(root), true)));
      case NO_NEW_PRIVS ->
          each(container.privileges().noNewPrivileges().stream().toList(), on -> onOff(on, false));
    };
  }

  private static <T> List<Located<String>> each(List<Located<T>> said, Function<T, String> word) {
    return said.stream().map(one -> new Located<>(word.apply(one.value()), one.span())).toList();
  }

  private static <T> List<Located<String>> some(
      Stream<Located<T>> said, Function<T, Optional<String>> word) {
    return said.flatMap(
            one -> word.apply(one.value()).stream().map(text -> new Located<>(text, one.span())))
        .toList();
  }

  private static String onOff(boolean value, boolean inverted) {
    return value != inverted ? "on" : "off";
  }

  private List<Located<String>> root(Function<Root, Optional<String>> word) {
    return some(container.filesystem().root().stream(), word);
  }

  private static Optional<String> path(Root root) {
    return switch (root) {
      case Root.Directory directory -> Optional.of(directory.path());
      case Root.Overlay overlay -> Optional.of(overlay.path());
      case Root.Archive archive -> Optional.of(archive.path());
      case Root.OciLayout layout -> Optional.of(layout.path());
      case Root.DockerArchive archive -> Optional.of(archive.path());
      case Root.Registry image -> Optional.of(image.reference());
      case Root.Host _ -> Optional.of("host");
      case Root.Programs _ -> Optional.empty();
    };
  }

  private List<Located<String>> capabilities() {
    Span place = container.privileges().capabilities().span();
    return DefaultCapabilities.granted(container.privileges().capabilities().value()).stream()
        .map(capability -> new Located<>(NamedCapabilities.word(capability), place))
        .toList();
  }

  private List<Located<String>> namespaces() {
    return Arrays.stream(NamespaceType.values())
        .filter(container.isolation()::owns)
        .map(type -> new Located<>(word(type), container.span()))
        .toList();
  }

  private static String word(NamespaceType type) {
    return type == NamespaceType.NETWORK ? "net" : type.name().toLowerCase(Locale.ROOT);
  }

  private List<Located<String>> network() {
    return each(
        container.isolation().network().stream().toList(),
        (NetworkMode mode) -> mode.name().toLowerCase(Locale.ROOT));
  }

  private List<Located<String>> mounts(Function<Mount, Optional<String>> word) {
    return some(container.filesystem().mounts().stream(), word);
  }

  private static Optional<String> source(Mount mount) {
    return switch (mount) {
      case Mount.Bind bind -> Optional.of(bind.source());
      case Mount.Typed typed
          when typed.isBind() && typed.source() instanceof Mount.Source.HostPath(String path) ->
          Optional.of(path);
      case Mount.Typed _, Mount.Tmpfs _ -> Optional.empty();
    };
  }

  private List<Located<String>> devices() {
    return each(
        container.resources().devices(),
        device ->
            switch (device) {
              case Device.OfHost host -> host.path();
              case Device.Node node -> node.path();
            });
  }

  private static String name(Variable variable) {
    return switch (variable) {
      case Variable.Set set -> set.name();
      case Variable.Pass pass -> pass.name();
    };
  }

  private List<Located<String>> user() {
    return some(
        container.process().user().stream(),
        user ->
            switch (user.uid()) {
              case User.Id.Numeric(long value) -> Optional.of(Long.toString(value));
              case User.Id.Named(String name) when name.equals("root") -> Optional.of("0");
              case User.Id.Named _ -> Optional.empty();
            });
  }

  private List<Located<String>> memory() {
    return some(
        container.resources().memory().flatMap(Memory::limit).stream(),
        limit ->
            limit instanceof Memory.MemoryLimit.Bytes(long bytes)
                ? Optional.of(Long.toString(bytes))
                : Optional.empty());
  }

  private List<Located<String>> cpu() {
    return some(
        container.resources().cpu().flatMap(Cpu::limit).stream(),
        limit ->
            limit instanceof Cpu.CpuLimit.Millis(long thousandths)
                ? Optional.of(Long.toString(thousandths))
                : Optional.empty());
  }

  private List<Located<String>> pids() {
    return some(
        container.resources().pids().stream(),
        limit ->
            limit instanceof PidsLimit.Tasks(long count)
                ? Optional.of(Long.toString(count))
                : Optional.empty());
  }
}
