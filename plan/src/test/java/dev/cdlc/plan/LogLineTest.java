package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void jsonIsOneLineWhateverIsSaid() {
    assertThat(LogLine.json("error", "no \"x\"\nhere", "2026-01-02T03:04:05Z"))
        .isEqualTo(
            "{\"level\":\"error\",\"msg\":\"no \\\"x\\\"\\nhere\",\"time\":\"2026-01-02T03:04:05Z\"}");
  }

  @Test
  void textIsOneLineWhateverIsSaid() {
    assertThat(LogLine.text("error", "no \"x\"\nhere", "2026-01-02T03:04:05Z"))
        .isEqualTo("time=\"2026-01-02T03:04:05Z\" level=error msg=\"no \\\"x\\\"\\nhere\"");
  }
}
