package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says {@code process.capabilities}, as shortly as it can be said. */
final class CapabilitySection {
  /** What `cap base default` stands for. Source: moby, daemon/pkg/oci/caps/defaults.go. */
  private static final List<String> DEFAULT =
      List.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "NET_RAW",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private static final List<String> ALL =
      Arrays.stream(Capability.values()).map(each -> plain(each.name())).sorted().toList();

  private CapabilitySection() {}

  static List<Statement> capabilities(JsonNode sets) {
    if (sets.isMissingNode()) {
      return List.of();
    }
    List<String> bounding = names(sets, "bounding");
    List<String> permitted = names(sets, "permitted");
    List<String> ambient = names(sets, "ambient");
    List<Statement> block = new ArrayList<>();
    addUnless(bounding, permitted, "permitted", block);
    addUnless(permitted, names(sets, "effective"), "effective", block);
    addUnless(ambient, names(sets, "inheritable"), "inheritable", block);
    addUnless(List.of(), ambient, "ambient", block);
    return Stream.of(
            shortest(bounding),
            Stream.of(Statement.of("cap").with(block)).filter(_ -> !block.isEmpty()))
        .flatMap(statements -> statements)
        .toList();
  }

  /** Says a set, unless it is what holds unsaid; the empty one cannot be said. */
  private static void addUnless(
      List<String> unsaid, List<String> wanted, String set, List<Statement> block) {
    if (!wanted.equals(unsaid) && !wanted.isEmpty()) {
      block.add(Statement.listing(set, wanted));
    }
  }

  private static Stream<Statement> shortest(List<String> wanted) {
    return Stream.of(
        only(wanted), changes("", DEFAULT, wanted), changes("all", ALL, wanted), dropAll(wanted))
        .min(Comparator.comparingInt(CapabilitySection::length))
        .orElseThrow()
        .stream();
  }

  private static int length(List<Statement> statements) {
    return statements.stream()
        .mapToInt(statement -> statement.words().size() + statement.items().size())
        .sum();
  }

  /** Of the empty set it would say nothing. */
  private static List<Statement> only(List<String> wanted) {
    return List.of(
        wanted.isEmpty()
            ? Statement.of("cap", "base", "none")
            : Statement.listing("cap only", wanted));
  }

  /** For few capabilities, as hardened containers have them. */
  private static List<Statement> dropAll(List<String> wanted) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.listing("cap drop", List.of("ALL")));
    if (!wanted.isEmpty()) {
      statements.add(Statement.listing("cap add", wanted));
    }
    return statements;
  }

  private static List<Statement> changes(String base, List<String> start, List<String> wanted) {
    List<Statement> statements = new ArrayList<>();
    if (!base.isEmpty()) {
      statements.add(Statement.of("cap", "base", base));
    }
    List<String> dropped = start.stream().filter(name -> !wanted.contains(name)).toList();
    List<String> added = wanted.stream().filter(name -> !start.contains(name)).toList();
    if (!dropped.isEmpty()) {
      statements.add(Statement.listing("cap drop", dropped));
    }
    if (!added.isEmpty()) {
      statements.add(Statement.listing("cap add", added));
    }
    return statements;
  }

  private static List<String> names(JsonNode sets, String set) {
    return Json.texts(sets.path(set)).stream().map(CapabilitySection::plain).toList();
  }

  private static String plain(String name) {
    return name.substring("CAP_".length());
  }
}
