package dev.cdlc.compiler.oci;

import dev.cdlc.plan.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where each value of a config comes from, as a table for readers. */
public final class OriginTable {
  /** In code points; longer values are cut. */
  private static final int LONGEST_VALUE = 40;

  private final Origins origins;
  private final List<Row> rows = new ArrayList<>();

  private OriginTable(Origins origins) {
    this.origins = origins;
  }

  private record Row(String pointer, String value, String origin) {}

  /**
   * A line for each value that holds no other: its JSON pointer (RFC 6901), the value, and the
   * place in the source that asked for it, as in {@code web.cdl:3:5}; a default names the
   * declaration that it is filled in for.
   */
  public static String of(Emission emission) {
    var table = new OriginTable(emission.origins());
    table.add("", ConfigJson.tree(emission.config()));
    return table.text();
  }

  private void add(String pointer, JsonNode node) {
    switch (node) {
      case ObjectNode object when !object.isEmpty() ->
          object.properties().forEach(entry -> add(child(pointer, entry), entry.getValue()));
      case ArrayNode array when !array.isEmpty() -> {
        for (int i = 0; i < array.size(); i++) {
          add(pointer + "/" + i, array.get(i));
        }
      }
      default -> rows.add(new Row(pointer, shortened(node.toString()), origin(pointer)));
    }
  }

  private static String child(String pointer, Map.Entry<String, JsonNode> entry) {
    return pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
  }

  private static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= LONGEST_VALUE
        ? value
        : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE - 3)) + "...";
  }

  private String origin(String pointer) {
    Origin origin = origins.origin(pointer);
    String place = "%s:%d:%d".formatted(origin.source(), origin.line(), origin.column());
    return origin.implied() ? "CDL's default, for " + place : place;
  }

  private String text() {
    int pointers = rows.stream().mapToInt(row -> row.pointer().length()).max().orElse(0);
    int values = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
    var text = new StringBuilder();
    for (Row row : rows) {
      text.append(row.pointer()).append(" ".repeat(pointers - row.pointer().length() + 2));
      text.append(row.value()).append(" ".repeat(values - row.value().length() + 2));
      text.append(row.origin()).append('\n');
    }
    return text.toString();
  }
}
