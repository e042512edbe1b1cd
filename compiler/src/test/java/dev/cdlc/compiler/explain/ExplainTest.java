package dev.cdlc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.registry.Entry;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.Registry;
import java.util.Arrays;
import java.util.List;
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
    if (!examples.isEmpty()) {
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
    assertThat(codes(entry.example())).isEmpty();
    assertThat(Explain.page(entry.title()).orElseThrow())
        .contains(entry.synopsis(), entry.doc(), entry.example(), entry.field());
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
  void saysOfAStatementStillToComeThatItIs() {
    assertThat(Explain.page("landlock").orElseThrow()).contains("landlock is part of CDL");
  }

  @Test
  void hasNoPageForWhatIsUnknown() {
    assertThat(Explain.page("CDL9999")).isEmpty();
    assertThat(Explain.page("memroy")).isEmpty();
  }

  @Test
  void listsItsTopics() {
    assertThat(Explain.topics())
        .contains("root", "cap", "CDL0102")
        .doesNotHaveDuplicates()
        .allSatisfy(topic -> assertThat(Explain.page(topic)).isPresent());
  }

  private static List<Code> codes(String text) {
    return CheckedText.of(text).diagnostics().stream().map(Diagnostic::code).toList();
  }
}
