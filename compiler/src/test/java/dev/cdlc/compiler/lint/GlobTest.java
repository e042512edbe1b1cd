package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "web, web",
    "web-*, web-",
    "web-*, web-1",
    "*/x.cdl, a/x.cdl",
    "**/x.cdl, x.cdl",
    "**/x.cdl, a/b/x.cdl",
    "/etc/**, /etc/ssl/x",
    "a**b, a/b/b",
    "?eb, web",
    "kernel.*, kernel.shm.max",
    "*, '' ",
  })
  void fits(String pattern, String text) {
    assertThat(Glob.matches(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "web, webs",
    "web, we",
    "*, a/b",
    "*/x.cdl, x.cdl",
    "a/**/x, a/x",
    "/etc/**, /etc",
    "?, /",
    "?, ''",
    "[w]eb, web",
  })
  void doesNotFit(String pattern, String text) {
    assertThat(Glob.matches(pattern, text)).isFalse();
  }

  @Test
  void takesNoLongerForManyStars() {
    assertThat(Glob.matches("*a".repeat(500) + "b", "a".repeat(5_000))).isFalse();
  }
}
