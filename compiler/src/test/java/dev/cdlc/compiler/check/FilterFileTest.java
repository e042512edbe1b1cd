package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.Step;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Filters of system calls that JSON files say. */
class FilterFileTest {
  private static final String FILTER =
      "container web < root ./r; run x; seccomp < default allow; deny mount < arg 3 eq 1 > > >";

  /** What {@code linux.seccomp} of a config.json says, its file says again. */
  @TestFactory
  Stream<DynamicTest> saysWhatConfigJsonSays() {
    return Golden.in("compile").stream()
        .filter(golden -> golden.name().startsWith("filter"))
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> saysTheSame(golden)));
  }

  private static void saysTheSame(Golden golden) {
    Source source =
        Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
    for (CompiledContainer container : compile(source.text(), "").containers()) {
      JsonNode seccomp = seccomp(container);
      if (!seccomp.isMissingNode()) {
        Compilation again = compile(named(), JsonText.print(seccomp));
        assertThat(again.diagnostics()).isEmpty();
        assertThat(seccomp(again.containers().getFirst())).isEqualTo(seccomp);
      }
    }
  }

  @Test
  void isPlannedAsItsBlockIs() {
    Compilation block = compile(FILTER, "");
    Compilation file = compile(named(), JsonText.print(seccomp(block.containers().getFirst())));
    assertThat(loaded(file)).isNotEmpty().isEqualTo(loaded(block));
  }

  private static List<SeccompFilter> loaded(Compilation compilation) {
    return compilation.containers().getFirst().plan().value().orElseThrow().steps().stream()
        .map(Step::action)
        .filter(InitAction.LoadFilter.class::isInstance)
        .map(action -> ((InitAction.LoadFilter) action).filter())
        .toList();
  }

  @Test
  void reportsFewOfManyFaults() {
    String names = String.join(",", IntStream.range(0, 100_000).mapToObj(i -> "\"raed\"").toList());
    assertThat(
            found(
                "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":[{\"names\":["
                    + names
                    + "],\"action\":7}]}"))
        .hasSize(20);
  }

  @Test
  void readsNothingThatIsNestedTooDeep() {
    assertThat(found("{\"syscalls\":" + "[".repeat(1_000_000)))
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.INVALID_FILTER_FILE);
  }

  @Test
  void isToldOfOnceHoweverOftenItIsNamed() {
    String text =
        "profile a < seccomp file ./p.json > container b use a < root ./r; run x; variant v < > >"
            + " container c < root ./r; run x; seccomp file ./p.json >";
    assertThat(compile(text, "[]").diagnostics()).hasSize(1);
  }

  private static List<Diagnostic> found(String file) {
    Compilation compilation = compile(named(), file);
    assertThat(compilation.diagnostics())
        .allSatisfy(
            found -> assertThat(compilation.sources().of(found.primary().span())).isNotNull());
    return compilation.diagnostics();
  }

  private static String named() {
    return "container web < root ./r; run x; seccomp file ./p.json >";
  }

  private static Compilation compile(String text, String file) {
    return Compile.compile(
        new Source(new SourceId("web.cdl"), text),
        new Bundle("/srv/cdl", Bundle.Paths.RELATIVE),
        new MapInputs().file("/srv/cdl/p.json", file),
        Settings.NONE);
  }

  private static JsonNode seccomp(CompiledContainer container) {
    byte[] config = container.configJson().getBytes(StandardCharsets.UTF_8);
    return JsonText.read(new ByteArrayInputStream(config)).path("linux").path("seccomp");
  }
}
