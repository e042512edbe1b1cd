package dev.cdlc.importer.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runtimes that are installed here write for a start. Tagged: needs runc and crun. */
@Tag("linux")
final class RuntimeSpecLinuxTest {
  @TempDir private Path bundle;

  @ParameterizedTest
  @ValueSource(strings = {"runc spec", "runc spec --rootless", "crun spec", "crun spec --rootless"})
  void compilesToItself(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    assumeThat(isInstalled(words.getFirst())).as(words.getFirst() + " is installed").isTrue();
    Process process =
        new ProcessBuilder(words).directory(bundle.toFile()).redirectErrorStream(true).start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    Source source =
        new Source(new SourceId("config.json"), Files.readString(bundle.resolve("config.json")));
    RoundTrip.check(source, ImportOci.read(source, Optional.empty()).value().orElseThrow());
  }

  private static boolean isInstalled(String program) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
