package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cdlc validate --fix} changes, and tells. */
final class FixTest {
  private static final String FAULTY =
      "container a <\n  root host;\n  run x;\n  cpu 50%\n  memroy 1GiB\n";
  private static final String MENDED =
      "container a <\n  root host;\n  run x;\n  cpu 50%;\n  memory 1GiB\n>\n";

  @TempDir private Path folder;

  @Test
  void appliesFixesUntilNoneIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cdl"), FAULTY);
    assertThat(Invocation.of("validate", "--fix", file.toString()))
        .isEqualTo(
            new Invocation(0, "fixed %s\n1 file checked, nothing found\n".formatted(file), ""));
    assertThat(file).hasContent(MENDED);
    assertThat(Invocation.of("validate", "--fix", file.toString()).out())
        .isEqualTo("1 file checked, nothing found\n");
  }

  @Test
  void tellsWhatIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cdl"), FAULTY.replace("host", "host; zzz 1"));
    var fix = Invocation.of("validate", "--fix", file.toString());
    assertThat(fix.status()).isEqualTo(1);
    assertThat(fix.out()).isEqualTo("fixed " + file + "\n");
    assertThat(fix.err())
        .startsWith("error[CDL1001]: there is no statement `zzz`")
        .endsWith("\n1 error in 1 file\n");
    assertThat(file).hasContent(MENDED.replace("host", "host; zzz 1"));
  }

  @Test
  void leavesAFileWithoutFixesAlone() throws IOException {
    byte[] text = "\uFEFFcontainer a < root host; run x; zzz 1 >\r\n".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("a.cdl"), text);
    assertThat(Invocation.of("validate", "--fix", file.toString()).out()).isEmpty();
    assertThat(file).hasBinaryContent(text);
  }

  @Test
  void printsStandardInputAsItShouldBe() {
    assertThat(Invocation.of(Map.of(), FAULTY, "validate", "--fix", "-"))
        .isEqualTo(new Invocation(0, MENDED, ""));
    assertThat(Invocation.of(Map.of(), MENDED, "validate", "--fix", "-"))
        .isEqualTo(new Invocation(0, MENDED, ""));
  }

  @Test
  void mendsWhereFilesReallyAre() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cdl"), FAULTY);
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link.cdl"), file);
    assertThat(Invocation.of("validate", "--fix", inside.toString()))
        .isEqualTo(new Invocation(2, "", "cdlc: %s holds no .cdl file\n".formatted(inside)));
    assertThat(file).hasContent(FAULTY);
    assertThat(Invocation.of("validate", inside.toString()).status()).isEqualTo(1);
  }
}
