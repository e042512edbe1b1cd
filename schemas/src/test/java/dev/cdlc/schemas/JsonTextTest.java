package dev.cdlc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonTextTest {
  private static JsonNode read(String text) {
    return JsonText.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void printsWhatItReads() {
    String text =
        """
        {
          "z": [
            1,
            -9223372036854775808,
            18446744073709551615
          ],
          "a": {
            "empty": {},
            "none": [],
            "yes": true,
            "no": false,
            "nil": null,
            "quote\\"\\n\\u0001": "é\\\\"
          }
        }
        """;

    assertThat(JsonText.print(read(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "{\"a\":}", "1 2", "{} x", "1.5", "1e1000000000", "nul"})
  void rejectsWhatIsNotOneValueOfIntegers(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
  }
}
