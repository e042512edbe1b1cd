package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A folder of a volume that becomes a link, and a folder again, while the container is built
 * (CVE-2018-15664, CVE-2021-30465, CVE-2024-45310). Whatever comes of it, nothing outside of the
 * root and the volume changes. {@code -Dcdlc.attack.rounds} says how often each is tried.
 */
class ExchangedTargetTest extends AttackTest {
  private static final int ROUNDS = Integer.getInteger("cdlc.attack.rounds", 60);
  private static final List<Integer> BUILT_OR_REFUSED = List.of(0, 125);

  @ParameterizedTest
  @CsvSource({
    "../../../../../../..%s, tmpfs /volume/place/new",
    "%s, tmpfs /volume/place/new",
    "../outside, bind ./data/file /volume/place/file",
    "%s, bind ./data /volume/place",
    "%s, cwd /volume/place/a/b/c/d",
    "%s, device /volume/place/nodes/zero c 1:5",
    "%s, 'masked-paths default, /volume/place/file'",
    "%s, 'readonly-paths default, /volume/place'",
    "/proc/sys, tmpfs /volume/place/kernel",
    "/proc/self, bind ./data /volume/place/attr"
  })
  void changesNothingOutside(String target, String statement) throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "outside");
    Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("file"), "data");
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Path place = Files.createDirectory(volume.resolve("place"));
    Files.writeString(place.resolve("file"), "volume");
    Path link = link(volume.resolve("link"), target.formatted(outside));
    BuiltContainer built =
        container(
            "bind ./volume /volume; %s; run cat /proc/sys/kernel/ostype".formatted(statement));
    long exchanged = Exchange.during(place, link, () -> startRepeatedly(built));
    assertThat(exchanged).isGreaterThan(ROUNDS);
    assertThat(list(outside)).containsExactly(outside.resolve("file"));
    assertThat(outside.resolve("file")).hasContent("outside");
  }

  private static void startRepeatedly(BuiltContainer built) {
    for (int round = 0; round < ROUNDS; round++) {
      check(built.run());
    }
  }

  private static void check(Exit exit) {
    assertThat(exit.status()).as(exit.err()).isIn(BUILT_OR_REFUSED);
    if (exit.status() == 0) {
      assertThat(exit.out()).isEqualTo("Linux\n");
    } else {
      assertThat(exit.err()).startsWith("error[CDL70").contains("/volume/place");
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
