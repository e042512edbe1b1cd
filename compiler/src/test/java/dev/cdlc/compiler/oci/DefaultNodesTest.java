package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The default filter's rules and the default mounts: shared by configs, and validated once. */
class DefaultNodesTest {
  private static final String RULES = "/linux/seccomp/syscalls";

  @Test
  void configsShareThem() {
    Set<JsonNode> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    shared.addAll(config("").at(RULES).values());
    assertThat(config("hostname b;").at(RULES)).isNotEmpty().allMatch(shared::contains);
  }

  @Test
  void areLeftOutOfWhatIsValidated() {
    ObjectNode config = config("");
    JsonNode left = DefaultNodes.without(config);
    assertThat(left.at(RULES)).isEmpty();
    assertThat(left.at("/linux/seccomp/defaultAction"))
        .isEqualTo(config.at("/linux/seccomp/defaultAction"));
    assertThat(config.at(RULES)).isNotEmpty();
  }

  @Test
  void mountsThatAreAskedForAreValidated() {
    JsonNode left = DefaultNodes.without(config("tmpfs /tmp;"));
    assertThat(left.path("mounts").valueStream().map(mount -> mount.path("destination").asString()))
        .containsExactly("/tmp");
  }

  @Test
  void equalOnesOfAnotherOriginAreValidated() {
    ObjectNode config = config("").deepCopy();
    assertThat(DefaultNodes.without(config)).isEqualTo(config);
  }

  @Test
  void changingOneLeavesOtherConfigsAlone() {
    JsonNode before = config("").deepCopy();
    JsonNode changed = config("oci " + RULES + "/0/names/- '\"read\"';");
    assertThat(changed).isNotEqualTo(before);
    assertThat(config("")).isEqualTo(before);
  }

  private static ObjectNode config(String statement) {
    var source =
        new Source(new SourceId("a.cdl"), "container a < root ./r; run x; " + statement + " >");
    return Compile.compile(source, new Bundle("/b", Bundle.Paths.ABSOLUTE)).containers().stream()
        .map(compiled -> compiled.emission().json())
        .findFirst()
        .orElseThrow();
  }
}
