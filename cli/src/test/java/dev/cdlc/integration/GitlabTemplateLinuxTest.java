package dev.cdlc.integration;

import static java.util.regex.Matcher.quoteReplacement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.integration.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code templates/cdlc.yml}: its job is run on a small tree, as a GitLab runner does. */
@Tag("linux")
class GitlabTemplateLinuxTest {
  private static final String TEMPLATE = "templates/cdlc.yml";
  private static final Pattern INPUT = Pattern.compile("\\$\\[\\[ inputs\\.([a-z]+) ]]");
  private static final String FAULTY = "container db <\n  roott ./r ro;\n  run /bin/true;\n>\n";

  @TempDir private Path folder;
  private Workplace place;
  private Yaml inputs;
  private Yaml job;

  @BeforeEach
  void prepare() throws IOException {
    place = Workplace.in(folder);
    List<Yaml> documents = Yaml.read(TEMPLATE);
    inputs = documents.getFirst().at("spec", "inputs");
    job = documents.getLast().at("cdlc");
  }

  /** GitLab replaces inputs in the text of the file. */
  private String given(String text, Map<String, String> values) {
    return INPUT
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              Yaml input = inputs.at(name);
              return quoteReplacement(
                  values.containsKey(name) ? values.get(name) : input.at("default").text());
            });
  }

  private Ended run(Map<String, String> values) throws IOException, InterruptedException {
    for (String name : job.at("variables").keys()) {
      place.set(name, given(job.at("variables", name).text(), values));
    }
    return place.run("sh", "-ec", job.at("script").items().getFirst().text());
  }

  @Test
  void tellsWhatIsWrongInItsReports() throws IOException, InterruptedException {
    place.write("deploy/db.cdl", FAULTY);
    Ended ended = run(Map.of());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("error[CDL1001]", "--> deploy/db.cdl:2:3");
    Yaml reports = job.at("artifacts", "reports");
    assertThat(place.read(reports.at("codequality").text()))
        .contains("\"check_name\": \"CDL1001\"", "\"path\": \"deploy/db.cdl\"");
    assertThat(place.read(reports.at("junit").text())).contains("<testsuite", "CDL1001");
    assertThat(job.at("artifacts", "when").text()).isEqualTo("always");
  }

  @Test
  void takesPathsAndOptions() throws IOException, InterruptedException {
    place.write("a/web.cdl", "container web < root ./r; run /bin/true >\n");
    place.write("b/web.cdl", "container web < root ./r ro; run /bin/true >\n");
    place.write("db.cdl", FAULTY);
    Ended ended = run(Map.of("paths", "a b", "options", "--level restricted"));
    assertThat(ended.output())
        .contains("CDL2015", "--> a/web.cdl", "2 files")
        .doesNotContain("db.cdl");
  }

  @Test
  void asksForAnImageAndUsesEveryInput() throws IOException {
    assertThat(inputs.at("image").has("default")).isFalse();
    String template = job.value().toString();
    assertThat(inputs.keys())
        .allSatisfy(name -> assertThat(template).contains("$[[ inputs.%s ]]".formatted(name)));
    assertThat(given(job.at("image", "name").text(), Map.of("image", "x/cdlc")))
        .isEqualTo("x/cdlc");
  }

  @Test
  void scriptPassesShellcheck() throws IOException, InterruptedException {
    Workplace.needs("shellcheck");
    place.write("job.sh", job.at("script").items().getFirst().text());
    assertThat(place.run("shellcheck", "--shell", "sh", "job.sh")).isEqualTo(new Ended(0, ""));
  }
}
