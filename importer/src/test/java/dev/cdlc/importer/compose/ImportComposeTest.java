package dev.cdlc.importer.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.importer.Cdl;
import dev.cdlc.importer.Fuzz;
import dev.cdlc.importer.Golden;
import dev.cdlc.importer.Prompt;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ImportComposeTest {
  private static final String JUNK = "{}[]:,-#&*!|>'\"%@`\t\n \\$x\u0000\u0085<";

  @TestFactory
  Stream<DynamicTest> golden() {
    return Golden.in("compose", ".yml").stream()
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  private static void check(Golden golden) {
    Source source = golden.source();
    Result<String> imported = ImportCompose.read(source);
    golden.check(".cdl", imported.value().orElse(""));
    golden.check(".err", Golden.told(source, imported.diagnostics()));
    imported.value().ifPresent(Cdl::compiled);
  }

  static LongStream seeds() {
    return Fuzz.seeds(30);
  }

  /** Damaged files are imported, or refused with a code, never with an exception. */
  @ParameterizedTest
  @MethodSource("seeds")
  void damageIsReported(long seed) {
    List<Golden> files = Golden.in("compose", ".yml");
    var random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      String damaged = damaged(files.get(random.nextInt(files.size())).source().text(), random);
      Fuzz.check(damaged, () -> ImportCompose.read(source(damaged)));
    }
  }

  private static String damaged(String text, Random random) {
    var damaged = new StringBuilder(text);
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      String junk = Character.toString(JUNK.charAt(random.nextInt(JUNK.length())));
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(4)));
        case 1 -> damaged.insert(at, junk);
        case 2 -> damaged.replace(at, Math.min(damaged.length(), at + 1), junk);
        default -> damaged.insert(at, junk.repeat(3));
      }
    }
    return damaged.toString();
  }

  @ParameterizedTest
  @MethodSource("longFiles")
  void longFilesTakeNoLongerThanASecond(String file) {
    Result<String> imported =
        Prompt.work(file.substring(0, 80), () -> ImportCompose.read(source(file)));
    assertThat(imported.value().isPresent() || !imported.diagnostics().isEmpty()).isTrue();
  }

  static Stream<String> longFiles() {
    return Stream.of(
        "[".repeat(500_000),
        "- ".repeat(400_000),
        "{a: ".repeat(200_000),
        "services: {web: {image: \"" + "${A:-".repeat(150_000) + "\"}}",
        "services: {web: {environment: [" + list(30_000, "a%d=x") + "]}}",
        "services: {web: {odd: [" + list(60_000, "x%d") + "]}}",
        services(256),
        services(40_000),
        "a: &a ["
            + list(5_000, "x%d")
            + "]\nservices: ["
            + list(30_000, "*a").replaceAll("\\d", "")
            + "]");
  }

  private static String services(int count) {
    return "services:\n" + list(count, "  s%d: {image: x}\n").replace(", ", "");
  }

  private static String list(int count, String form) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(", "));
  }

  private static Source source(String text) {
    return new Source(new SourceId("compose.yaml"), text);
  }
}
