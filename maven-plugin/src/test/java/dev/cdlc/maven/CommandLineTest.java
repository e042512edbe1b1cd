package dev.cdlc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goals make of their parameters. */
class CommandLineTest {
  private static String words(CdlcMojo goal) {
    List<String> words = goal.commandLine().words();
    assertThat(words.subList(1, 3)).containsExactly("--color", "never");
    return words.get(0) + " " + String.join(" ", words.subList(3, words.size()));
  }

  @Test
  void whatIsUnsetIsUnsaid() {
    assertThat(words(new ValidateMojo(Toolchains.none()))).isEqualTo("validate ");
    assertThat(words(new TestMojo(Toolchains.none()))).isEqualTo("test ");
    assertThat(words(new FmtMojo(Toolchains.none()))).isEqualTo("fmt ");
  }

  @Test
  void parametersOfValidateAreItsOptions() {
    var goal = new ValidateMojo(Toolchains.none());
    goal.paths = List.of("a.cdl", "b");
    goal.level = "restricted";
    goal.assume = List.of("cgroup=v2", "kernel=6.1");
    goal.host = true;
    goal.failOn = "warning";
    goal.baseline = "known.json";
    goal.changed = "origin/main";
    goal.noIgnore = true;
    goal.set = Map.of("size", "1GiB");
    goal.variant = "prod";
    assertThat(words(goal))
        .isEqualTo(
            "validate --level restricted --assume cgroup=v2 --assume kernel=6.1 --host"
                + " --fail-on warning --baseline known.json --changed origin/main --no-ignore --set size=1GiB"
                + " --variant prod a.cdl b");
  }

  @Test
  void reportsLeaveTheTextInTheLog() {
    var goal = new ValidateMojo(Toolchains.none());
    goal.outputs = List.of("sarif=a.sarif", "junit=b.xml");
    assertThat(words(goal))
        .isEqualTo("validate --output text --output sarif=a.sarif --output junit=b.xml");
    goal.outputs = List.of();
    assertThat(words(goal)).isEqualTo("validate ");
  }

  @Test
  void parametersOfTheOthersAreTheirOptions() {
    var test = new TestMojo(Toolchains.none());
    test.untested = true;
    test.failOn = "info";
    test.paths = List.of("policies");
    assertThat(words(test)).isEqualTo("test --untested --fail-on info policies");

    var fmt = new FmtMojo(Toolchains.none());
    fmt.check = true;
    fmt.noIgnore = true;
    fmt.paths = List.of(".");
    assertThat(words(fmt)).isEqualTo("fmt --check --no-ignore .");

    var compile = new CompileMojo(Toolchains.none());
    compile.file = "web.cdl";
    compile.directory = new File("out");
    compile.variant = "";
    assertThat(words(compile)).isEqualTo("compile -o out web.cdl");
  }

  @Test
  void aValueThatIsEmptyInThePomIsAnEmptyValue() {
    assertThat(
            new CommandLine("x")
                .each("--set", java.util.Collections.singletonMap("a", null))
                .words())
        .endsWith("--set", "a=");
  }
}
