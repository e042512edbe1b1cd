package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a check of several files came to.
 *
 * @param files those that were checked, by name
 * @param findings by file, place and code
 * @param suppressed those that are not told, in the same order
 * @param troubles why something could not be checked, one clause each
 * @param version of cdlc, as in {@code 0.1.0}
 */
public record Report(
    List<String> files,
    List<Finding> findings,
    List<Finding> suppressed,
    List<String> troubles,
    String version) {
  public Report {
    files = files.stream().sorted().distinct().toList();
    findings = findings.stream().sorted(order()).toList();
    suppressed = suppressed.stream().sorted(order()).distinct().toList();
    troubles = List.copyOf(troubles);
  }

  private static Comparator<Finding> order() {
    return Comparator.comparing((Finding found) -> found.place().file())
        .thenComparingInt(found -> found.place().startLine())
        .thenComparingInt(found -> found.place().startColumn())
        .thenComparing(found -> found.code().id());
  }

  /** Those of a severity. */
  List<Finding> of(Severity severity) {
    return findings.stream().filter(found -> found.severity() == severity).toList();
  }

  /** The findings of each file that has some, by name. */
  Map<String, List<Finding>> byFile() {
    return findings.stream()
        .collect(
            Collectors.groupingBy(
                found -> found.place().file(), TreeMap::new, Collectors.toList()));
  }
}
