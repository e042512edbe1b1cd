package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerStateTest {
  private static final Map<String, String> MORE = Map.of("rootfs", "/a\",\"pid\":0");

  /** Whatever the strings have in them that looks like a property. */
  @Test
  void piecesStandAroundStatusAndPid() {
    var annotations = new TreeMap<>(Map.of("pid", "0", "status\":\"", ",\"pid\":0"));
    var state = new ContainerState("1\",\"status\":\"x", "web", "/b", annotations);

    assertThat(state.pieces(MORE)).hasSize(3);
    assertThat(String.join("#", state.pieces(MORE)))
        .isEqualTo(
            state
                .text("#", 0, MORE)
                .replaceFirst("(.*)\"pid\":0,\"rootfs", "$1\"pid\":#,\"rootfs"));
  }
}
