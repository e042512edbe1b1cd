package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.importer.Golden;
import dev.cdlc.importer.Prompt;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ImportOciTest {
  @TestFactory
  Stream<DynamicTest> golden() {
    return Golden.in("oci", ".json").stream()
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  private static void check(Golden golden) {
    Source source = golden.source();
    Result<String> imported = ImportOci.read(source, Optional.empty());
    golden.check(".cdl", imported.value().orElse(""));
    golden.check(".err", Golden.told(source, imported.diagnostics()));
    imported.value().ifPresent(text -> RoundTrip.check(source, text));
  }

  @Test
  void theNameCanBeSaid() {
    assertThat(
            cdl(
                "{\"ociVersion\": \"1.0.0\", \"root\": {\"path\": \"r\"}, \"hostname\": \"db\"}",
                "web"))
        .startsWith("container web <")
        .contains("hostname db;");
  }

  @Test
  void aNameThatCannotBeOneIsLeftOut() {
    assertThat(
            cdl(
                "{\"ociVersion\": \"1.0.0\", \"root\": {\"path\": \"r\"}, \"hostname\": \"---\"}",
                ""))
        .startsWith("container container <");
  }

  /** No word of CDL can hold a NUL, and so no pointer. */
  @Test
  void whatCannotBeSaidIsTold() {
    refuses(config("annotations", "{\"k\": \"\", \"\\u0000\": \"x\"}"), Code.UNSAYABLE);
  }

  @Test
  void aResultThatIsTooLongIsTold() {
    refuses(
        config("annotations", "{\"k\": \"%s\"}".formatted("\\u202e".repeat(150_000))),
        Code.UNSAYABLE);
  }

  @ParameterizedTest
  @MethodSource("longConfigs")
  void longConfigsTakeNoLongerThanASecond(String config) {
    Result<String> imported =
        Prompt.work(config.substring(0, 80), () -> read(config, Optional.empty()));
    assertThat(imported.value().isPresent() || !imported.diagnostics().isEmpty()).isTrue();
  }

  static Stream<String> longConfigs() {
    return Stream.of(
        config("annotations", "{" + list(20_000, "\"k%d\": \"v\"") + "}"),
        config("annotations", "{" + list(20_000, "\"org.cdlc.%d\": \"v\"") + "}"),
        config("process", "{\"cwd\": \"/\", \"env\": [" + list(30_000, "\"a.%d=x\"") + "]}"),
        config("mounts", "[" + list(12_000, "{\"destination\": \"/m%d\", \"type\": \"x\"}") + "]"),
        config("hooks", "{\"poststop\": [" + list(11_000, "{\"path\": \"/h%d\"}") + "]}"));
  }

  private static String list(int count, String form) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(", "));
  }

  private static String config(String property, String value) {
    return "{\"ociVersion\": \"1.0.0\", \"root\": {\"path\": \"r\"}, \"%s\": %s}"
        .formatted(property, value);
  }

  private static void refuses(String text, Code code) {
    Result<String> imported = read(text, Optional.empty());
    assertThat(imported.value()).isEmpty();
    assertThat(imported.diagnostics()).singleElement().extracting(Diagnostic::code).isEqualTo(code);
  }

  private static String cdl(String text, String name) {
    return read(text, Optional.of(name).filter(said -> !said.isEmpty())).value().orElseThrow();
  }

  private static Result<String> read(String text, Optional<String> name) {
    return ImportOci.read(new Source(new SourceId("config.json"), text), name);
  }
}
