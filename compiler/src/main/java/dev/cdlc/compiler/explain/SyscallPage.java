package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.oci.DefaultFilter;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of system calls what they are for, and what the default filter does with them. */
final class SyscallPage {
  private static final String INDENT = "    ";

  /** What happens to a call that no rule of the default filter names. */
  private static final String OTHERWISE = "errno EPERM";

  private SyscallPage() {}

  static String of(SyscallGroup group) {
    var page = new StringBuilder(Lines.title(group.name(), "a group of system calls"));
    page.append(Lines.paragraph(group.purpose())).append('\n');
    page.append(Lines.paragraph("The default filter, by the capabilities of the container:"));
    rulings(group).forEach((ruling, calls) -> append(page, ruling, calls));
    page.append('\n').append(Lines.field("source", "syscalls(2); the kernel's tables, Linux 6.18"));
    return page.toString();
  }

  static String of(String call) {
    return Lines.title(call, "a system call")
        + Lines.field("group", SyscallGroup.of(call).map(SyscallGroup::name).orElseThrow())
        + Lines.field("default filter", String.join("; or ", rulings(call)))
        + Lines.field("number", numbers(call))
        + Lines.field("source", "the kernel's tables, Linux 6.18");
  }

  /** What the default filter does, and with which calls of a group, in its order. */
  static Map<String, List<String>> rulings(SyscallGroup group) {
    var rulings = new LinkedHashMap<String, List<String>>();
    for (DefaultFilter.Entry entry : entries()) {
      for (String call : entry.rule().names()) {
        if (group.calls().contains(call)) {
          add(rulings, DefaultFilterPage.title(entry), call);
        }
      }
    }
    for (String call : group.calls()) {
      if (isUnnamed(call)) {
        add(rulings, OTHERWISE, call);
      }
    }
    return rulings;
  }

  private static List<String> rulings(String call) {
    return isUnnamed(call)
        ? List.of(OTHERWISE)
        : entries().stream()
            .filter(entry -> entry.rule().names().contains(call))
            .map(DefaultFilterPage::title)
            .toList();
  }

  private static boolean isUnnamed(String call) {
    return entries().stream().noneMatch(entry -> entry.rule().names().contains(call));
  }

  private static List<DefaultFilter.Entry> entries() {
    return DefaultFilter.groups().stream().flatMap(group -> group.entries().stream()).toList();
  }

  private static void add(Map<String, List<String>> rulings, String ruling, String call) {
    rulings.computeIfAbsent(ruling, _ -> new ArrayList<>()).add(call);
  }

  private static void append(StringBuilder page, String ruling, List<String> calls) {
    page.append('\n').append("  ").append(ruling).append('\n').append(Lines.list(INDENT, calls));
  }

  private static String numbers(String call) {
    return Stream.of(SyscallAbi.values())
        .flatMap(abi -> number(call, abi))
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> number(String call, SyscallAbi abi) {
    OptionalInt number = SyscallTable.number(call, abi);
    return number.isPresent()
        ? Stream.of(abi.machineName() + " " + number.getAsInt())
        : Stream.empty();
  }
}
