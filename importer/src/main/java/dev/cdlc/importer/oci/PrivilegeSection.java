package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Says what confines a container, besides its capabilities and its filter. */
final class PrivilegeSection {
  private PrivilegeSection() {}

  static List<Statement> noNewPrivileges(JsonNode on) {
    return List.of(Statement.of("no-new-privs", on.booleanValue(false) ? "on" : "off"));
  }

  static List<Statement> apparmor(JsonNode profile) {
    return NamespaceSection.text("apparmor", profile);
  }

  static List<Statement> selinux(JsonNode label) {
    return NamespaceSection.text("selinux", label);
  }

  static List<Statement> mountLabel(JsonNode label) {
    return NamespaceSection.text("mount-label", label);
  }

  static List<Statement> propagation(JsonNode propagation) {
    return NamespaceSection.text("rootfs-propagation", propagation);
  }

  /** What stands in the place of a list that holds unsaid. */
  static List<Statement> paths(String statement, JsonNode paths) {
    List<String> all = Json.texts(paths);
    return List.of(
        all.isEmpty()
            ? Statement.of(statement, "none")
            : Statement.listing(statement, all.stream().map(Word::of).toList()));
  }
}
