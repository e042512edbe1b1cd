package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings that a file keeps are not told again. */
class BaselineTest {
  private static final String ENDLESS =
      "container web < root ./r; run /bin/date; restart always; >\n";

  @TempDir private Path folder;
  private Path baseline;

  @BeforeEach
  void aFileWithAFinding() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    write("sub/web.cdl", ENDLESS);
    baseline = folder.resolve("baseline.json");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Invocation validate(String... options) {
    var arguments = new ArrayList<>(List.of("validate", "--fail-on", "warning"));
    arguments.addAll(List.of(options));
    arguments.add(folder.toString());
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void holdsWhatWasFound() throws IOException {
    Invocation written = validate("--write-baseline", baseline.toString());
    assertThat(written.status()).isZero();
    assertThat(written.out()).isEqualTo("1 file checked, nothing found, 1 known\n");
    assertThat(written.err()).isEqualTo("1 finding written to " + baseline + "\n");
    assertThat(baseline).content().contains("\"file\": \"sub/web.cdl\"", "CDL3004");

    assertThat(validate().status()).isEqualTo(1);
    assertThat(validate("--baseline", baseline.toString()))
        .isEqualTo(new Invocation(0, "1 file checked, nothing found, 1 known\n", ""));
  }

  @Test
  void theProjectNamesIt() throws IOException {
    validate("--write-baseline", baseline.toString());
    write("cdlc.cdl", "lint <\n  baseline ./baseline.json;\n>\n");
    assertThat(validate())
        .isEqualTo(new Invocation(0, "2 files checked, nothing found, 1 known\n", ""));
  }

  @Test
  void whatIsNewIsToldThoughLinesMove() throws IOException {
    validate("--write-baseline", baseline.toString());
    write("sub/web.cdl", "# moved\n\n" + ENDLESS + ENDLESS.replace("web", "two"));
    Invocation found = validate("--baseline", baseline.toString());
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err()).contains("web.cdl:4:").endsWith("1 warning in 1 file, 1 known\n");
  }

  @Test
  void whatIsNoMoreIsSaid() throws IOException {
    validate("--write-baseline", baseline.toString());
    write("sub/web.cdl", ENDLESS.replace("restart always; ", ""));
    assertThat(validate("--baseline", baseline.toString()).err())
        .isEqualTo(
            "1 finding of %s is no more; `--write-baseline %s` writes it anew\n"
                .formatted(baseline, baseline));
    Files.delete(folder.resolve("sub/web.cdl"));
    write("other.cdl", "container web < root ./r; run /bin/date; >\n");
    assertThat(validate("--baseline", baseline.toString()).err()).isEmpty();
  }

  @Test
  void whatMakesAFileMeaninglessIsNeverKnown() throws IOException {
    write("sub/web.cdl", ENDLESS.replace("restart", "restrat"));
    Invocation written = validate("--write-baseline", baseline.toString());
    assertThat(written.status()).isEqualTo(1);
    assertThat(written.err()).contains("error[CDL1001]").contains("0 findings written");
  }

  @Test
  void theSameFindingsGiveTheSameBytes() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("sub/web%d.cdl".formatted(i), ENDLESS.replace("web", "web" + i));
    }
    validate("--write-baseline", baseline.toString());
    String first = Files.readString(baseline);
    validate("--write-baseline", baseline.toString());
    assertThat(baseline).hasContent(first.strip());
    assertThat(first.lines().filter(line -> line.contains("\"file\""))).hasSize(41).isSorted();
  }

  @Test
  void reportsKeepWhatIsKnown() {
    validate("--write-baseline", baseline.toString());
    assertThat(validate("--baseline", baseline.toString(), "--output", "sarif").out())
        .contains("\"kind\": \"external\"", "\"ruleId\": \"CDL3004\"");
  }

  @Test
  void oneThatCannotBeUsedIsOneLine() throws IOException {
    String option = baseline.toString();
    assertThat(validate("--baseline", option).err())
        .isEqualTo(
            "cdlc: cannot read %1$s: no such file or folder\n  help: `--write-baseline %1$s` writes it\n"
                .formatted(baseline));
    String unusable = "cdlc: cannot use the baseline " + baseline + ": ";
    write("baseline.json", "{\"version\": 2, \"findings\": []}");
    assertThat(validate("--baseline", option).err())
        .startsWith(unusable + "it is of version 2, and this cdlc knows version 1\n");
    write("baseline.json", "{\"version\": 1,\n\"findings\": [}");
    assertThat(validate("--baseline", option).err()).startsWith(unusable + "line 2: ");
    write("baseline.json", "[]");
    assertThat(validate("--baseline", option).err()).startsWith(unusable + "it has no `version`");
    write("baseline.json", "{\"version\": 1, \"findings\": [{\"file\": 1}]}");
    Invocation found = validate("--baseline", option);
    assertThat(found.err()).startsWith(unusable + "its `findings` lack");
    assertThat(found.status()).isEqualTo(2);
  }

  @Test
  void oneThatTheProjectNamesAndThatCannotBeUsedIsOneLineToo() throws IOException {
    write("cdlc.cdl", "lint <\n  baseline ./baseline.json;\n>\n");
    Invocation found = validate();
    assertThat(found.status()).isEqualTo(2);
    assertThat(found.err()).containsOnlyOnce("cannot read " + baseline);
  }

  @Test
  void itIsEitherReadOrWritten() {
    Invocation found =
        validate("--baseline", baseline.toString(), "--write-baseline", baseline.toString());
    assertThat(found.status()).isEqualTo(2);
  }

  @Test
  void isNotWrittenWhereSomethingWasNotLookedAt() throws IOException {
    write("broken.cdl", "");
    Files.delete(folder.resolve("broken.cdl"));
    Files.createSymbolicLink(folder.resolve("broken.cdl"), Path.of("nowhere"));
    Invocation found = validate("--write-baseline", baseline.toString());
    assertThat(found.status()).isEqualTo(2);
    assertThat(found.err()).contains("was not written");
    assertThat(baseline).doesNotExist();
  }
}
