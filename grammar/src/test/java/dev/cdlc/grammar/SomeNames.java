package dev.cdlc.grammar;

import dev.cdlc.grammar.BlockKind.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A little language: containers with a few statements, of which {@code pids} is new in version 2.
 */
final class SomeNames implements StatementNames {
  private static final int NEWEST = 2;

  @Override
  public BlockKind top(OptionalInt version) {
    return new Kind("top", version.orElse(NEWEST));
  }

  private static Map<String, Form> forms(String kind) {
    return switch (kind) {
      case "top" -> Map.of("cdl", Form.PLAIN, "container", Form.PLAIN);
      case "container" ->
          Map.of(
              "root", Form.PLAIN,
              "ns", Form.PLAIN,
              "pids", Form.PLAIN,
              "cpu", Form.PLAIN,
              "hook", Form.PLAIN,
              "run", Form.COMMAND,
              "env", Form.ENTRIES);
      case "cpu" -> Map.of("limit", Form.PLAIN, "period", Form.PLAIN);
      case "hook" -> Map.of("timeout", Form.PLAIN, "env", Form.ENTRIES);
      default -> Map.of();
    };
  }

  private record Kind(String name, int version) implements BlockKind {
    @Override
    public Optional<Form> form(String statement) {
      return version < NEWEST && statement.equals("pids")
          ? Optional.empty()
          : Optional.ofNullable(forms(name).get(statement));
    }

    @Override
    public BlockKind block(List<String> head) {
      var inside = new Kind(head.getFirst(), version);
      return form(head.getFirst()).isPresent() && !forms(inside.name).isEmpty() ? inside : UNKNOWN;
    }
  }
}
