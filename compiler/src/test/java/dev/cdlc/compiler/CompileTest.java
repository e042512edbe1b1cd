package dev.cdlc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import dev.cdlc.plan.PlanText;
import dev.cdlc.schemas.JsonText;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class CompileTest {
  private static final String CORPUS = "compile";

  /** A filter's list of rules, up to the bracket that stands as far right as its name. */
  private static final Pattern RULES =
      Pattern.compile(
          "^(( *)\"(?:syscalls|rules)\": )\\[$.*?^\\2\\]", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);

  @TestFactory
  Stream<DynamicTest> configsAreAsReviewed() {
    return Golden.tests(CORPUS, ".oci.json", golden -> shortened(compiled(golden).configJson()));
  }

  /** What no plan can do yet has no such file. */
  @TestFactory
  Stream<DynamicTest> plansAreAsReviewed() {
    return Golden.tests(
        CORPUS,
        ".plan.json",
        golden -> plan(golden).map(PlanJson::format).map(CompileTest::shortened).orElse(""));
  }

  @TestFactory
  Stream<DynamicTest> plansReadAsReviewed() {
    return Golden.tests(CORPUS, ".plan", golden -> plan(golden).map(PlanText::format).orElse(""));
  }

  /** Without the hundreds of names of the default filter, which tests of its own look at. */
  private static String shortened(String json) {
    Matcher rules = RULES.matcher(json);
    return rules.replaceAll(
        found -> found.group().contains("vmsplice") ? found.group(1) + "[...]" : "$0");
  }

  private static Optional<Plan> plan(Golden golden) {
    return compiled(golden).plan().value();
  }

  @Test
  void schemaAcceptsEveryPlan() {
    for (Golden golden : Golden.in(CORPUS)) {
      plan(golden)
          .ifPresent(
              plan ->
                  assertThat(Schemas.validate(SchemaId.PLAN, read(PlanJson.format(plan))))
                      .as(golden.name())
                      .isEmpty());
    }
  }

  @TestFactory
  Stream<DynamicTest> examplesCompileWithoutAFinding() throws IOException {
    try (var files = Files.list(Path.of("..", "examples"))) {
      return files.filter(file -> file.toString().endsWith(".cdl")).sorted().toList().stream()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> compilesCleanly(file)));
    }
  }

  private static void compilesCleanly(Path file) throws IOException {
    Compilation compilation = compile(Files.readString(file));
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.containers()).isNotEmpty();
  }

  @Test
  void errorsOfTheSyntaxStopCompilation() {
    Compilation compilation = compile("container web < root ./fs; run /bin/true");
    assertThat(compilation.containers()).isEmpty();
    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNCLOSED_BLOCK);
  }

  @Test
  void oneBadContainerStopsThemAll() {
    Compilation compilation =
        compile("container a < root ./fs; run true > container b < root ./fs; memroy 1GiB >");
    assertThat(compilation.containers()).isEmpty();
  }

  @Test
  void adviceStopsNothing() {
    Compilation compilation = compile("container web < root ./fs >");
    assertThat(compilation.containers()).hasSize(1);
    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.MISSING_RUN);
  }

  @Test
  void emptyFileHasNoContainers() {
    Compilation compilation = compile("# nothing yet\n");
    assertThat(compilation.containers()).isEmpty();
    assertThat(compilation.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.EMPTY_FILE);
  }

  @Test
  void absolutePathsMakeTheConfigMovable() {
    Source source = source("container web < root ./fs; bind ../x /x; run true >");
    var compilation = Compile.compile(source, new Bundle("/srv/cdl", Bundle.Paths.ABSOLUTE));
    assertThat(compilation.containers().getFirst().configJson())
        .contains("\"path\": \"/srv/cdl/fs\"", "\"source\": \"/srv/cdl/../x\"");
  }

  @Test
  void digestIsThatOfThePlan() {
    String text = "container web < root ./fs; run true >";
    assertThat(digest(text))
        .isEqualTo(digest(text + " # a comment changes no step"))
        .isNotEqualTo(digest(text.replace("true", "false")));
  }

  private static String digest(String text) {
    return PlanJson.digest(compile(text).containers().getFirst().plan().value().orElseThrow());
  }

  private static CompiledContainer compiled(Golden golden) {
    Source source =
        Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
    Compilation compilation = Compile.compile(source, BUNDLE);
    assertThat(compilation.containers()).as("%s", compilation.diagnostics()).hasSize(1);
    return compilation.containers().getFirst();
  }

  private static Compilation compile(String text) {
    return Compile.compile(source(text), BUNDLE);
  }

  private static Source source(String text) {
    return new Source(new SourceId("test.cdl"), text);
  }

  private static JsonNode read(String json) {
    return JsonText.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
