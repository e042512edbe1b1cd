package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "memroy, memory, 1",
    "memry, memory, 1",
    "mmry, memory, 2",
    "memoryy, memory, 1",
    "evn, env, 1",
    "CPU, cpu, 0",
    "no_new_privs, no-new-privs, 2",
    "rot, root, 1",
  })
  void findsTheNearestName(String written, String meant, int distance) {
    assertThat(Suggestion.nearest(written, Registry.names(Context.CONTAINER)))
        .contains(new Suggestion(meant, distance));
  }

  @ParameterizedTest
  @ValueSource(strings = {"volume", "x", "", "wheel", "mxxxry", "image"})
  void suggestsNothingThatIsFarAway(String written) {
    assertThat(Suggestion.nearest(written, Registry.names(Context.CONTAINER))).isEmpty();
  }

  @Test
  void prefersTheNearerOfTwo() {
    assertThat(Suggestion.nearest("rro", List.of("rslave", "rrw", "rro")))
        .contains(new Suggestion("rro", 0));
  }
}
