package dev.cdlc.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
  private static final Path PAGES = Path.of("..", "docs", "diagnostics");

  @ParameterizedTest
  @EnumSource
  void hasAPage(Fault fault) throws Exception {
    String code = "CDL" + fault.number();
    assertThat(Files.readString(PAGES.resolve(code + ".md")))
        .startsWith("# " + code + ": ")
        .contains("## Right", "## Source");
  }
}
