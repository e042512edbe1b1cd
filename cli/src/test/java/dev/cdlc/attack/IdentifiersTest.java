package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are paths, and numbers that stand for others (CVE-2026-30892). */
class IdentifiersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "a/b", "../a", "-a", "a_b", "A", "\"a b\"", "\"\"", "'a\tb'"})
  void nameOfAContainerIsNoPath(String name) throws IOException {
    reject("container %s < root ./root; run true >".formatted(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "4294967295", "4294967296", "18446744073709551616", "\" 0\"", "\"0 \""})
  void numberOfAUserOrGroupIsAnId(String id) throws IOException {
    reject("container a < root ./root; run true; user %s >".formatted(id));
    reject("container a < root ./root; run true; user 0:%s >".formatted(id));
    reject("container a < root ./root; run true; user < groups %s > >".formatted(id));
  }

  private void reject(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("a.cdl"), source);
    Invocation validated = Invocation.of("validate", file.toString());
    assertThat(validated.status()).as(source).isEqualTo(1);
    assertThat(validated.err()).as(source).contains("error[CDL");
  }
}
