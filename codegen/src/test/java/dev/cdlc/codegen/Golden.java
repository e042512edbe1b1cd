package dev.cdlc.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with a reviewed file. {@code -Dgolden.update=true} rewrites what differs, and the test
 * still fails, so that green always means compared.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/dev/cdlc/codegen");

  private Golden() {}

  public static void check(String file, String actual) throws IOException {
    Path golden = FOLDER.resolve(file);
    String expected = Files.exists(golden) ? Files.readString(golden) : "";
    if (Boolean.getBoolean("golden.update") && !expected.equals(actual)) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }
    assertThat(actual).as(file).isEqualTo(expected);
  }
}
