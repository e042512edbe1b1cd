package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
  private static final String HEADERS = "--- a\n+++ a\n";

  @Test
  void equalTextsHaveNone() {
    assertThat(UnifiedDiff.of("a", "x\ny\n", "x\ny\n")).isEmpty();
  }

  @Test
  void showsThreeLinesAround() {
    assertThat(UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"))
        .isEqualTo(HEADERS + "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  }

  @Test
  void showsALineEndThatIsMissing() {
    assertThat(UnifiedDiff.of("a", "x\ny", "x\ny\n"))
        .isEqualTo(HEADERS + "@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+y\n");
  }

  @Test
  void takesNoLineForAHeader() {
    assertThat(UnifiedDiff.of("a", "-- x", "++ x\n"))
        .isEqualTo(HEADERS + "@@ -1,1 +1,1 @@\n--- x\n\\ No newline at end of file\n+++ x\n");
  }

  @Test
  void showsAFileThatBecomesEmpty() {
    assertThat(UnifiedDiff.of("a", ";\n", "")).isEqualTo(HEADERS + "@@ -1,1 +0,0 @@\n-;\n");
  }
}
