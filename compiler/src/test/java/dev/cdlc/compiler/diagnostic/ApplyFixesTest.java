package dev.cdlc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyFixesTest {
  private static final Source SOURCE = new Source(new SourceId("a.cdl"), "one two three");

  @Test
  void appliesFixesInAnyOrder() {
    assertThat(fixed(fix(edit(8, 13, "3")), fix(edit(0, 3, "1")))).isEqualTo("1 two 3");
  }

  @Test
  void appliesAllEditsOfAFix() {
    assertThat(fixed(fix(edit(8, 8, "<"), edit(3, 4, ""), edit(13, 13, ">"))))
        .isEqualTo("onetwo <three>");
  }

  @Test
  void appliesOneOfTwoThatOverlap() {
    assertThat(fixed(fix(edit(2, 5, "-")), fix(edit(0, 3, "1")))).isEqualTo("1 two three");
  }

  @Test
  void appliesOneOfTwoAtTheSamePlace() {
    assertThat(fixed(fix(edit(3, 3, ";")), fix(edit(3, 3, ";")))).isEqualTo("one; two three");
  }

  @Test
  void leavesOutAFixOfWhichOneEditMeetsAnother() {
    assertThat(fixed(fix(edit(4, 7, "2")), fix(edit(5, 5, "x"), edit(8, 13, "3"))))
        .isEqualTo("one 2 three");
  }

  @Test
  void leavesOtherSourcesAlone() {
    var other = new Source(new SourceId("b.cdl"), SOURCE.text());
    assertThat(fixed(fix(new Edit(other.span(0, 3), "1")))).isEqualTo(SOURCE.text());
  }

  @Test
  void countsInCodePoints() {
    var whales = new Source(SOURCE.id(), "🐳🐳 x");
    assertThat(ApplyFixes.once(whales, List.of(fix(edit(3, 4, "y")))).text()).isEqualTo("🐳🐳 y");
  }

  @Test
  void goesOnUntilNothingIsLeftToFix() {
    Source mended = ApplyFixes.repeatedly(SOURCE, source -> List.of(shorten(source)));
    assertThat(mended.text()).isEqualTo("one");
  }

  private static Diagnostic shorten(Source source) {
    int space = source.text().lastIndexOf(' ');
    Diagnostic found = fix();
    return space < 0 ? found : found.withFix("", new Edit(source.span(space, source.length()), ""));
  }

  @Test
  void endsWhereEachFixBringsTheNext() {
    Source mended =
        ApplyFixes.repeatedly(SOURCE, source -> List.of(fix(new Edit(source.span(0, 0), "more "))));
    assertThat(mended.text()).startsWith("more more ").endsWith(SOURCE.text());
  }

  private static String fixed(Diagnostic... found) {
    return ApplyFixes.once(SOURCE, List.of(found)).text();
  }

  private static Edit edit(int start, int end, String replacement) {
    return new Edit(SOURCE.span(start, end), replacement);
  }

  private static Diagnostic fix(Edit... edits) {
    return Diagnostic.of(Code.WRONG_TYPE, SOURCE.span(0, 0), "").withFix("", edits);
  }
}
