package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import dev.cdlc.plan.Rlimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says {@code process}, but for its privileges and its scheduling. */
final class ProcessSection {
  private static final List<String> SHELL = List.of("/bin/sh", "-c");
  private static final int DEFAULT_UMASK = -1;

  private ProcessSection() {}

  static List<Statement> args(JsonNode args) {
    List<String> words = Json.texts(args);
    if (words.isEmpty()) {
      return List.of();
    }
    boolean script = words.size() == 3 && words.subList(0, 2).equals(SHELL);
    return List.of(
        script
            ? Statement.of("shell", Word.quoted(words.get(2)))
            : Statement.of(Stream.concat(Stream.of("run"), words.stream().map(Word::of)).toList()));
  }

  static List<Statement> cwd(JsonNode cwd) {
    return List.of(Statement.of("cwd", Word.of(cwd.asString("/"))));
  }

  static List<Statement> terminal(JsonNode process) {
    if (!process.has("terminal")) {
      return List.of();
    }
    JsonNode size = process.path("consoleSize");
    return List.of(
        size.isMissingNode()
            ? Statement.of("terminal")
            : Statement.of(
                "terminal", size.path("width").asString() + "x" + size.path("height").asString()));
  }

  /** Those that are not there unsaid. */
  static List<Statement> env(ObjectNode wanted, ObjectNode unsaid) {
    List<String> defaults = Json.texts(unsaid.at("/process/env"));
    List<String> entries =
        Json.texts(wanted.at("/process/env")).stream()
            .filter(entry -> !defaults.contains(entry))
            .map(ProcessSection::variable)
            .toList();
    return entries.isEmpty() ? List.of() : List.of(Statement.listing("env", entries));
  }

  static String variable(String entry) {
    int equals = entry.indexOf('=');
    return equals < 0
        ? Word.of(entry)
        : Word.assignment(entry.substring(0, equals), entry.substring(equals + 1));
  }

  static List<Statement> user(JsonNode user) {
    List<Statement> block = new ArrayList<>();
    List<String> groups =
        Json.entries(user.path("additionalGids")).stream().map(JsonNode::asString).toList();
    if (!groups.isEmpty()) {
      block.add(Statement.listing("groups", groups));
    }
    int umask = user.path("umask").intValue(DEFAULT_UMASK);
    if (umask != DEFAULT_UMASK) {
      block.add(Statement.of("umask", "0%03o".formatted(umask)));
    }
    String ids = user.path("uid").asString() + ":" + user.path("gid").asString();
    return List.of(Statement.of("user", ids).with(block));
  }

  static List<Statement> rlimits(JsonNode rlimits) {
    return Json.entries(rlimits).stream().map(ProcessSection::rlimit).toList();
  }

  private static Statement rlimit(JsonNode rlimit) {
    String name = rlimit.path("type").asString("").replace("RLIMIT_", "");
    Rlimit type = Rlimit.valueOf(name);
    String soft = limit(rlimit.path("soft").bigIntegerValue(), type);
    String hard = limit(rlimit.path("hard").bigIntegerValue(), type);
    return Statement.of(
        "rlimit", name.toLowerCase(Locale.ROOT), soft.equals(hard) ? soft : soft + ":" + hard);
  }

  private static String limit(BigInteger limit, Rlimit type) {
    if (limit.equals(BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE))) {
      return "unlimited";
    }
    return switch (type.unit()) {
      case COUNT -> limit.toString();
      case BYTES -> Amount.bytes(limit);
      case SECONDS -> Amount.seconds(limit);
      case MICROSECONDS -> Amount.micros(limit);
    };
  }

  static List<Statement> oomScoreAdj(JsonNode score) {
    return one("oom-score-adj", Optional.of(score).map(JsonNode::asString));
  }

  /** A statement with one argument, where there is one. */
  static List<Statement> one(String name, Optional<String> argument) {
    return argument.map(said -> Statement.of(name, said)).stream().toList();
  }
}
