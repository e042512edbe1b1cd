package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {
  @Test
  void hasEachNumberOnce() {
    assertThat(NumberList.of("7,0-2,1-3", 8))
        .hasValueSatisfying(numbers -> assertThat(numbers).containsExactly(0, 1, 2, 3, 7));
    assertThat(NumberList.of("8", 8)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9", "0-9", "3-1", "2147483647", "0-2147483647", "99999999999999999999", "1,9-10"})
  void isNoneWithWhatCannotBe(String list) {
    assertThat(NumberList.of(list, 8)).isEmpty();
  }
}
