package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says when and where the command runs. */
final class SchedulingSection {
  private SchedulingSection() {}

  static List<Statement> scheduler(JsonNode scheduler) {
    List<Statement> block = new ArrayList<>();
    block.addAll(number("nice", scheduler));
    block.addAll(number("priority", scheduler));
    block.addAll(flags(scheduler, "SCHED_FLAG_"));
    Stream.of("runtime", "deadline", "period")
        .flatMap(
            name ->
                Json.number(scheduler, name)
                    .map(Amount::nanos)
                    .map(said -> Statement.of(name, said))
                    .stream())
        .forEach(block::add);
    String policy = word(scheduler.path("policy"), "SCHED_");
    boolean onlyNice = policy.equals("other") && block.size() == 1 && scheduler.has("nice");
    return onlyNice ? block : List.of(Statement.of("scheduler", policy).with(block));
  }

  private static List<Statement> number(String name, JsonNode object) {
    return ProcessSection.one(name, Json.number(object, name).map(Object::toString));
  }

  private static List<Statement> flags(JsonNode object, String prefix) {
    List<String> flags =
        Json.entries(object.path("flags")).stream().map(flag -> word(flag, prefix)).toList();
    return flags.isEmpty() ? List.of() : List.of(Statement.listing("flags", flags));
  }

  /** A constant as the language writes it: {@code reset-on-fork}. */
  private static String word(JsonNode constant, String prefix) {
    return constant
        .asString("")
        .replaceFirst("^" + prefix, "")
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  static List<Statement> ioPriority(JsonNode priority) {
    String type =
        switch (priority.path("class").asString("")) {
          case "IOPRIO_CLASS_RT" -> "realtime";
          case "IOPRIO_CLASS_BE" -> "best-effort";
          default -> "idle";
        };
    var statement = Statement.of("io-priority", type);
    return List.of(
        Json.number(priority, "priority")
            .map(level -> statement.and(level.toString()))
            .orElse(statement));
  }

  static List<Statement> affinity(JsonNode affinity) {
    List<Statement> block =
        Stream.of("initial", "final")
            .flatMap(
                name -> Json.text(affinity, name).map(cpus -> Statement.of(name, cpus)).stream())
            .toList();
    return List.of(Statement.of("exec-cpu-affinity").with(block));
  }

  static List<Statement> memoryPolicy(JsonNode policy) {
    var statement = Statement.of("numa-policy", word(policy.path("mode"), "MPOL_"));
    Optional<String> nodes = Json.text(policy, "nodes");
    return List.of(nodes.map(statement::and).orElse(statement).with(flags(policy, "MPOL_F_")));
  }

  static List<Statement> personality(JsonNode personality) {
    return ProcessSection.one(
        "personality",
        Json.text(personality, "domain").map(domain -> Word.of(domain.toLowerCase(Locale.ROOT))));
  }
}
