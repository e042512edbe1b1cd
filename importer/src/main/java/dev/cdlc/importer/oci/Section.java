package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a part of config.json is said in CDL.
 *
 * @param pointers where the part stands
 * @param decides whether it decides on what other parts have unsaid
 * @param form the statements for it, by what is wanted and by what holds unsaid
 */
record Section(List<String> pointers, boolean decides, Form form) {
  /** From two configs to statements. */
  interface Form {
    List<Statement> of(ObjectNode wanted, ObjectNode unsaid);
  }

  Section {
    pointers = List.copyOf(pointers);
  }

  /** A section that only needs to see what is wanted, which may be missing. */
  static Section of(String pointer, Function<JsonNode, List<Statement>> form) {
    return new Section(List.of(pointer), false, (wanted, _) -> form.apply(wanted.at(pointer)));
  }

  static Section deciding(String pointer, Function<JsonNode, List<Statement>> form) {
    return new Section(List.of(pointer), true, of(pointer, form).form());
  }

  /** The statements for a config, where it differs from what a container has unsaid. */
  List<Statement> statements(Normal wanted, Normal unsaid) {
    return pointers.stream()
            .allMatch(place -> wanted.ordered().at(place).equals(unsaid.ordered().at(place)))
        ? List.of()
        : form.of(wanted.config(), unsaid.config());
  }
}
