package dev.cdlc.importer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Span SPAN = new Span(new SourceId("compose.yaml"), 0, 1);

  private final Report report = new Report();

  @Test
  void messagesAreShortAndOfOneLine() {
    report.renamed(SPAN, "a\nb\u0085c", "d");
    report.leftOut(SPAN, "`" + "x".repeat(1000) + "`", "why");
    assertThat(report.diagnostics().getFirst().message()).isEqualTo("`a b c` becomes `d`");
    assertThat(report.diagnostics().getLast().message())
        .hasSize(201)
        .startsWith("`xxx")
        .endsWith("xxx` is left out");
  }

  @Test
  void theSameIsToldOnce() {
    report.leftOut(SPAN, "`x`", "why");
    report.leftOut(SPAN, "`x`", "why");
    assertThat(report.diagnostics()).hasSize(1);
  }
}
