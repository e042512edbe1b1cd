package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.importer.Fuzz;
import dev.cdlc.schemas.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Properties that hold of every config.json; seeds are fixed. */
final class RandomConfigTest {
  private static final int DAMAGES = 40;
  private static final String JUNK = "{}[]\",:0-x\\\u0000\n'/";

  static LongStream seeds() {
    return Fuzz.seeds(150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void compilesToItself(long seed) {
    Source source = source(JsonText.print(RandomConfig.of(seed)));
    Result<String> imported = ImportOci.read(source, Optional.empty());
    assertThat(imported.diagnostics()).isEmpty();
    RoundTrip.check(source, imported.value().orElseThrow());
  }

  static LongStream fewSeeds() {
    return Fuzz.seeds(20).map(seed -> 1000 + seed);
  }

  /** Damaged texts are imported, or refused with a code, never with an exception, and soon. */
  @ParameterizedTest
  @MethodSource("fewSeeds")
  void damageIsReported(long seed) {
    String text = JsonText.print(RandomConfig.of(seed));
    var random = new Random(seed);
    for (int i = 0; i < DAMAGES; i++) {
      String damaged = damaged(text, random);
      Fuzz.check(damaged, () -> ImportOci.read(source(damaged), Optional.empty()));
    }
  }

  /** Values of another type in the place of right ones. */
  @ParameterizedTest
  @MethodSource("fewSeeds")
  void wrongTypesAreReportedBySchema(long seed) {
    JsonNode config = RandomConfig.of(seed);
    List<String> lines = JsonText.print(config).lines().toList();
    for (int i = 1; i < lines.size(); i += 7) {
      String swapped = swapped(lines, i);
      Result<String> imported = ImportOci.read(source(swapped), Optional.empty());
      if (imported.value().isEmpty()) {
        assertThat(imported.diagnostics())
            .as(swapped)
            .isNotEmpty()
            .allMatch(
                found ->
                    found.code().id().startsWith("CDL06") || found.code().id().startsWith("CDL60"));
      } else {
        assertThat(imported.diagnostics()).allMatch(found -> found.code() == Code.PROPERTY_IGNORED);
      }
    }
  }

  private static String swapped(List<String> lines, int at) {
    return String.join(
        "\n",
        IntStream.range(0, lines.size())
            .mapToObj(
                i ->
                    i == at
                        ? lines.get(i).replaceFirst(": [^,{\\[]+", ": {\"odd\": [1]}")
                        : lines.get(i))
            .toList());
  }

  /** One to four characters deleted, doubled or replaced. */
  private static String damaged(String text, Random random) {
    var damaged = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      String junk = Character.toString(JUNK.charAt(random.nextInt(JUNK.length())));
      switch (random.nextInt(4)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, junk);
        case 2 -> damaged.replace(at, at + 1, junk);
        default -> damaged.setLength(Math.max(1, at));
      }
    }
    return damaged.toString();
  }

  private static Source source(String text) {
    return new Source(new SourceId("config.json"), text);
  }
}
