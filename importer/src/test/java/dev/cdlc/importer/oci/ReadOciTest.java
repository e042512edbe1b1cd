package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import org.junit.jupiter.api.Test;

/** A config.json with the process of another file. */
class ReadOciTest {
  private static final Source CONFIG =
      source(
          "config.json",
          """
          {"ociVersion":"1.0.2","root":{"path":"rootfs"},
           "process":{"cwd":"/srv","args":["sh"],"noNewPrivileges":true},
           "linux":{"namespaces":[{"type":"mount"}]}}
          """);

  @Test
  void hasTheOtherProcessWholeAndEachValueItsPlace() {
    Source process = source("process.json", "{\"cwd\":\"/\",\n \"args\":[\"ls\"]}");
    ReadOci read = ReadOci.read(CONFIG, process).value().orElseThrow();
    assertThat(read.config().process().args()).containsExactly("ls");
    assertThat(read.config().process().noNewPrivileges()).isFalse();
    assertThat(read.origins().origin("/process/args")).hasToString("process.json:2:9");
    assertThat(read.origins().origin("/process")).hasToString("process.json:1:1");
    assertThat(read.origins().origin("/root/path")).hasToString("config.json:1:38");
  }

  @Test
  void whatIsWrongIsSaidOfTheFileThatHasIt() {
    assertThat(messages(ReadOci.read(CONFIG, source("process.json", "{\"cwd\":7,\"args\":[]}"))))
        .contains("process.json: `process.cwd` must be of type string");
    assertThat(messages(ReadOci.read(source("config.json", "[]"), source("process.json", "{}"))))
        .contains("config.json:");
    assertThat(messages(ReadOci.read(CONFIG, source("process.json", "{"))))
        .startsWith("process.json: ");
  }

  private static String messages(Result<ReadOci> result) {
    assertThat(result.value()).isEmpty();
    Diagnostic first = result.diagnostics().getFirst();
    return first.primary().span().source().name() + ": " + first.message();
  }

  private static Source source(String name, String text) {
    return new Source(new SourceId(name), text);
  }
}
