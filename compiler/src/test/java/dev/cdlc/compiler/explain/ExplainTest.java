package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.lint.LintedText;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.plan.Capability;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExplainTest {
  private static final Pattern EXAMPLE = Pattern.compile("```cdl\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> hasAPageForEachCode() {
    return Arrays.stream(Code.values())
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> hasAPage(code)));
  }

  private static void hasAPage(Code code) {
    String page = Explain.page(code.id()).orElseThrow();

    assertThat(page).startsWith("# " + code.id() + ": ").contains("## Right").contains("## Source");
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult match) -> match.group(1)).toList();
    if (!examples.isEmpty() && !LintedText.isOfLint(code)) {
      assertThat(codes(examples.getFirst())).as("wrong").isNotEmpty().containsOnly(code);
      assertThat(codes(examples.getLast())).as("right").isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> describesEachStatement() {
    return Registry.all().stream()
        .map(Keyword::entry)
        .map(entry -> DynamicTest.dynamicTest(entry.title(), () -> isDescribed(entry)));
  }

  private static void isDescribed(Entry entry) {
    assertThat(entry.doc()).endsWith(".").hasSizeGreaterThan(20);
    assertThat(entry.fallback()).isNotEmpty();
    assertThat(entry.field()).isNotEmpty();
    assertThat(entry.example()).contains(entry.title());
    assertThat(CheckedText.wherever(entry.example()).diagnostics()).isEmpty();
    assertThat(unwrapped(Explain.page(entry.title()).orElseThrow()))
        .contains(entry.synopsis(), entry.doc(), entry.field())
        .contains(unwrapped(StatementPage.example(entry)));
  }

  private static String unwrapped(String page) {
    return page.replaceAll("\\s+", " ");
  }

  @Test
  void showsWhatABlockHoldsAndWhatWordsFit() {
    assertThat(Explain.page("user").orElseThrow()).contains("in its block    groups, umask\n");
    assertThat(Explain.page("rlimit").orElseThrow()).contains("RLIMIT_: cpu, fsize, ");
    assertThat(Explain.page("memory").orElseThrow()).contains(", also behind `try`\n");
  }

  @Test
  void showsAllFormsOfAName() {
    assertThat(Explain.page("cap").orElseThrow())
        .contains("cap drop CAPABILITY, ...", "cap add", "cap only", "cap base");
  }

  @Test
  void showsTheSourceOfABuiltInProfile() {
    for (String name : BuiltInProfiles.NAMES) {
      String page = Explain.page("profile " + name).orElseThrow();
      assertThat(page).contains("profile " + name);
      assertThat(codes(page + " container web use " + name + " < root ./r; run /bin/date >"))
          .isEmpty();
    }
    assertThat(Explain.page("profile hardend")).isEmpty();
  }

  @Test
  void takesAnyLetterCase() {
    assertThat(Explain.page(" cdl1001 ")).isEqualTo(Explain.page("CDL1001")).isPresent();
    assertThat(Explain.page("CPU")).isEqualTo(Explain.page("cpu")).isPresent();
  }

  @Test
  void explainsWhatAnExecutableReports() {
    assertThat(Explain.page("CDL7012").orElseThrow()).startsWith("# CDL7012: ");
  }

  @Test
  void showsTheDefaultFilterByPurpose() {
    assertThat(Explain.page("seccomp default").orElseThrow())
        .contains("Sockets", "accept, accept4", "Administration", "with CAP_SYS_ADMIN", "mount,")
        .contains("errno ENOSYS, without CAP_SYS_ADMIN", "if argument 0 masked-eq 0x7e020000 0");
  }

  @Test
  void hasNoPageForWhatIsUnknown() {
    assertThat(Explain.page("CDL9999")).isEmpty();
    assertThat(Explain.page("memroy")).isEmpty();
    assertThat(Explain.page("type memroy")).isEmpty();
    assertThat(Explain.page("statement SYS_TIME")).isEmpty();
  }

  @Test
  void listsItsTopics() {
    assertThat(Explain.topics())
        .contains("root", "cap", "CDL0102", "type cpu", "SYS_TIME", "file-io", "openat", "type")
        .doesNotHaveDuplicates()
        .allSatisfy(topic -> assertThat(Explain.page(topic)).isPresent());
    assertThat(Explain.page("profile").orElseThrow()).startsWith("profile NAME ");
    for (Subject subject : EnumSet.complementOf(EnumSet.of(Subject.PROFILE))) {
      assertThat(Explain.page(subject.word()).orElseThrow())
          .startsWith(subject.title() + ":\n")
          .contains(subject.names());
    }
    assertThat(Explain.index())
        .contains("Statements:\n", "\nTypes of values:\n", "\nCodes of messages:\n  CDL0101  ")
        .doesNotContain("newfstatat")
        .satisfies(index -> assertThat(index.lines()).allMatch(line -> line.length() <= 80));
  }

  @Test
  void findsEachThingThatANameMeans() {
    assertThat(Explain.page("cpu").orElseThrow())
        .startsWith("cpu [LIMIT]")
        .endsWith("\n  see also        type cpu\n");
    assertThat(Explain.page("type cpu").orElseThrow()).startsWith("cpu: a type of values\n");
    assertThat(Explain.page("syslog").orElseThrow())
        .startsWith("CAP_SYSLOG: ")
        .endsWith("see also        syscall syslog\n");
    assertThat(Explain.page("Syscall  SYSLOG").orElseThrow()).startsWith("syslog: a system call\n");
  }

  @TestFactory
  Stream<DynamicTest> saysWhatEachCapabilityIsFor() {
    return Arrays.stream(Capability.values())
        .map(
            capability ->
                DynamicTest.dynamicTest(
                    capability.name(),
                    () ->
                        assertThat(unwrapped(Explain.page(capability.name()).orElseThrow()))
                            .startsWith(capability.name() + ": a capability")
                            .contains(CapabilityMeaning.of(capability))
                            .contains("capabilities(7)")));
  }

  @Test
  void saysWhetherAContainerHasACapabilityUnlessToldOtherwise() {
    assertThat(
            Arrays.stream(Capability.values())
                .filter(
                    capability ->
                        Explain.page(capability.name())
                            .orElseThrow()
                            .contains("a container has it, among the default fourteen")))
        .hasSize(14)
        .contains(Capability.CAP_CHOWN)
        .doesNotContain(Capability.CAP_SYS_TIME);
    assertThat(Explain.page("sys_time").orElseThrow())
        .contains("a container lacks it; `cap add SYS_TIME` gives it")
        .contains("lets it call clock_settime, ");
  }

  @Test
  void saysWhatTheDefaultFilterDoesWithAGroup() {
    assertThat(Explain.page("syscalls clock").orElseThrow())
        .contains("\n  allow\n    adjtimex, clock_adjtime")
        .contains("\n  allow, with CAP_SYS_TIME\n    clock_settime");
    assertThat(Explain.page("syscalls keys").orElseThrow())
        .contains("\n  errno EPERM\n    add_key, keyctl");
    assertThat(unwrapped(Explain.page("syscall clone").orElseThrow()))
        .contains("group processes default filter allow, with CAP_SYS_ADMIN; or allow, without")
        .contains("number x86_64 56, x32 56, i386 120, aarch64 220, arm 120");
  }

  @Test
  void findsEachNameInEitherLetterCase() {
    for (String topic : Explain.topics()) {
      String page = Explain.page(topic).orElseThrow();
      assertThat(page.lines().count()).as(topic).isGreaterThan(1);
      assertThat(Explain.page(topic.toUpperCase(Locale.ROOT))).as(topic).contains(page);
    }
  }

  @Test
  void findsStatementsByWhatTheyStandIn() {
    assertThat(Explain.page("cpu limit").orElseThrow())
        .startsWith("limit LIMIT\n")
        .contains("in a `cpu` block")
        .doesNotContain("in a `memory` block");
    assertThat(Explain.page("io device read-bps")).isEqualTo(Explain.page("read-bps")).isPresent();
    assertThat(Explain.page("tmpfs options")).isEqualTo(Explain.page("bind options")).isPresent();
    assertThat(Explain.page("cpu read-bps")).isEmpty();
  }

  @Test
  void knowsTypesByWhatPeopleCallThem() {
    assertThat(Explain.page("duration")).isEqualTo(Explain.page("type time")).isPresent();
    assertThat(Explain.page("type size")).isEqualTo(Explain.page("bytes")).isPresent();
  }

  private static List<Code> codes(String text) {
    return CheckedText.of(text).diagnostics().stream().map(Diagnostic::code).toList();
  }
}
