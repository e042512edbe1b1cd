package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.check.Case;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Said;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each property of config.json is said by some statement; {@code oci}, which says any, is none. */
class SayablePropertiesTest {
  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);

  @Test
  void someGoldenSaysEachPropertyOfTheSchema() {
    List<JsonNode> configs = configs();
    assertThat(SchemaProperties.ofOciConfig())
        .filteredOn(path -> configs.stream().noneMatch(json -> SchemaProperties.says(json, path)))
        .isEmpty();
  }

  private static List<JsonNode> configs() {
    return Stream.concat(files(), sets())
        .filter(SayablePropertiesTest::saysNothingByPointer)
        .flatMap(compilation -> compilation.containers().stream())
        .<JsonNode>map(container -> container.emission().json())
        .toList();
  }

  private static boolean saysNothingByPointer(Compilation compilation) {
    return compilation.sources().all().stream()
        .flatMap(source -> Said.in(source).stream())
        .noneMatch(said -> said.keyword() == LifecycleKeyword.OCI);
  }

  private static Stream<Compilation> files() {
    return Golden.in("compile").stream()
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream())
        .map(source -> Compile.compile(source, BUNDLE));
  }

  private static Stream<Compilation> sets() {
    return Case.in("compose").stream()
        .map(one -> Compile.compile(one.source(), BUNDLE, one.inputs(), one.settings()));
  }
}
