package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says what of the host's view a container shares. */
final class NamespaceSection {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

  private NamespaceSection() {}

  static List<Statement> namespaces(JsonNode namespaces) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode namespace : Json.entries(namespaces)) {
      String type = namespace.path("type").asString("");
      String kind = type.equals("network") ? "net" : type;
      kinds.add(Json.text(namespace, "path").map(path -> Word.assignment(kind, path)).orElse(kind));
    }
    // Where there is no other, it need not be said.
    if (kinds.size() > 1) {
      kinds.remove("mount");
    }
    return kinds.isEmpty() ? List.of() : List.of(Statement.listing("ns", kinds));
  }

  static List<Statement> maps(String name, JsonNode maps) {
    return Json.entries(maps).stream()
        .map(
            map ->
                Statement.of(
                    name,
                    map.path("containerID").asString(),
                    map.path("hostID").asString(),
                    map.path("size").asString()))
        .toList();
  }

  static List<Statement> hostname(JsonNode name) {
    return text("hostname", name);
  }

  static List<Statement> domainname(JsonNode name) {
    return text("domainname", name);
  }

  /** A statement with a text, where there is one. */
  static List<Statement> text(String statement, JsonNode text) {
    return text.isMissingNode()
        ? List.of()
        : ProcessSection.one(statement, Optional.of(Word.of(text.asString())));
  }

  static List<Statement> timeOffsets(JsonNode offsets) {
    return offsets.properties().stream()
        .map(clock -> Statement.of("time-offset", clock.getKey(), offset(clock.getValue())))
        .toList();
  }

  private static String offset(JsonNode offset) {
    BigInteger secs = Json.number(offset, "secs").orElse(BigInteger.ZERO);
    BigInteger nanos =
        secs.multiply(NANOS).add(Json.number(offset, "nanosecs").orElse(BigInteger.ZERO));
    return nanos.signum() < 0 ? "-" + Amount.nanos(nanos.negate()) : Amount.nanos(nanos);
  }

  static List<Statement> sysctl(JsonNode sysctl) {
    return entries("sysctl", sysctl);
  }

  /** A list of {@code KEY=VALUE}. */
  static List<Statement> entries(String statement, JsonNode map) {
    List<String> entries =
        map.properties().stream()
            .map(entry -> Word.assignment(entry.getKey(), entry.getValue().asString()))
            .toList();
    return entries.isEmpty() ? List.of() : List.of(Statement.listing(statement, entries));
  }

  static List<Statement> netDevices(JsonNode devices) {
    return devices.properties().stream().map(NamespaceSection::netDevice).toList();
  }

  private static Statement netDevice(Map.Entry<String, JsonNode> device) {
    var statement = Statement.of("net-device", Word.of(device.getKey()));
    return Json.text(device.getValue(), "name")
        .map(name -> statement.and("as", Word.of(name)))
        .orElse(statement);
  }
}
