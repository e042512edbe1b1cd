package dev.cdlc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.integration.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .pre-commit-hooks.yaml}: pre-commit clones the hooks by path, and runs them. */
@Tag("linux")
class PreCommitLinuxTest {
  private static final String HOOKS = ".pre-commit-hooks.yaml";
  private static final String RIGHT =
      """
      container web <
        root ./r ro;
        run /bin/true;
      >
      """;

  @TempDir private Path folder;
  private Workplace project;
  private String revision;

  @BeforeEach
  void makeRepositories() throws IOException, InterruptedException {
    Workplace.needs("git");
    Workplace.needs("pre-commit");
    project = Workplace.in(folder);
    project.set("PRE_COMMIT_HOME", folder.resolve("cache").toString());
    Path hooks = Files.createDirectory(folder.resolve("hooks"));
    Files.copy(Workplace.repository().resolve(HOOKS), hooks.resolve(HOOKS));
    git(hooks, "init", "-q");
    git(hooks, "add", ".");
    git(hooks, "commit", "-qm", "hooks");
    git(project.folder(), "init", "-q");
    revision = git(hooks, "rev-parse", "HEAD").strip();
    use("cdlc-validate", "cdlc-fmt");
  }

  private void use(String... hooks) throws IOException {
    var config = new StringBuilder();
    config.append(
        "repos:\n  - repo: %s\n    rev: %s\n    hooks:\n"
            .formatted(folder.resolve("hooks"), revision));
    for (String hook : hooks) {
      config.append("      - id: ").append(hook).append('\n');
    }
    project.write(".pre-commit-config.yaml", config.toString());
  }

  private String git(Path where, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-c", "user.name=x", "-c", "user.email=x@x"));
    command.addAll(List.of(words));
    Ended ended = project.run(where, command.toArray(String[]::new));
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }

  private Ended commit() throws IOException, InterruptedException {
    git(project.folder(), "add", ".");
    return project.run("pre-commit", "run", "--color=never");
  }

  @Test
  void passesWhatIsRight() throws IOException, InterruptedException {
    project.write("deploy/web.cdl", RIGHT);
    Ended ended = commit();
    assertThat(ended.output())
        .containsPattern("cdlc validate\\)\\.+Passed")
        .containsPattern("cdlc fmt\\)\\.+Passed");
    assertThat(ended.status()).isZero();
  }

  @Test
  void passesOverWhatIsNoCdl() throws IOException, InterruptedException {
    project.write("cdl.txt", "container <");
    Ended ended = commit();
    assertThat(ended.output()).contains("(no files to check)Skipped");
    assertThat(ended.status()).isZero();
  }

  @Test
  void stopsACommitWithAnError() throws IOException, InterruptedException {
    project.write("deploy/web.cdl", RIGHT.replace("root", "roott"));
    project.write("fine.cdl", RIGHT);
    Ended ended = commit();
    assertThat(ended.output())
        .containsPattern("cdlc validate\\)\\.+Failed")
        .contains("exit code: 1", "error[CDL1001]", "--> deploy/web.cdl:2:3");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void bringsFilesIntoTheirForm() throws IOException, InterruptedException {
    project.write("web.cdl", "container web < root ./r ro;\n   run /bin/true >\n");
    Ended ended = commit();
    assertThat(ended.output())
        .containsPattern("cdlc fmt\\)\\.+Failed")
        .contains("files were modified by this hook");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(project.read("web.cdl")).isEqualTo(RIGHT);
    assertThat(commit().status()).isZero();
  }

  @Test
  void stopsACommitThatBreaksATest() throws IOException, InterruptedException {
    use("cdlc-test");
    project.write("deploy/web.cdl", RIGHT);
    project.write("web.cdltest", "include ./deploy/web.cdl;\n\nexpect web breaks CDL2006;\n");
    Ended ended = commit();
    assertThat(ended.output()).containsPattern("cdlc test\\)\\.+Failed").contains("web.cdltest:3");
    assertThat(ended.status()).isEqualTo(1);
  }
}
