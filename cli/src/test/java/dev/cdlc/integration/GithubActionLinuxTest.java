package dev.cdlc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.integration.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code action.yml}: its steps are run on a small tree. */
@Tag("linux")
class GithubActionLinuxTest {
  private static final String RIGHT = "container web < root ./r ro; run /bin/true >\n";
  private static final String FAULTY = "container db <\n  roott ./r ro;\n  run /bin/true;\n>\n";

  @TempDir private Path folder;
  private Workplace place;
  private GithubRunner runner;

  @BeforeEach
  void prepare() throws IOException {
    Workplace.needs("bash");
    place = Workplace.in(folder);
    runner = new GithubRunner(Yaml.read("action.yml").getFirst(), place, folder.resolve("runner"));
  }

  @Test
  void endsWellWhereNothingIsWrong() throws IOException, InterruptedException {
    place.write("deploy/web.cdl", RIGHT);
    Ended ended = runner.run();
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).doesNotContain("::error");
    assertThat(runner.output("status")).isEqualTo("0");
    assertThat(runner.used()).isEmpty();
  }

  @Test
  void annotatesWhatIsWrongAndWritesSarif() throws IOException, InterruptedException {
    place.write("deploy/web.cdl", RIGHT);
    place.write("deploy/db.cdl", FAULTY);
    Ended ended = runner.with("sarif", "cdlc.sarif").run();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .contains("::error file=deploy/db.cdl,line=2,endLine=2,col=3,endColumn=8,title=CDL1001::")
        .contains("error[CDL1001]");
    assertThat(runner.output("status")).isEqualTo("1");
    assertThat(runner.summary()).contains("CDL1001", "deploy/db.cdl");
    assertThat(place.read("cdlc.sarif")).contains("\"uri\": \"deploy/db.cdl\"");
  }

  @Test
  void checksThePathsAsItIsAsked() throws IOException, InterruptedException {
    place.write("a b/web.cdl", "container web < root ./r; run /bin/true >\n");
    place.write("db.cdl", FAULTY);
    place.write("c/c.cdl", RIGHT);
    Ended ended = runner.with("paths", "a b\nc/c.cdl\n").with("level", "restricted").run();
    assertThat(ended.output())
        .contains("file=a b/web.cdl", "CDL2015", "2 files")
        .doesNotContain("db.cdl");
    Ended assumed = runner.with("level", "").with("assume", "kernel=x").run();
    assertThat(assumed.output()).contains("--assume: ");
    assertThat(assumed.status()).isEqualTo(2);
    assertThat(runner.output("status")).isEqualTo("2");
  }

  @Test
  void buildsCdlcWhereThereIsNone() throws IOException, InterruptedException {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    place.withoutCdlc();
    place.launcher(checkout.resolve("cdlc"));
    place.set("GITHUB_ACTION_PATH", checkout.toString());
    place.write("db.cdl", FAULTY);
    Ended ended = runner.run();
    assertThat(runner.used()).containsExactly("actions/setup-java@v4");
    assertThat(ended.output()).contains("::error file=db.cdl");
    assertThat(runner.output("status")).isEqualTo("1");
  }

  @Test
  void scriptsPassShellcheck() throws IOException, InterruptedException {
    Workplace.needs("shellcheck");
    for (Yaml step : Yaml.read("action.yml").getFirst().at("runs", "steps").items()) {
      if (step.has("run")) {
        place.write("step.sh", step.at("run").text());
        assertThat(place.run("shellcheck", "--shell", "bash", "step.sh"))
            .isEqualTo(new Ended(0, ""));
      }
    }
  }
}
