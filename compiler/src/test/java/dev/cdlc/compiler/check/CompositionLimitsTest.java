package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Observation;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Sets of files at their limits: a report with a code, and soon. */
class CompositionLimitsTest {
  private static final Bundle BUNDLE = new Bundle("/p", Bundle.Paths.RELATIVE);
  private static final String CONTAINER = "container web < root ./r; run /bin/true >";

  /** Generous: other builds may run on the same machine. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void sixteenFilesMayIncludeEachOther() {
    assertThat(compile(chain(16)).diagnostics()).isEmpty();
    assertThat(compile(chain(17)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.COMPOSITION_LIMIT);
  }

  @Test
  void chainNamesEachInclude() {
    MapInputs inputs = chain(2).file("/p/f2.cdl", "zzz;");
    Diagnostic found = compile(inputs).diagnostics().getFirst();
    assertThat(found.includedFrom())
        .extracting(span -> span.source().name())
        .containsExactly("f1.cdl", "main.cdl");
  }

  @Test
  void aFileIsReadOnceHoweverOftenItIsIncluded() {
    String many =
        IntStream.range(0, 2000)
            .mapToObj(i -> "include ./" + (i % 2 == 0 ? "" : "d/../") + "a.cdl;")
            .collect(Collectors.joining());
    var inputs = new MapInputs().file("/p/a.cdl", "let a 1;");
    assertThat(compile(many + CONTAINER, inputs).diagnostics()).isEmpty();
    assertThat(inputs.reads()).isEqualTo(1);
  }

  @Test
  void aLinkToAFileIsThatFile() {
    var inputs = new MapInputs().file("/p/a.cdl", "let a 1;").link("/p/b.cdl", "/p/a.cdl");
    assertThat(compile("include ./a.cdl; include ./b.cdl;" + CONTAINER, inputs).diagnostics())
        .isEmpty();
  }

  @Test
  void aRefusalIsToldAsItIs() {
    var inputs = new MapInputs().refuse("/p/a.cdl", "permission denied");
    assertThat(compile("include ./a.cdl;" + CONTAINER, inputs).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("cannot read `./a.cdl`: permission denied");
  }

  @Test
  void missesAreObservedToo() {
    String text = "include ./a.cdl; param n int default 1 < from-env N >" + CONTAINER;
    Compilation made = compile(text, new MapInputs());
    assertThat(made.observations())
        .anyMatch(
            seen -> seen instanceof Observation.RealPath(var path, _) && path.equals("/p/a.cdl"))
        .anyMatch(
            seen ->
                seen instanceof Observation.Variable(var name, var value)
                    && name.equals("N")
                    && value.isEmpty());
  }

  @Test
  void aFileThatStandsAloneAsksNothing() {
    assertThat(compile(CONTAINER, Inputs.NONE).observations()).isEmpty();
  }

  @Test
  void namesUnderManyAliasesEndSoon() {
    var inputs = new MapInputs().file("/p/f16.cdl", "let x 1; profile p < pids 1 >");
    IntStream.range(1, 16)
        .forEach(
            i ->
                inputs.file(
                    "/p/f" + i + ".cdl",
                    IntStream.range(0, 5)
                        .mapToObj(alias -> "include ./f%d.cdl as a%d;".formatted(i + 1, alias))
                        .collect(Collectors.joining())));
    String text =
        "include ./f1.cdl; container web use q < root ./r; run ${none}; env A=${a1.a2.none} >";
    Compilation made = Assertions.assertTimeoutPreemptively(SOON, () -> compile(text, inputs));
    assertThat(made.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNKNOWN_NAME, Code.UNKNOWN_REFERENCE, Code.UNKNOWN_REFERENCE);
  }

  @Test
  void doublingNamesEndSoon() {
    String lets =
        IntStream.range(1, 60)
            .mapToObj(i -> "let a%d ${a%d}${a%d};".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining("\n", "let a0 x;\n", "\n"));
    assertOneCode(lets + CONTAINER, Code.COMPOSITION_LIMIT);
  }

  @Test
  void aLongChainOfNamesEndsSoon() {
    String forwards =
        IntStream.range(0, 4000)
            .mapToObj(i -> "let a%d ${a%d};".formatted(i, i + 1))
            .collect(Collectors.joining("\n", "", "let a4000 x;\n"));
    assertOneCode(forwards + CONTAINER, Code.COMPOSITION_LIMIT);
  }

  @Test
  void aLongRingOfNamesEndsSoon() {
    String ring =
        IntStream.range(0, 40)
            .mapToObj(i -> "let a%d ${a%d};".formatted(i, (i + 1) % 40))
            .collect(Collectors.joining("\n"));
    assertOneCode(ring + CONTAINER, Code.CYCLE);
  }

  @Test
  void aLongChainOfProfilesEndsSoon() {
    String profiles =
        IntStream.range(0, 3000)
            .mapToObj(i -> "profile a%d use a%d < pids 1 >".formatted(i, i + 1))
            .collect(Collectors.joining("\n", "", "profile a3000 < pids 1 >\n"));
    assertOneCode(profiles + CONTAINER.replace("web", "web use a0"), Code.COMPOSITION_LIMIT);
  }

  @Test
  void manyContainersOfALargeProfileEndSoon() {
    String statements = "env A%d=1; ";
    String profile =
        IntStream.range(0, 3000).mapToObj(statements::formatted).collect(Collectors.joining());
    String containers =
        IntStream.range(0, 1500)
            .mapToObj(i -> CONTAINER.replace("web", "w" + i + " use p"))
            .collect(Collectors.joining("\n"));
    assertOneCode("profile p < " + profile + " >" + containers, Code.COMPOSITION_LIMIT);
  }

  private static void assertOneCode(String text, Code code) {
    Compilation made = Assertions.assertTimeoutPreemptively(SOON, () -> compile(text, Inputs.NONE));
    assertThat(made.diagnostics())
        .isNotEmpty()
        .hasSizeLessThan(70)
        .extracting(Diagnostic::code)
        .containsOnly(code);
  }

  private static MapInputs chain(int length) {
    var inputs = new MapInputs();
    IntStream.range(1, length)
        .forEach(i -> inputs.file("/p/f" + i + ".cdl", "include ./f%d.cdl;".formatted(i + 1)));
    return inputs.file("/p/f" + length + ".cdl", "let x 1;");
  }

  private static Compilation compile(MapInputs inputs) {
    return compile("include ./f1.cdl; " + CONTAINER, inputs);
  }

  private static Compilation compile(String text, Inputs inputs) {
    return Compile.compile(
        new Source(new SourceId("main.cdl"), text), BUNDLE, inputs, Settings.NONE);
  }
}
