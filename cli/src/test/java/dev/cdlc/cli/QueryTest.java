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
  void tellsEditorsInJson() {
    assertThat(Invocation.of("query", "--json", web + ":3:14").out())
        .startsWith(
            """
            {
              "version": 1,
              "hover": {"start": {"line": 3, "column": 12}, "end": {"line": 3, "column": 19}, \
            "text": "let port 8080\\n\\nvalue: 8080\\n"},
              "definition": {"name": {"start": {"line": 3, "column": 12}, "end": {"line": 3, \
            "column": 19}}, "file": "%s", "start": {"line": 1, "column": 5}, "end": {"line": 1, \
            "column": 9}},
              "completions": [
                {"kind": "value", "text": "port", "doc": "let port 8080", "replaced": {"""
                .formatted(folder.resolve("base.cdl")))
        .endsWith("}}\n  ]\n}\n");
    assertThat(Invocation.of(Map.of(), "# \"", "query", "--json", "-:1:3").out())
        .isEqualTo("{\n  \"version\": 1,\n  \"completions\": []\n}\n");
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
