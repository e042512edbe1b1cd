package dev.cdlc.importer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.importer.cdl.Text;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandWordsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '!',
      value = {
        "a  b!a|b",
        "'a b' \"c d\"!a b|c d",
        "\"a \\\" \\n\" \\ x!a \" \\n| x",
        "a & b && c!a|&|b|&&|c",
        "''!^^",
        "a\\!a"
      })
  void splitsWithoutExpanding(String command, String words) {
    assertThat(split(Text.of(command))).isEqualTo(words);
  }

  @Test
  void referencesStayInTheirWords() {
    assertThat(split(Text.of("--port=").plus(Text.reference("P")).plus(Text.of(" x"))))
        .isEqualTo("--port=${P}|x");
  }

  private static String split(Text command) {
    return CommandWords.of(command).stream().map(Text::shown).collect(Collectors.joining("|"));
  }
}
