package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Report;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.input.Settings.Values;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Strictness;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.resolve.ProjectRoot;
import dev.cdlc.compiler.resolve.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is expected of containers, and what is told where something else is found. */
class ExpectTest {
  private static final Pattern EXAMPLE = Pattern.compile("```cdl\n(.*?)```", Pattern.DOTALL);
  private static final String PLAIN = "container web < root ./fs; run /bin/x > ";

  @TestFactory
  Stream<DynamicTest> tellsWhatIsFoundInstead() {
    return Golden.in("expect").stream()
        .filter(golden -> TestFile.isTestFile(golden.name()))
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
  }

  private static void check(Golden golden) {
    Source source = source(golden);
    golden.check(".err", Report.of(tested(source, project()).findings(), source));
  }

  private static Source source(Golden golden) {
    return Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
  }

  /** Of the project file that lies beside the goldens. */
  private static LintSettings project() {
    Golden file =
        Golden.in("expect").stream()
            .filter(golden -> ProjectRoot.isProjectFile(golden.name()))
            .findFirst()
            .orElseThrow();
    return compiled(source(file), Inputs.NONE)
        .project()
        .flatMap(said -> ProjectSettings.of(said).value())
        .orElseThrow()
        .of(Path.of("web" + TestFile.EXTENSION));
  }

  private static Compilation compiled(Source source, Inputs inputs) {
    return Compile.compile(
        source,
        new Bundle("/srv/cdl", Bundle.Paths.ABSOLUTE),
        inputs,
        Settings.NONE.with(Values.DISPENSABLE));
  }

  private static Tested tested(Source source, LintSettings settings) {
    return Expect.test(compiled(source, Inputs.NONE), settings);
  }

  private static Tested tested(String text) {
    return tested(CheckedText.source(text), LintSettings.DEFAULT);
  }

  private static List<Code> codes(Tested tested) {
    return tested.findings().stream().map(Diagnostic::code).toList();
  }

  @Test
  void countsWhatIsMet() {
    assertThat(tested(PLAIN + "expect web meets *; expect web breaks CDL2006; expect web meets *"))
        .satisfies(tested -> assertThat(tested.met()).isEqualTo(2))
        .satisfies(tested -> assertThat(codes(tested)).containsExactly(Code.EXPECTATION_UNMET));
  }

  @Test
  void knowsWhichPoliciesWereSeenToFindSomething() {
    Golden met =
        Golden.in("expect").stream()
            .filter(golden -> golden.name().startsWith("met"))
            .findFirst()
            .orElseThrow();
    assertThat(tested(source(met), project()).broken())
        .extracting(policy -> policy.name().value())
        .containsExactly("no-host-net", "owned");
  }

  @Test
  void aPolicyThatWasNotExpectedIsNotSeen() {
    var source =
        CheckedText.source(PLAIN + "expect web meets no-host-net; expect web breaks CDL3001");
    List<Policy> broken = tested(source, project()).broken();
    assertThat(broken).isEmpty();
  }

  @Test
  void policiesThatAreOffFindNothing() {
    var source = CheckedText.source(PLAIN + "expect web breaks owned");
    assertThat(tested(source, project()).findings()).isEmpty();
    assertThat(tested(source, project().withRule(Code.POLICY_BROKEN, Strictness.OFF)).findings())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.help())
                    .contains("`rule CDL2040 off` says that policies are not followed"));
  }

  @Test
  void whatIsIncludedIsTestedAndItsOwnTestsAreNot() {
    Inputs inputs =
        new MapInputs()
            .file("/srv/cdl/web.cdl", PLAIN)
            .file("/srv/cdl/other.cdltest", "include ./web.cdl; expect web breaks CDL2006");
    Source source = CheckedText.source("include ./other.cdltest; expect web meets *");
    Tested tested = Expect.test(compiled(source, inputs), LintSettings.DEFAULT);
    assertThat(tested.findings()).isEmpty();
    assertThat(tested.met()).isEqualTo(1);
  }

  @Test
  void whatIsUnwiseInTheTestItselfIsTold() {
    assertThat(
            codes(
                tested(
                    "container web < root ./fs; mount ext4 /dev/x /x strange=1; run /bin/x >"
                        + " expect web meets CDL2006")))
        .containsExactly(Code.OPTION_PASSED_ON);
  }

  @Test
  void itsPageShowsWhatIsMetAndWhatIsNot() {
    List<String> examples =
        EXAMPLE
            .matcher(Explain.page(Code.EXPECTATION_UNMET.id()).orElseThrow())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(codes(tested(examples.getFirst()))).containsExactly(Code.EXPECTATION_UNMET);
    assertThat(codes(tested(examples.getLast()))).isEmpty();
  }
}
