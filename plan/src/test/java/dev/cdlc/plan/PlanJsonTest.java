package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.schemas.JsonText;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import dev.cdlc.schemas.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PlanJsonTest {
  private static final List<String> OPTIONAL =
      List.of("copyUp", "gid", "givenTo", "ids", "listener", "upper");

  @Test
  void everyActionReadsAsReviewed() throws IOException {
    Golden.check("everything.plan.json", PlanJson.format(Plans.everything()));
  }

  @Test
  void everyActionIsInTheSample() {
    assertThat(Plans.everything().steps())
        .extracting(step -> (Object) step.action().getClass())
        .containsAll(everyAction());
  }

  private static List<Class<?>> everyAction() {
    return Stream.of(Action.class.getPermittedSubclasses())
        .<Class<?>>flatMap(side -> Stream.of(side.getPermittedSubclasses()))
        .toList();
  }

  @Test
  void schemaAcceptsEveryAction() {
    assertThat(violations(tree(Plans.everything()))).isEmpty();
  }

  @Test
  void schemaRejectsAnUnknownPropertyOfEveryAction() {
    for (int i = 0; i < Plans.everything().steps().size(); i++) {
      JsonNode plan = tree(Plans.everything());
      ((ObjectNode) plan.get("steps").get(i)).put("memroy", 1);
      assertThat(violations(plan)).as("step %d", i).isNotEmpty();
    }
  }

  @Test
  void schemaRejectsEveryActionWithoutOneOfItsProperties() {
    JsonNode whole = tree(Plans.everything());
    for (int i = 0; i < whole.get("steps").size(); i++) {
      for (String property : whole.get("steps").get(i).propertyNames()) {
        JsonNode plan = tree(Plans.everything());
        ((ObjectNode) plan.get("steps").get(i)).remove(property);
        assertThat(violations(plan).isEmpty())
            .as("step %d without %s", i, property)
            .isEqualTo(OPTIONAL.contains(property));
      }
    }
  }

  @Test
  void digestIsThatOfTheJsonWithoutWhiteSpace() {
    assertThat(PlanJson.digest(new Plan("web", List.of())))
        // printf '%s' '{"version":1,"container":"web","steps":[]}' | sha256sum
        .isEqualTo("462a69f0fdf3acdb2fcfdafcfcf890646a409141e302ac152f7eb6ed8447c0b7");
  }

  private static List<Violation> violations(JsonNode plan) {
    return Schemas.validate(SchemaId.PLAN, plan);
  }

  private static JsonNode tree(Plan plan) {
    return JsonText.read(
        new ByteArrayInputStream(PlanJson.format(plan).getBytes(StandardCharsets.UTF_8)));
  }
}
