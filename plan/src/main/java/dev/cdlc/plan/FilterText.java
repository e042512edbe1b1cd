package dev.cdlc.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A filter of system calls in one line: how many calls meet which action. */
final class FilterText {
  private FilterText() {}

  /** {@code filter system calls: allow 312, errno ENOSYS 2, else errno EPERM}. */
  static String of(SeccompFilter filter) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (SeccompFilter.Rule rule : filter.rules()) {
      counts.merge(text(rule.action()), rule.names().size(), Integer::sum);
    }
    String rules =
        counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue() + ", ")
            .collect(Collectors.joining());
    return "filter system calls: " + rules + "else " + text(filter.defaultAction());
  }

  private static String text(SeccompAction action) {
    return switch (action) {
      case SeccompAction.Deny(int errno) -> "errno " + errno(errno);
      case SeccompAction.KillProcess _,
          SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Notify _,
          SeccompAction.Trace _,
          SeccompAction.Log _,
          SeccompAction.Allow _ ->
          kind(action);
    };
  }

  private static String errno(int number) {
    return Arrays.stream(Errno.values())
        .filter(errno -> errno.number() == number)
        .map(Enum::name)
        .findFirst()
        .orElseGet(() -> Integer.toString(number));
  }

  /** The word for an action, in CDL and in a plan's JSON form. */
  static String kind(SeccompAction action) {
    return switch (action) {
      case SeccompAction.KillProcess _ -> "kill-process";
      case SeccompAction.KillThread _ -> "kill-thread";
      case SeccompAction.Trap _ -> "trap";
      case SeccompAction.Deny _ -> "errno";
      case SeccompAction.Notify _ -> "notify";
      case SeccompAction.Trace _ -> "trace";
      case SeccompAction.Log _ -> "log";
      case SeccompAction.Allow _ -> "allow";
    };
  }
}
