package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.cli.BuiltContainer.Exit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many starts, one after the other and all at once, where there is hardly room for them: none
 * fails, and nothing is left. {@code -Dcdlc.soak.starts} and {@code -Dcdlc.soak.at.once} say how
 * many.
 */
@NeedsRoot
final class SoakLinuxTest {
  private static final String NAME = "soak-" + ProcessHandle.current().pid();
  private static final int STARTS = Integer.getInteger("cdlc.soak.starts", 150);
  private static final int FEW = 30;
  private static final int AT_ONCE = Integer.getInteger("cdlc.soak.at.once", 40);

  /**
   * Starts {@code $5}, {@code $4} times, in a cgroup {@code $1} whose {@code $2} is {@code $3}. If
   * its memory is limited, half of it must be free again within ten seconds of each end.
   */
  private static final String WITHIN_A_LIMIT =
      """
      mkdir $1 && echo $3 >$1/$2 && echo 0 >$1/cgroup.procs
      failed=0
      more_than_half() {
        [ -e $1/memory.usage_in_bytes ] && read used <$1/memory.usage_in_bytes &&
          [ $used -gt $(($3 / 2)) ]
      }
      for i in $(seq $4); do
        "$5" || failed=$((failed + 1))
        tries=0
        while more_than_half "$@"; do
          [ $tries -lt 200 ] || { echo "$used bytes are left" >&2; break; }
          tries=$((tries + 1))
          sleep 0.05
        done
      done
      echo 0 >$1/../cgroup.procs
      rmdir $1
      exit $failed
      """;

  /** All that a container can have. */
  private static final String BODY =
      "root ./root; run true; cpu 90%; memory 512KiB; pids 1; tmpfs /tmp; bind ./root/etc /mnt ro;"
          + " sysctl kernel.shmmni=100; device-rule allow c 10:200 rw";

  @TempDir private Path folder;

  @BeforeEach
  void makeRoot() throws IOException {
    BusyboxRoot.make(folder.resolve("root"));
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  @Test
  void manyStartOneAfterTheOther() {
    BuiltContainer built = container(BODY);
    List<String> filesBefore = temporaryFiles();
    for (int i = 0; i < STARTS; i++) {
      assertThat(built.run()).isEqualTo(new Exit(0, "", ""));
    }
    assertThat(temporaryFiles()).isEqualTo(filesBefore);
  }

  @Test
  void manyStartAtOnce() {
    BuiltContainer built = container(BODY);
    List<Process> started = Stream.generate(() -> built.start(List.of())).limit(AT_ONCE).toList();
    assertThat(started)
        .allSatisfy(
            process ->
                assertThat(BuiltContainer.finish(process, "")).isEqualTo(new Exit(0, "", "")));
  }

  /** Shell, supervisor and init are three processes. */
  @Test
  void allStartWhereThereIsHardlyRoomForTheirProcesses() {
    Exit exit = container("root ./root; run true").runBy(within("pids", "pids.max", "3"));
    assertThat(exit).isEqualTo(new Exit(0, "", ""));
  }

  /**
   * The kernel frees namespaces some time after their end; what is left by one start must be gone
   * before the next, or the limit would be reached by what earlier starts had.
   */
  @Test
  void allStartWhereThereIsHardlyMemory() {
    Exit exit =
        container("root ./root; run true")
            .runBy(within("memory", "memory.limit_in_bytes", "3145728"));
    assertThat(exit).isEqualTo(new Exit(0, "", ""));
  }

  /** The shell and the supervisor are all. */
  @Test
  void limitThatIsReachedIsToldAndLeavesNothing() {
    Exit exit = container("root ./root; run true").runBy(within("pids", "pids.max", "2"));
    assertThat(exit.status()).isEqualTo(FEW);
    assertThat(exit.err().lines())
        .hasSizeGreaterThanOrEqualTo(FEW)
        .allMatch(line -> line.matches("error\\[CDL7005].*: EAGAIN \\(.*|  help: .*"));
  }

  /** But for the page that supervisor and init share. */
  @Test
  void noMemoryIsAllocated() throws IOException {
    BuiltContainer built = container(BODY.replace("run true", "run /none"));
    Path log = folder.resolve("log");
    Exit exit =
        built.runBy("strace", "-f", "-o", log.toString(), "-e", "trace=brk,mmap,mremap,execve");
    assertThat(exit.status()).isEqualTo(127);
    assertThat(
            Files.readAllLines(log).stream()
                .filter(line -> line.matches(".*(brk|mmap|mremap)\\(.*")))
        .singleElement()
        .asString()
        .contains("mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS, -1, 0)");
  }

  private String[] within(String controller, String file, String limit) {
    Path hierarchy = Path.of("/sys/fs/cgroup", controller);
    assumeTrue(
        Files.exists(hierarchy.resolve("cgroup.procs")), "needs cgroup v1 for " + controller);
    String cgroup = hierarchy.resolve(NAME).toString();
    String starts = Integer.toString(FEW);
    return new String[] {"sh", "-c", WITHIN_A_LIMIT, "sh", cgroup, file, limit, starts};
  }

  private static List<String> temporaryFiles() {
    String[] files = new File(System.getProperty("java.io.tmpdir")).list();
    return Arrays.stream(files == null ? new String[0] : files).sorted().toList();
  }

  private BuiltContainer container(String body) {
    return BuiltContainer.of(folder, "container %s < %s >".formatted(NAME, body));
  }
}
