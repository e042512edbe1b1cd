package dev.cdlc.importer.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.json.JsonDocument;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import dev.cdlc.schemas.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a config.json what the specification does not know, or what concerns systems other
 * than Linux. As config.md, "Extensibility", asks of all who read one, that is no error.
 */
final class KnownProperties {
  private final JsonDocument document;
  private final ObjectNode config;
  private final List<Diagnostic> ignored = new ArrayList<>();
  private List<Violation> violations = List.of();

  KnownProperties(JsonDocument document, ObjectNode config) {
    this.document = document;
    this.config = config;
  }

  /** Takes them out, and tells which. */
  List<Diagnostic> takeOut() {
    List<Violation> unknown = unknown();
    while (!unknown.isEmpty()) {
      unknown.forEach(this::takeOut);
      unknown = unknown();
    }
    return ignored;
  }

  /** Whether what was left by {@link #takeOut()} is valid. */
  boolean areValid() {
    return violations.isEmpty();
  }

  private List<Violation> unknown() {
    violations = Schemas.validate(SchemaId.OCI_CONFIG, config);
    return violations.stream()
        .filter(KnownProperties::isUnknown)
        .filter(violation -> holder(violation).has(violation.arguments().getFirst()))
        .toList();
  }

  private static boolean isUnknown(Violation violation) {
    return switch (violation.keyword()) {
      case "additionalProperties", "unevaluatedProperties" -> true;
      default -> false;
    };
  }

  private JsonNode holder(Violation violation) {
    return config.at(violation.instance());
  }

  private void takeOut(Violation violation) {
    if (holder(violation) instanceof ObjectNode holder) {
      String name = violation.arguments().getFirst();
      holder.remove(name);
      String pointer = violation.instance() + "/" + name.replace("~", "~0").replace("/", "~1");
      ignored.add(ignored(name, document.name(pointer).orElse(document.at(pointer))));
    }
  }

  private static Diagnostic ignored(String name, Span span) {
    return Diagnostic.of(Code.PROPERTY_IGNORED, span, "the property `" + name + "` is left out")
        .withHelp(
            isSystem(name)
                ? "it is not about Linux"
                : "it is not in the OCI runtime specification 1.3; runtimes pass over it, too");
  }

  private static boolean isSystem(String name) {
    return switch (name) {
      case "windows", "solaris", "vm", "zos", "freebsd" -> true;
      default -> false;
    };
  }
}
