package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every container of {@code examples/} runs, and says what its comments promise. */
@Tag("linux")
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private static Path folder;

  /**
   * A container of an example.
   *
   * @param words FILE and, where there are several, NAME
   * @param output a pattern of all that it prints
   */
  record Example(String words, String output) {
    @Override
    public String toString() {
      return words;
    }
  }

  static List<Example> examples() {
    return List.of(
        new Example("bare.cdl", "total .*drwxrwxrwt.* tmp\n.*"),
        new Example("capabilities.cdl fewer", ".*CapEff:\t00000000808405fb\n.*"),
        new Example("capabilities.cdl exact", ".*CapBnd:\t00000000000000c1\n.*"),
        new Example("capabilities.cdl ping", ".*CapPrm:\t0000000000002000\n.*"),
        new Example(
            "environment.cdl", "/usr/share\nGREETING=good morning\n.*PRICE=\\$5\n.*TAGS=a,b,c\n"),
        new Example("files.cdl", "<p>Served .*</p>\n/mnt is read-only\nx\n"),
        new Example("hello.cdl", "hello from a container\n"),
        new Example("limits.cdl limits", "75000( 50000)?\n134217728\n32\n"),
        new Example("limits.cdl half", ""),
        new Example("namespaces.cdl everything", "island\n0\n.*uts -> uts:.*"),
        new Example("namespaces.cdl processes", "[^\n]*PID[^\n]*\n +1 [^\n]* ps\n"),
        new Example("shell.cdl", ""),
        new Example("tools.cdl", ".* sh\n.* ps\n.*tmp\n.*"),
        new Example("user.cdl user", "uid=65534\\(nobody\\).*\n0027\n"),
        new Example("user.cdl numbers", "uid=1000.* gid=1000.*\n"),
        new Example("web.cdl", "I am process 1 on web\n.* sh\n.* ps\n.*the clock is not mine\n"));
  }

  @BeforeAll
  static void copyExamplesAndMakeTheirRoot() throws Exception {
    Root.assume();
    var copy = Launch.of(List.of("cp", "-a", EXAMPLES + "/.", folder.toString()));
    assertThat(copy).isEqualTo(new Launch(0, "", ""));
    assertThat(Launch.of(List.of(folder.resolve("make-rootfs.sh").toString())).status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void runs(Example example) throws Exception {
    var command = new ArrayList<>(List.of(Root.CDLC.toString(), "run"));
    command.addAll(List.of(example.words().split(" ", -1)));
    command.set(2, folder.resolve(command.get(2)).toString());
    var launch = Launch.of(command);
    assertThat(launch.out()).matches("(?s)" + example.output());
    assertThat(launch.status()).isZero();
  }

  @Test
  void noneIsForgotten() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      var sources = files.map(Path::getFileName).map(Path::toString);
      assertThat(sources.filter(name -> name.endsWith(".cdl")))
          .allSatisfy(
              name -> assertThat(examples()).anyMatch(example -> example.words().startsWith(name)));
    }
  }
}
