package dev.cdlc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/ci.md}: what it has its reader write fits what this repository offers. */
class CiDocumentTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```yaml\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("^cdlc (validate .*)$", Pattern.MULTILINE);

  private static String document() throws IOException {
    return Files.readString(Workplace.repository().resolve("docs/ci.md"));
  }

  /** The example that has a key. */
  private static Yaml example(String key) throws IOException {
    return BLOCK
        .matcher(document())
        .results()
        .map(block -> Yaml.parse("docs/ci.md", block.group(1)).getFirst())
        .filter(block -> block.has(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hooksAreThose() throws IOException {
    List<String> offered =
        Yaml.read(".pre-commit-hooks.yaml").getFirst().items().stream()
            .map(hook -> hook.at("id").text())
            .toList();
    Yaml repository = example("repos").at("repos").items().getFirst();
    assertThat(repository.at("hooks").items())
        .extracting(hook -> hook.at("id").text())
        .containsExactlyElementsOf(offered);
  }

  @Test
  void inputsOfTheActionAreThose() throws IOException {
    Yaml step = example("jobs").at("jobs", "containers", "steps").items().get(1);
    assertThat(step.at("uses").text()).isEqualTo("OWNER/cdlc@REVISION");
    assertThat(step.at("with").keys())
        .containsExactlyElementsOf(Yaml.read("action.yml").getFirst().at("inputs").keys());
  }

  @Test
  void inputsOfTheComponentAreThose() throws IOException {
    Yaml included = example("include").at("include").items().getFirst();
    assertThat(included.at("component").text()).endsWith("/cdlc@REVISION");
    assertThat(Yaml.read("templates/cdlc.yml").getFirst().at("spec", "inputs").keys())
        .containsAll(included.at("inputs").keys());
  }

  @Test
  void commandsAreUnderstood(@TempDir Path folder) throws IOException {
    Path web = folder.resolve("web.cdl");
    Files.writeString(web, "container web < root ./r ro; run /bin/true >\n");
    List<String> commands =
        COMMAND.matcher(document()).results().map(found -> found.group(1)).toList();
    assertThat(commands).hasSizeGreaterThan(1);
    for (String command : commands) {
      String here =
          command
              .replace("./containers", web.toString())
              .replace("=cdlc-junit", "=" + folder.resolve("junit"));
      String[] words = here.split(" ", -1);
      assertThat(Invocation.of(words).status()).as(Arrays.toString(words)).isZero();
    }
  }
}
