package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.compiler.oci.DefaultFilter;
import dev.cdlc.compiler.oci.OciSeccomp;
import dev.cdlc.plan.Errno;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the default filter of system calls as a page, by purpose. */
final class DefaultFilterPage {
  private DefaultFilterPage() {}

  static String text() {
    var page = new StringBuilder("\n  The default filter, for containers by their capabilities:\n");
    for (DefaultFilter.Group group : DefaultFilter.groups()) {
      page.append("\n  ").append(group.title()).append('\n');
      group.entries().forEach(entry -> append(page, entry));
    }
    return page.append("\n  All other calls fail with EPERM.\n").toString();
  }

  private static void append(StringBuilder page, DefaultFilter.Entry entry) {
    page.append("    ").append(title(entry)).append('\n');
    page.append(Lines.list("      ", entry.rule().names()));
  }

  /** What a rule does, for whom and when. */
  static String title(DefaultFilter.Entry entry) {
    String action =
        entry.rule().errnoRet().isPresent()
            ? "errno " + errno(entry.rule().errnoRet().getAsInt())
            : "allow";
    String tests =
        entry.rule().args().stream().map(DefaultFilterPage::test).collect(Collectors.joining());
    return action + condition(entry.condition()) + tests;
  }

  private static String condition(CapabilityCondition condition) {
    return switch (condition) {
      case CapabilityCondition.Always() -> "";
      case CapabilityCondition.With(var capability) -> ", with " + capability;
      case CapabilityCondition.Without(var capability) -> ", without " + capability;
    };
  }

  private static String test(OciSeccomp.Argument test) {
    String operator =
        test.op().substring("SCMP_CMP_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
    String second = test.valueTwo().map(value -> " " + number(value)).orElse("");
    return ", if argument " + test.index() + " " + operator + " " + number(test.value()) + second;
  }

  private static String number(long value) {
    return value < 100 ? Long.toString(value) : "0x" + Long.toHexString(value);
  }

  private static String errno(int number) {
    return Arrays.stream(Errno.values())
        .filter(errno -> errno.number() == number)
        .map(Enum::name)
        .collect(Collectors.joining());
  }
}
