package dev.cdlc.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"web", "a.b_c+d-e,f", "0", "..."})
  void takesWhatRuncTakes(String given) throws StateException {
    assertThat(ContainerId.of(given).value()).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "a b", "a\nb", "é", "a\u0000"})
  void refusesWhatCouldLeadElsewhere(String given) {
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ContainerId.of(given))
        .withMessageContaining("invalid container ID");
  }

  @Test
  void refusesWhatNoFileSystemCanName() throws StateException {
    assertThat(ContainerId.of("a".repeat(255)).value()).hasSize(255);
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> ContainerId.of("a".repeat(2_000)))
        .withMessageContaining("has 2000 characters");
  }
}
