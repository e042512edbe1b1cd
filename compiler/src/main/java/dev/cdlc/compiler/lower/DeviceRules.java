package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciResources.DeviceRule;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.DeviceException.Access;
import dev.cdlc.plan.DeviceException.Numbered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of rules comes to, of which the last that is for a device holds: one answer for all
 * devices, and exceptions, as cgroup v1 keeps it. Before the first rule nothing is allowed.
 */
final class DeviceRules {
  /** Numbers: the kernel's admin-guide, devices.txt. Those of every container, as in runc. */
  private static final List<Devices> EVERYBODYS =
      List.of(
          Devices.character(1, 3),
          Devices.character(1, 5),
          Devices.character(1, 7),
          Devices.character(1, 8),
          Devices.character(1, 9),
          Devices.character(5, 0),
          Devices.character(5, 2),
          new Devices(DeviceException.Type.CHARACTER, Optional.of(136), Optional.empty()));

  private static final Set<Access> NONE = Set.of();

  /** What a rule for all devices must speak of; any node may be made without. */
  private static final Set<Access> USE = EnumSet.of(Access.READ, Access.WRITE);

  private final Map<Devices, Set<Access>> exceptions = new LinkedHashMap<>();
  private final List<Integer> partial = new ArrayList<>();
  private boolean allow;

  private DeviceRules() {}

  /** All of a type with these numbers, and with any where one is missing. */
  private record Devices(
      DeviceException.Type type, Optional<Integer> major, Optional<Integer> minor) {
    static Devices all(DeviceException.Type type) {
      return new Devices(type, Optional.empty(), Optional.empty());
    }

    static Devices character(int major, int minor) {
      return new Devices(DeviceException.Type.CHARACTER, Optional.of(major), Optional.of(minor));
    }

    boolean contains(Devices other) {
      return type == other.type
          && (major.isEmpty() || major.equals(other.major))
          && (minor.isEmpty() || minor.equals(other.minor));
    }

    boolean meets(Devices other) {
      return type == other.type
          && (major.isEmpty() || other.major.isEmpty() || major.equals(other.major))
          && (minor.isEmpty() || other.minor.isEmpty() || minor.equals(other.minor));
    }
  }

  /** Those rules, and behind them the devices of every container and the making of any node. */
  static DeviceRules of(List<DeviceRule> rules) {
    var sum = new DeviceRules();
    for (int i = 0; i < rules.size(); i++) {
      if (!sum.add(rules.get(i))) {
        sum.partial.add(i);
      }
    }
    if (!sum.allow) {
      EVERYBODYS.forEach(devices -> sum.add(devices, true, USE));
      for (DeviceException.Type type : DeviceException.Type.values()) {
        sum.add(Devices.all(type), true, EnumSet.of(Access.MKNOD));
      }
    }
    return sum;
  }

  /** Whether what no exception is for may be used. */
  boolean allow() {
    return allow;
  }

  /** The rules, by index, that take back a part of an earlier one, which cannot be said so. */
  List<Integer> partial() {
    return partial;
  }

  /** The narrower has what the wider has, since only one of them is asked. */
  List<DeviceException> exceptions() {
    List<DeviceException> all = new ArrayList<>();
    for (Devices devices : exceptions.keySet()) {
      Set<Access> access = EnumSet.noneOf(Access.class);
      exceptions.forEach((other, some) -> access.addAll(other.contains(devices) ? some : NONE));
      all.add(new Numbered(devices.type(), devices.major(), devices.minor(), List.copyOf(access)));
    }
    return all;
  }

  /** Whether the rule could be taken in. */
  private boolean add(DeviceRule rule) {
    List<Access> access = access(rule);
    if (isForAll(rule) && access.containsAll(USE)) {
      allow = rule.allow();
      exceptions.clear();
      return true;
    }
    return types(rule).stream()
        .map(type -> new Devices(type, number(rule.major()), number(rule.minor())))
        .allMatch(devices -> add(devices, rule.allow(), access));
  }

  private static boolean isForAll(DeviceRule rule) {
    return types(rule).containsAll(EnumSet.allOf(DeviceException.Type.class))
        && number(rule.major()).isEmpty()
        && number(rule.minor()).isEmpty();
  }

  private static Set<DeviceException.Type> types(DeviceRule rule) {
    return switch (rule.type().orElse("a")) {
      case "c" -> EnumSet.of(DeviceException.Type.CHARACTER);
      case "b" -> EnumSet.of(DeviceException.Type.BLOCK);
      default -> EnumSet.allOf(DeviceException.Type.class);
    };
  }

  /** Empty for all of them, which config.json may also write as -1. */
  private static Optional<Integer> number(Optional<Long> number) {
    return number
        .filter(some -> some >= 0)
        .map(some -> Math.toIntExact(Math.min(some, Integer.MAX_VALUE)));
  }

  private static List<Access> access(DeviceRule rule) {
    return DeviceException.access(rule.access().orElse("rwm"));
  }

  private boolean add(Devices devices, boolean allowed, Collection<Access> access) {
    if (allowed != allow) {
      exceptions.computeIfAbsent(devices, _ -> EnumSet.noneOf(Access.class)).addAll(access);
      return true;
    }
    exceptions.forEach((other, some) -> some.removeAll(devices.contains(other) ? access : NONE));
    exceptions.values().removeIf(Set::isEmpty);
    return exceptions.entrySet().stream()
        .filter(other -> devices.meets(other.getKey()))
        .allMatch(other -> Collections.disjoint(other.getValue(), access));
  }
}
