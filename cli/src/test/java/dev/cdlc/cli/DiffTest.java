package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.input.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdlc diff}: what it compares, and how it ends. */
class DiffTest {
  private static final String OLD = "container web < root ./r; run /bin/true; pids 5 >\n";
  private static final String NEW = "container web < root ./r; run /bin/true; pids 6 >\n";

  @TempDir private Path folder;
  private Path old;
  private Path now;

  @BeforeEach
  void write() throws IOException {
    old = Files.createDirectory(folder.resolve("old"));
    now = Files.createDirectory(folder.resolve("new"));
    Files.writeString(old.resolve("web.cdl"), OLD);
    Files.writeString(now.resolve("web.cdl"), NEW);
  }

  private Invocation diff(String... options) {
    var words = new String[options.length + 3];
    words[0] = "diff";
    System.arraycopy(options, 0, words, 1, options.length);
    words[options.length + 1] = old.resolve("web.cdl").toString();
    words[options.length + 2] = now.resolve("web.cdl").toString();
    return Invocation.of(words);
  }

  @Test
  void exitsByWhatFails() {
    assertThat(diff().status()).isZero();
    assertThat(diff().out()).contains("linux.resources.pids.limit: 5 -> 6");
    assertThat(diff("--fail-on", "widens").status()).isEqualTo(1);
    assertThat(diff("--fail-on", "narrows").status()).isZero();
  }

  @Test
  void comparesFoldersFileByFile() throws IOException {
    Files.writeString(now.resolve("db.cdl"), NEW.replace("web", "db"));
    var diff = Invocation.of("diff", old.toString(), now.toString());
    assertThat(diff.out())
        .contains("db.cdl:db: container: added", "web.cdl:web: linux.resources.pids.limit")
        .endsWith("2 changes: 2 widens\n");
  }

  @Test
  void writesAFile() throws IOException {
    Path report = folder.resolve("diff.md");
    assertThat(diff("--output", "markdown=" + report)).isEqualTo(new Invocation(0, "", ""));
    assertThat(Files.readString(report)).startsWith("### 1 change: 1 widens");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(diff("--fail-on", "widen").err())
        .startsWith("cdlc: --fail-on takes widens, narrows or neutral, not 'widen'");
    assertThat(diff("--output", "xml").err())
        .startsWith("cdlc: --output takes text, markdown, json or sarif, not 'xml'");
    assertThat(Invocation.of("diff", old.toString()).status()).isEqualTo(2);
    assertThat(Invocation.of("diff", "no-such-rev:x.cdl", old.toString()).err())
        .startsWith("cdlc: ");
  }

  @Test
  void tellsErrorsOfASource() throws IOException {
    Files.writeString(now.resolve("web.cdl"), "container web < zzz 1 >\n");
    assertThat(diff().status()).isEqualTo(1);
    assertThat(diff().err()).contains("CDL1001");
  }

  @Test
  void readsWhatGitHasAtARevision() throws IOException, InterruptedException, CommandException {
    Path repository = Files.createDirectory(folder.resolve("repository")).toRealPath();
    Path base = Files.writeString(repository.resolve("base.cdl"), "let most 5;\n");
    git(repository, "init", "-q");
    git(repository, "add", ".");
    git(repository, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x");
    Files.writeString(base, "let most 7;\n");
    var revision = Revision.of("HEAD", repository, Map.of());
    assertThat(revision.sources("")).containsExactly("base.cdl");
    assertThat(revision.read(base.toString()))
        .isInstanceOfSatisfying(
            Answer.Found.class,
            found ->
                assertThat(found.value())
                    .isEqualTo(ByteBuffer.wrap("let most 5;\n".getBytes(UTF_8))));
    assertThat(revision.realPath(repository.resolve("none").toString()))
        .isInstanceOf(Answer.Absent.class);
  }

  private static void git(Path folder, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
