package dev.cdlc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderTest {
  private static final SourceId ID = new SourceId("x.cdl");

  @Test
  void underlinesTheWholeSpan() {
    var source = new Source(ID, "a\nroot ./r\n");
    assertThat(shown(source, found(source, 7, 10).withLabel("here")))
        .isEqualTo(
            """
            error[CDL1003]: it is wrong
              --> x.cdl:2:6
              |
            2 | root ./r
              |      ^^^ here
            """);
  }

  @Test
  void keepsCaretsInPlaceUnderTabsAndWideCharacters() {
    var source = new Source(ID, "\ta\t日本🐳e\u0301x");
    assertThat(shown(source, found(source, 8, 9)))
        .contains("1 |     a   日本🐳e\u0301x\n")
        .contains("  | " + " ".repeat(15) + "^\n");
  }

  @Test
  void spellsOutWhatCannotBeSeen() {
    var source = new Source(ID, "a\u202E\u001B\u00A0b");
    assertThat(shown(source, found(source, 4, 5)))
        .contains("1 | a<U+202E>␛<U+00A0>b\n")
        .contains("  |                   ^\n");
  }

  @Test
  void letsNoTextReachTheTerminalRaw() {
    var source = new Source(new SourceId("\u001B.cdl"), "a");
    var found =
        Diagnostic.of(Code.WRONG_TYPE, source.span(0, 1), "\u001B[2J")
            .withLabel("\u202E")
            .withHelp("one\n\u0007")
            .withFix("\u009B", new Edit(source.span(0, 1), "\u001B"));
    assertThat(shown(source, found)).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n]]");
  }

  @Test
  void showsTheEndsOfATextThatNobodyReads() {
    var source = new Source(ID, "a");
    String text = "no `" + "🐳".repeat(100_000) + "` here";
    String shown =
        shown(
            source,
            Diagnostic.of(Code.WRONG_TYPE, source.span(0, 1), text)
                .withLabel(text)
                .withHelp(text)
                .withFix(text, new Edit(source.span(0, 1), "b")));
    assertThat(shown)
        .hasSizeLessThan(5_000)
        .contains(": no `🐳", "🐳…🐳", "🐳` here\n")
        .contains("help: no `", "fix: no `");
  }

  @Test
  void hangsTheLabelsOfALineBelowEachOther() {
    var source = new Source(ID, "one two three");
    var found =
        found(source, 4, 7)
            .withLabel("second")
            .withRelated(source.span(0, 3), "first")
            .withRelated(source.span(8, 13), "third");
    assertThat(shown(source, found))
        .endsWith(
            """
            1 | one two three
              | --- ^^^ ----- third
              | |   |
              | |   second
              | first
            """);
  }

  @Test
  void leavesOutTheLinesBetween() {
    var source = new Source(ID, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
    var found =
        found(source, 0, 1)
            .withRelated(source.span(4, 5), "near")
            .withRelated(source.span(18, 20), "far");
    assertThat(shown(source, found))
        .endsWith(
            """
            1  | 1
               | ^
            2  | 2
            3  | 3
               | - near
               ...
            10 | 10
               | -- far
            """);
  }

  @Test
  void underlinesTheFirstLineOfALongSpan() {
    var source = new Source(ID, "ab <\n c\n>");
    assertThat(shown(source, found(source, 0, 9))).endsWith("1 | ab <\n  | ^^^^\n");
  }

  @Test
  void pointsPastTheEndOfALine() {
    var source = new Source(ID, "ab\nc");
    assertThat(shown(source, found(source, 2, 2))).contains("1 | ab\n  |   ^\n");
    assertThat(shown(source, found(source, 4, 4))).contains("2 | c\n  |  ^\n");
  }

  @Test
  void showsWhatAFixInserts() {
    var source = new Source(ID, "a b\n");
    var found = found(source, 1, 1).withFix("add it", new Edit(source.span(1, 1), ";"));
    assertThat(shown(source, found))
        .endsWith(
            """
              = fix: add it
            1 | a; b
              |  +
            """);
  }

  @Test
  void showsALineBeforeAndAfterAFixThatRemoves() {
    var source = new Source(ID, "a > >\n");
    var found = found(source, 4, 5).withFix("remove it", new Edit(source.span(4, 5), ""));
    assertThat(shown(source, found))
        .endsWith(
            """
              = fix: remove it
            1 - a > >
            1 + a >
            """);
  }

  @Test
  void showsOnlyTheLinesThatAFixAdds() {
    var source = new Source(ID, "a\nb\n");
    var found = found(source, 0, 1).withFix("add it", new Edit(source.span(2, 2), ">\n"));
    assertThat(shown(source, found)).endsWith("  = fix: add it\n2 + >\n");
  }

  @Test
  void namesASourceThatCannotBeShown() {
    var whole = Diagnostic.of(Code.BINARY_FILE, new Span(ID, 0, 0), "it is binary").withHelp("go");
    assertThat(new Render(List.of(), Palette.PLAIN).text(whole))
        .isEqualTo("error[CDL0112]: it is binary\n --> x.cdl\n = help: go\n");
  }

  @Test
  void showsPlacesInOtherSources() {
    var source = new Source(ID, "a");
    var other = new Source(new SourceId("y.cdl"), "\nb");
    var found = found(source, 0, 1).withRelated(other.span(1, 2), "as here");
    assertThat(new Render(List.of(source, other), Palette.PLAIN).text(found))
        .isEqualTo(
            """
            error[CDL1003]: it is wrong
              --> x.cdl:1:1
              |
            1 | a
              | ^
              ::: y.cdl:2:1
              |
            2 | b
              | - as here
            """);
  }

  @Test
  void coloursBySeverity() {
    var source = new Source(ID, "a");
    String shown = new Render(List.of(source), Palette.ANSI).text(found(source, 0, 1));
    assertThat(shown).startsWith("\u001B[1;31merror[CDL1003]\u001B[0m").contains("\u001B[1;31m^");
  }

  private static Diagnostic found(Source source, int start, int end) {
    return Diagnostic.of(Code.WRONG_TYPE, source.span(start, end), "it is wrong");
  }

  private static String shown(Source source, Diagnostic found) {
    return new Render(List.of(source), Palette.PLAIN).text(found);
  }
}
