package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says {@code linux.devices} and {@code linux.resources.devices}. A device brings a rule that
 * allows it, behind those that are written.
 */
final class DeviceSection {
  private static final BigInteger ANY = BigInteger.ONE.negate();
  private static final String ACCESS = "access";

  /** Engines say the type in the mode as well, which `device` says once. */
  private static final BigInteger PERMISSIONS = BigInteger.valueOf(0777);

  /** What `device`, and `device-rule allow`, have unsaid. */
  private static final String UNSAID = "rw";

  private final List<JsonNode> nodes;
  private final List<JsonNode> rules;
  private final List<Statement> devices = new ArrayList<>();

  private DeviceSection(ObjectNode wanted) {
    nodes = Json.entries(wanted.at("/linux/devices"));
    rules = new ArrayList<>(Json.entries(wanted.at("/linux/resources/devices")));
  }

  static List<Statement> devices(ObjectNode wanted) {
    return new DeviceSection(wanted).statements();
  }

  private List<Statement> statements() {
    for (JsonNode node : nodes.reversed()) {
      devices.addFirst(device(node, impliedAccess(node)));
    }
    List<Statement> all = new ArrayList<>(devices);
    rules.stream().map(DeviceSection::rule).forEach(all::add);
    return all;
  }

  /** The access that the last rule gives, which is taken away, if it is the device's own. */
  private Optional<String> impliedAccess(JsonNode node) {
    if (rules.isEmpty() || !isFor(rules.getLast(), node)) {
      return Optional.empty();
    }
    return Json.text(rules.removeLast(), ACCESS);
  }

  private static boolean isFor(JsonNode rule, JsonNode node) {
    String type = node.path("type").asString("").equals("b") ? "b" : "c";
    return rule.path("allow").booleanValue(false)
        && rule.path("type").asString("").equals(type)
        && node.has("major")
        && Json.number(rule, "major").equals(Json.number(node, "major"))
        && Json.number(rule, "minor").equals(Json.number(node, "minor"));
  }

  private static Statement device(JsonNode node, Optional<String> access) {
    List<String> words = new ArrayList<>();
    words.add("device");
    words.add(Word.of(node.path("path").asString("")));
    words.add(Word.of(node.path("type").asString("")));
    if (node.has("major")) {
      words.add(numbers(node));
    }
    Json.number(node, "fileMode")
        .map(mode -> "mode=0" + mode.and(PERMISSIONS).toString(8))
        .ifPresent(words::add);
    Json.number(node, "uid").map(id -> "uid=" + id).ifPresent(words::add);
    Json.number(node, "gid").map(id -> "gid=" + id).ifPresent(words::add);
    access
        .filter(letters -> !letters.equals(UNSAID))
        .map(ACCESS.concat("=")::concat)
        .ifPresent(words::add);
    return Statement.of(words);
  }

  private static Statement rule(JsonNode rule) {
    boolean allow = rule.path("allow").booleanValue(false);
    String type = rule.path("type").asString("a");
    List<String> words = new ArrayList<>();
    words.add("device-rule");
    words.add(allow ? "allow" : "deny");
    words.add(type.equals("a") ? "all" : Word.of(type));
    if (!isAny(rule, "major") || !isAny(rule, "minor")) {
      words.add(numbers(rule));
    }
    Json.text(rule, ACCESS)
        .filter(letters -> !letters.equals(allow ? UNSAID : "rwm"))
        .map(Word::of)
        .ifPresent(words::add);
    return Statement.of(words);
  }

  private static String numbers(JsonNode device) {
    return number(device, "major") + ":" + number(device, "minor");
  }

  private static String number(JsonNode device, String name) {
    return isAny(device, name) ? "*" : device.path(name).asString();
  }

  private static boolean isAny(JsonNode device, String name) {
    return Json.number(device, name).map(ANY::equals).orElse(true);
  }
}
