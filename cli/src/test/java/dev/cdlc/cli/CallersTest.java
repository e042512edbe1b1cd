package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.launch.Seen;
import dev.cdlc.compiler.input.Host;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.runtime.probe.Facility;
import dev.cdlc.runtime.probe.SubordinateIds;
import dev.cdlc.runtime.probe.SubordinateIds.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom containers are made. */
final class CallersTest {
  private static final String IDS = "--rootless-ids";
  private static final String ALICE = "1000:1001:100000:65536";

  private static final Host CALLER =
      new Host() {
        @Override
        public long uid() {
          return 1000;
        }

        @Override
        public long gid() {
          return 1001;
        }
      };

  @TempDir private Path folder;
  private String file = "";

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
                folder.resolve("web.cdl"), "container web < root ./fs; run /bin/true; pids 5 >\n")
            .toString();
  }

  @Test
  void planShowsTheMapAndWhatAskedForIt() {
    Invocation plan = Invocation.of("plan", file, IDS, ALICE);
    assertThat(plan.err()).isEmpty();
    assertThat(plan.out())
        .containsPattern("clone init \\(.*user.*\\)")
        .containsPattern("make cgroup cdlc/web-PID below the caller's own \\(pids\\) .*web.cdl:1:1")
        .containsPattern(
            "map users 0 1000 1, 1 100000 65536; groups 0 1001 1, 1 100000 65536 .*web.cdl:1:1\n");
    assertThat(Invocation.of("plan", file, "--rootless").out())
        .contains("map the caller to 0:0")
        .doesNotContain("map users");
  }

  @Test
  void configHasTheMap() {
    assertThat(Invocation.of("compile", file, IDS, ALICE).out())
        .contains("\"uidMappings\"", "\"hostID\": 1001");
    assertThat(Invocation.of("compile", file).out()).doesNotContain("uidMappings", "\"user\",");
  }

  @Test
  void executableIsForWhoeverItIsMadeFor() throws IOException {
    assertThat(build().out()).isEmpty();
    byte[] forRoot = Files.readAllBytes(folder.resolve("web"));
    assertThat(build("--rootless").status()).isZero();
    byte[] forOthers = Files.readAllBytes(folder.resolve("web"));
    assertThat(forOthers).isNotEqualTo(forRoot);
    assertThat(build(IDS, ALICE).status()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("web"))).isNotEqualTo(forOthers);
  }

  private Invocation build(String... choices) {
    List<String> words = new ArrayList<>(List.of("build", file, "-o"));
    words.add(folder.resolve("web").toString());
    words.addAll(List.of(choices));
    return Invocation.of(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, takes four numbers",
    "1000:1000:x:1, takes four numbers",
    "1:2:3:4:5, takes four numbers",
    "1:2:3:-4, takes four numbers",
    "1:2:3:0, names ids that there are not",
    "4294967295:2:3:1, names ids that there are not",
    "1:4294967295:3:1, names ids that there are not",
    "1:2:4294967294:2, names ids that there are not",
  })
  void idsThatCannotBeAreRefused(String ids, String message) {
    Invocation refused = Invocation.of("plan", file, IDS, ids);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(message);
  }

  @Test
  void rangesComeOneAfterAnotherBehindTheCaller() {
    var ids =
        new SubordinateIds(
            List.of(new Range(100_000, 10), new Range(500_000, 5)),
            List.of(new Range(200_000, 7)),
            Optional.empty());
    assertThat(Callers.rootless(ids, CALLER))
        .isEqualTo(
            new Rootless(
                List.of(
                    new IdRange(0, 1000, 1),
                    new IdRange(1, 100_000, 10),
                    new IdRange(11, 500_000, 5)),
                List.of(new IdRange(0, 1001, 1), new IdRange(1, 200_000, 7)),
                Optional.empty()));
  }

  @Test
  void whatIsMissingIsKeptForWhoAsks() {
    var lack =
        new Facility(
            "subuid", Facility.State.MISSING, false, "no ids", Optional.of("run 'usermod'"));
    var ids = new SubordinateIds(List.of(), List.of(), Optional.of(lack));
    assertThat(Callers.rootless(ids, CALLER))
        .isEqualTo(
            new Rootless(
                List.of(), List.of(), Optional.of(new Rootless.Lack("no ids", "run 'usermod'"))));
  }

  /** A later start compares them: a changed /etc/subuid is noticed. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesThatTheIdsFollowFromAreSeen() throws Exception {
    var seen = new SeenFiles(new FileInputs(Map.of()), InstantSource.system());
    Optional<Rootless> caller = Callers.ofHost(seen);
    assertThat(caller.isPresent()).isEqualTo(new CallerIds().uid() != 0);
    assertThat(seen.all().orElse(List.of()).stream().anyMatch(CallersTest::isOfPasswd))
        .isEqualTo(caller.isPresent() && seen.all().isPresent());
  }

  private static boolean isOfPasswd(Seen seen) {
    return seen instanceof Seen.File file && file.path().equals("/etc/passwd");
  }

  @Test
  void callerOfAnUnusualKindKeepsNothing() {
    var seen = new SeenFiles(new FileInputs(Map.of()), InstantSource.system());
    assertThat(seen.all()).isPresent();
    seen.callerUnusual();
    assertThat(seen.all()).isEmpty();
  }
}
