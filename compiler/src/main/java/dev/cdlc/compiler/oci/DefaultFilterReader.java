package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.compiler.oci.DefaultFilter.Entry;
import dev.cdlc.compiler.oci.DefaultFilter.Group;
import dev.cdlc.compiler.oci.OciSeccomp.Argument;
import dev.cdlc.compiler.oci.OciSeccomp.Rule;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code default-filter.txt}, whose own first lines say how it is written. */
final class DefaultFilterReader {
  private final List<Group> groups = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private String title = "";
  private String rule = "";

  List<Group> groups(String text) {
    text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::read);
    endGroup();
    return List.copyOf(groups);
  }

  private void read(String line) {
    if (line.startsWith("  ")) {
      names.addAll(words(line.strip()));
    } else if (line.startsWith("= ")) {
      endGroup();
      title = line.substring("= ".length());
    } else {
      endRule();
      rule = line;
    }
  }

  private void endGroup() {
    endRule();
    if (!entries.isEmpty()) {
      groups.add(new Group(title, entries));
      entries.clear();
    }
  }

  private void endRule() {
    if (!names.isEmpty()) {
      entries.add(entry(words(rule).iterator()));
      names.clear();
    }
  }

  private Entry entry(Iterator<String> words) {
    String action = words.next();
    OptionalInt errno =
        action.equals("errno")
            ? OptionalInt.of(Errno.valueOf(words.next()).number())
            : OptionalInt.empty();
    CapabilityCondition condition = new CapabilityCondition.Always();
    List<Argument> tests = List.of();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "with" -> condition = new CapabilityCondition.With(capability(words.next()));
        case "without" -> condition = new CapabilityCondition.Without(capability(words.next()));
        case "where" -> tests = List.of(test(words));
        default -> throw new IllegalStateException(rule);
      }
    }
    String constant = "SCMP_ACT_" + action.toUpperCase(Locale.ROOT);
    return new Entry(condition, new Rule(List.copyOf(names), constant, errno, tests));
  }

  private static Argument test(Iterator<String> words) {
    int index = Integer.parseInt(words.next());
    String operator = words.next();
    long value = Long.decode(words.next());
    Optional<Long> second =
        operator.equals("masked-eq") ? Optional.of(Long.decode(words.next())) : Optional.empty();
    return new Argument(
        index, value, second, "SCMP_CMP_" + operator.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Capability capability(String name) {
    return Capability.valueOf("CAP_" + name);
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.split(" ", -1));
  }
}
