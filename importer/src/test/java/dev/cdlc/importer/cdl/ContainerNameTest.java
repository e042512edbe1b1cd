package dev.cdlc.importer.cdl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerNameTest {
  @ParameterizedTest
  @CsvSource({
    "web,web",
    "web_1,web-1",
    "Web.Example,web-example",
    "3f2a,c-3f2a",
    "__x__,x",
    "a  b,a-b"
  })
  void mapsWhatMayNotStandInAName(String text, String name) {
    assertThat(ContainerName.of(text)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---", "\u00e4\u00f6"})
  void givesUpWhereNothingIsLeft(String text) {
    assertThat(ContainerName.of(text)).isEmpty();
  }

  @Test
  void keepsToTheLongestName() {
    assertThat(ContainerName.of("a".repeat(80)).map(String::length)).isEqualTo(Optional.of(63));
  }
}
