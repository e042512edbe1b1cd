package dev.cdlc.compiler.tools;

import dev.cdlc.compiler.model.MachineAbi;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Merge;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.NamespacedSysctl;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.Signal;
import dev.cdlc.plan.SyscallTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The words that values of a type may be, where their number has an end. */
final class Vocabulary {
  private static final List<String> UNLIMITED = List.of("unlimited");

  /** What the registry's own lists leave to tables, or name only in prose. */
  private static final Map<ValueType, List<String>> MORE = more();

  private Vocabulary() {}

  static List<String> of(ValueType type) {
    return Stream.concat(type.words().stream(), MORE.getOrDefault(type, List.of()).stream())
        .toList();
  }

  private static Map<ValueType, List<String>> more() {
    var more = new EnumMap<ValueType, List<String>>(ValueType.class);
    more.put(ValueType.CAPABILITY, capabilities());
    more.put(ValueType.SYSCALL, List.copyOf(SyscallTable.names()));
    more.put(ValueType.SIGNAL, names(Signal.values()));
    more.put(ValueType.ERRNO, names(Errno.values()));
    more.put(ValueType.SYSCTL, NamespacedSysctl.names().stream().map(name -> name + "=").toList());
    more.put(ValueType.FILTER_ARCH, inLowerCase(MachineAbi.values()));
    more.put(ValueType.FILTER_FLAG, inLowerCase(SeccompFilter.Flag.values()));
    more.put(ValueType.COMPARISON, inLowerCase(SeccompFilter.Operator.values()));
    more.put(ValueType.LIST_STATEMENT, lists());
    more.put(ValueType.DEVICE_KIND, List.of("all", "c", "b"));
    more.put(ValueType.PROTECTED_PATH, List.of("default", "none"));
    more.put(ValueType.TERMINAL, List.of("on", "off"));
    more.put(ValueType.APPARMOR_PROFILE, List.of("unconfined"));
    more.put(ValueType.VERSION, List.of("1"));
    more.put(ValueType.BYTES_OR_UNLIMITED, UNLIMITED);
    more.put(ValueType.COUNT_OR_UNLIMITED, UNLIMITED);
    more.put(ValueType.RLIMIT_VALUES, UNLIMITED);
    more.put(ValueType.CPU, UNLIMITED);
    return more;
  }

  private static List<String> capabilities() {
    return Stream.concat(
            Stream.of("ALL"),
            Stream.of(Capability.values()).map(found -> found.name().substring("CAP_".length())))
        .toList();
  }

  /** What layers add to. */
  private static List<String> lists() {
    return Registry.all().stream()
        .map(Keyword::entry)
        .filter(entry -> entry.home() == Context.CONTAINER)
        .filter(entry -> entry.merge() == Merge.APPENDED || entry.merge() == Merge.BY_KEY)
        .map(entry -> entry.name())
        .distinct()
        .toList();
  }

  private static List<String> names(Enum<?>... constants) {
    return Stream.of(constants).map(Enum::name).toList();
  }

  /** {@code x86_64} keeps its underscore; words of the language have none. */
  private static List<String> inLowerCase(Enum<?>... constants) {
    return Stream.of(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .map(name -> name.startsWith("x86") ? name : name.replace('_', '-'))
        .toList();
  }
}
