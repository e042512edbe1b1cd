package dev.cdlc.importer.oci;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config.json with its defaults filled in, and in one way where there are several. Two that mean
 * the same are then equal but for their {@link Order}. The rules stand in docs/import.md, with
 * their reasons.
 */
final class Normalize {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The kernel's own; see sched-bwc.rst. */
  private static final BigInteger CPU_PERIOD_MICROS = BigInteger.valueOf(100_000);

  private final ObjectNode config;

  private Normalize(ObjectNode config) {
    this.config = config;
  }

  /**
   * The normal form.
   *
   * @param config tidy; it is changed
   */
  static ObjectNode of(ObjectNode config) {
    var normalize = new Normalize(config);
    normalize.top();
    normalize.process();
    new NormalMounts(config).normalize();
    normalize.linux();
    normalize.hooks();
    return config;
  }

  private void top() {
    config.remove("ociVersion");
    if (config.get("root") instanceof ObjectNode root) {
      root.put("path", tidyPath(root.path("path").asString("")));
      fill(root, "readonly", NODES.booleanNode(false));
    }
  }

  /** Without empty and {@code .} segments. */
  static String tidyPath(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    String joined = String.join("/", segments);
    return path.startsWith("/") ? "/" + joined : joined.isEmpty() ? "." : joined;
  }

  private void process() {
    if (!(config.get("process") instanceof ObjectNode process)) {
      return;
    }
    fill(process, "noNewPrivileges", NODES.booleanNode(false));
    fill(process, "user", NODES.objectNode());
    if (process.get("user") instanceof ObjectNode user) {
      fill(user, "uid", NODES.numberNode(BigInteger.ZERO));
      fill(user, "gid", NODES.numberNode(BigInteger.ZERO));
    }
    if (!process.path("terminal").booleanValue(false)) {
      process.remove(List.of("terminal", "consoleSize"));
    }
    process.put("cwd", tidyPath(process.path("cwd").asString("/")));
    if (process.get("capabilities") instanceof ObjectNode sets) {
      lowerAmbient(sets);
    }
  }

  /** What is ambient but not inheritable and permitted too cannot be raised: capabilities(7). */
  private static void lowerAmbient(ObjectNode sets) {
    List<String> raisable = new ArrayList<>(Json.texts(sets.path("ambient")));
    raisable.retainAll(Json.texts(sets.path("inheritable")));
    raisable.retainAll(Json.texts(sets.path("permitted")));
    if (raisable.isEmpty()) {
      sets.remove("ambient");
    } else {
      sets.set("ambient", Json.array(raisable));
    }
  }

  private void linux() {
    fill(config, "linux", NODES.objectNode());
    if (!(config.get("linux") instanceof ObjectNode linux)) {
      return;
    }
    fill(linux, "rootfsPropagation", NODES.stringNode("private"));
    if (linux.get("intelRdt") instanceof ObjectNode rdt
        && !rdt.path("enableMonitoring").booleanValue(false)) {
      rdt.remove("enableMonitoring");
    }
    if (linux.path("resources").path("cpu") instanceof ObjectNode cpu && cpu.has("quota")) {
      fill(cpu, "period", NODES.numberNode(CPU_PERIOD_MICROS));
    }
    if (linux.get("seccomp") instanceof ObjectNode seccomp) {
      new NormalFilter(seccomp).normalize();
    }
  }

  /**
   * Without arguments, a hook has its path for the first: so do Go's os/exec and execve's users.
   */
  private void hooks() {
    for (JsonNode kind : config.path("hooks")) {
      for (JsonNode hook : kind) {
        if (hook instanceof ObjectNode object && !object.has("args")) {
          object.putArray("args").add(object.path("path").asString(""));
        }
      }
    }
  }

  private static void fill(ObjectNode object, String name, JsonNode value) {
    if (!object.has(name)) {
      object.set(name, value);
    }
  }
}
