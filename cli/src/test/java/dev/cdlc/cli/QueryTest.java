package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
  @TempDir private Path folder;

  private Path web;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("base.cdl"), "let port 8080;\n");
    web =
        Files.writeString(
            folder.resolve("web.cdl"),
            "include ./base.cdl;\ncontainer web <\n  env PORT=${port};\n  mem\n");
  }

  @Test
  void tellsValueAndDeclarationOfName() {
    assertThat(Invocation.of("query", web + ":3:14"))
        .isEqualTo(
            new Invocation(
                0,
                """
                let port 8080

                value: 8080

                declared at %s:1:5

                value      port                  let port 8080
                value      host.uid              whoever runs cdlc
                value      host.gid              whoever runs cdlc
                """
                    .formatted(folder.resolve("base.cdl")),
                ""));
  }

  @Test
  void tellsWhatMayBeWritten() {
    assertThat(Invocation.of("query", web + ":4:6").out())
        .contains("statement  memory                Limits the memory");
  }

  @Test
  void readsStandardInput() {
    assertThat(Invocation.of(Map.of(), "cdl 1;\nprof", "query", "-:2:5").out())
        .startsWith("statement  profile");
  }

  @Test
  void takesPlaceBeyondTheTextForItsEnd() {
    assertThat(Invocation.of("query", web + ":900:900").status()).isEqualTo(0);
    assertThat(Invocation.of("query", web + ":0:0").out()).contains("include FILE");
  }

  @Test
  void refusesWhatIsNoPlace() {
    assertThat(Invocation.of("query", web.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "cdlc: query: '%s' is no place\n  help: write FILE:LINE:COLUMN, as web.cdl:4:9\n"
                    .formatted(web)));
  }
}
