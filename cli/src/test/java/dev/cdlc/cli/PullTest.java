package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PullTest {
  private final List<String> pulled = new ArrayList<>();

  private Invocation pull(String... images) {
    return Invocation.of(
        new PullCommand(
            (image, _) -> {
              if (image.startsWith("no/")) {
                throw new IOException("the registry does not answer");
              }
              pulled.add(image);
            }),
        Map.of(),
        images);
  }

  @Test
  void pullsEachInTurn() {
    assertThat(pull("alpine:3.20", "localhost:5000/web")).isEqualTo(new Invocation(0, "", ""));
    assertThat(pulled).containsExactly("alpine:3.20", "localhost:5000/web");
  }

  @Test
  void saysWhyItCannot() {
    assertThat(pull("no/web"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: cannot pull no/web: the registry does not answer
                  help: 'cdlc explain CDL7050' says what can be done
                """));
  }

  @Test
  void pullsNothingIfANameIsNone() {
    Invocation refused = pull("alpine", "Alpine:");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).startsWith("cdlc: pull: `Alpine:` is no name of an image\n");
    assertThat(pulled).isEmpty();
    assertThat(pull().err()).startsWith("cdlc: pull: no IMAGE is given\n");
  }
}
