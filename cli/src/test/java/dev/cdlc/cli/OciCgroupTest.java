package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs that read and write a container's cgroup; a folder of files serves for it. */
final class OciCgroupTest {
  private static final Invocation DONE = new Invocation(0, "", "");

  @TempDir private Path folder;
  private OciContainers containers;
  private Process init;

  @BeforeEach
  void makeContainer() throws Exception {
    containers = new OciContainers(folder);
    init = containers.running("web");
    Files.createDirectory(containers.cgroup());
    write("cgroup.procs", init.pid() + "\n");
  }

  @AfterEach
  void endInits() {
    containers.close();
  }

  @Test
  void pauseFreezesAndResumeThaws() throws IOException {
    write("cgroup.freeze", "0");
    write("cgroup.events", "populated 1\nfrozen 1\n");
    assertPaused();
    assertThat(containers.oci("resume", "web")).isEqualTo(DONE);
    assertThat(containers.cgroup().resolve("cgroup.freeze")).hasContent("0");
  }

  @Test
  void pauseFreezesOnV1() throws IOException {
    write("freezer.state", "THAWED");
    assertThat(containers.oci("pause", "web")).isEqualTo(DONE);
    assertPaused();
    assertThat(containers.oci("resume", "web")).isEqualTo(DONE);
    assertThat(containers.cgroup().resolve("freezer.state")).hasContent("THAWED");
    assertThat(containers.oci("state", "web").out()).contains("\"status\":\"running\"");
  }

  private void assertPaused() {
    assertThat(containers.oci("state", "web").out())
        .contains("\"status\":\"paused\"", "\"pid\":" + init.pid());
    assertThat(containers.oci("pause", "web").err())
        .isEqualTo("cdlc: cannot pause a container that is paused: web\n");
    assertThat(containers.oci("start", "web").err())
        .isEqualTo("cdlc: cannot start a container that is paused: web\n");
    assertThat(containers.oci("delete", "web").err())
        .startsWith("cdlc: cannot delete a container that is paused: web\n");
  }

  /** What a freezer of cgroup v1 has stopped does not die. */
  @Test
  void whatIsKilledWhilePausedIsThawed() throws Exception {
    write("freezer.state", "FROZEN");
    assertThat(containers.oci("kill", "web", "CONT")).isEqualTo(DONE);
    assertThat(containers.cgroup().resolve("freezer.state")).hasContent("FROZEN");
    assertThat(containers.oci("kill", "web", "KILL")).isEqualTo(DONE);
    assertThat(containers.cgroup().resolve("freezer.state")).hasContent("THAWED");
    assertThat(init.waitFor()).isNotZero();
  }

  @Test
  void aCgroupThatDoesNotFreezeIsToldOf() {
    assertThat(containers.oci("pause", "web"))
        .isEqualTo(
            new Invocation(1, "", "cdlc: pause: the container has no cgroup that freezes\n"));
  }

  @Test
  void whatIsNotPausedIsNotResumed() {
    assertThat(containers.oci("resume", "web"))
        .isEqualTo(new Invocation(1, "", "cdlc: container not paused: web\n"));
  }

  @Test
  void psListsTheProcessesOfTheCgroup() {
    assertThat(containers.oci("ps", "--format", "json", "web").out())
        .isEqualTo("[%d]\n".formatted(init.pid()));
    assertThat(containers.oci("ps", "web").out().lines())
        .satisfiesExactly(
            titles -> assertThat(titles).contains("UID", "PID", "CMD"),
            line -> assertThat(line).contains(" " + init.pid() + " ", "sleep 600"));
    assertThat(containers.oci("ps", "web", "-o", "pid,args").out().lines())
        .satisfiesExactly(
            titles -> assertThat(titles).matches(" +PID COMMAND"),
            line -> assertThat(line).endsWith(init.pid() + " sleep 600"));
  }

  @Test
  void psNeedsTheColumnOfPids() {
    assertThat(containers.oci("ps", "web", "-o", "args"))
        .isEqualTo(new Invocation(1, "", "cdlc: ps: what ps(1) prints has no column PID\n"));
    assertThat(containers.oci("ps", "web", "--unknown").err()).startsWith("cdlc: ps: ");
    assertThat(containers.oci("ps", "-f", "xml", "web").err())
        .isEqualTo("cdlc: --format takes table or json, not 'xml'\n");
  }

  @Test
  void psOfWhatWasNeverCreatedHasNoLines() throws Exception {
    containers.begun("other");
    assertThat(containers.oci("ps", "-f", "json", "other").out()).isEqualTo("[]\n");
  }

  @Test
  void eventsTellWhatV2Counts() throws Exception {
    write("cpu.stat", "usage_usec 1234\nuser_usec 1000\n");
    write("memory.current", "4096\n");
    write("memory.max", "max\n");
    write("pids.current", "2\n");
    write("pids.max", "7\n");
    assertThat(containers.oci("events", "--stats", "web"))
        .isEqualTo(
            new Invocation(
                0,
                """
                {"type":"stats","id":"web","data":{"cpu":{"usage":{"total":1234000}},\
                "memory":{"usage":{"limit":18446744073709551615,"usage":4096}},\
                "pids":{"current":2,"limit":7}}}
                """,
                ""));
  }

  @Test
  void eventsTellWhatV1CountsUntilTheEnd() throws Exception {
    write("cpu.stat", "nr_periods 0\n");
    assertThat(containers.oci("events", "--stats", "web").out()).contains("\"total\":0");
    write("cpuacct.usage", "99\n");
    write("memory.usage_in_bytes", "1\n");
    new ProcessBuilder("sh", "-c", "sleep 0.3; kill -9 " + init.pid()).start();
    assertThat(containers.oci("events", "--interval", "1s", "web").out().lines())
        .hasSize(2)
        .allMatch(
            line ->
                line.contains("{\"total\":99}")
                    && line.contains("\"limit\":0,\"usage\":1")
                    && line.contains("{\"current\":1,"));
  }

  @Test
  void eventsNeedAContainerThatRuns() throws Exception {
    containers.stopped("other", "");
    assertThat(containers.oci("events", "other").err())
        .isEqualTo("cdlc: container not running: other\n");
    assertThat(containers.oci("events", "--interval", "0s", "web").err())
        .isEqualTo("cdlc: --interval takes seconds, as in 5s, not '0s'\n");
  }

  @Test
  void updateNeedsAContainerThatRuns() throws Exception {
    containers.stopped("other", "");
    assertThat(containers.oci("update", "--memory", "1M", "other"))
        .isEqualTo(new Invocation(1, "", "cdlc: container not running: other\n"));
    assertThat(containers.oci("update", "web")).isEqualTo(DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--memory=1X | --memory takes bytes, as in 64M, not '1X'",
        "--memory-swap=9999999999999t | --memory-swap takes bytes below 8E, not '9999999999999t'",
        "--cpu-share=many | --cpu-share takes a number, not 'many'",
        "--cpuset-cpus=a\"b | --cpuset-cpus takes a list, as in 0-3,7, not 'a\"b'",
        "--blkio-weight=-1 | options:1:22: `linux.resources.blockIO.weight` must be at least 10",
        "--pids-limit=1234567890123456789 | --pids-limit takes a number, not '12345678901",
        "--resources=/none/file | update: no such file or folder",
        "--resources=/ | update: ",
      })
  void limitsThatAreNoneAreToldOf(String option, String message) {
    Invocation refused = containers.oci("update", option, "web");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("cdlc: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'memory': | <stdin>:1:",
        "{'memory': {'limit': 'much'}} | <stdin>:1:22: `linux.resources.memory.limit` must be",
        "7 | <stdin>:1:1: `linux.resources` must be of type object",
        "{'cpu': {'cpus': 7}} | <stdin>:1:18: `linux.resources.cpu.cpus` must be of type string",
      })
  void resourcesThatAreWrongAreToldWithTheirPlace(String text, String message) {
    Invocation refused = update(text.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("cdlc: " + message);
  }

  /** None of the host's hierarchies has the folder that serves for the cgroup. */
  @ParameterizedTest
  @CsvSource({
    "--memory=64k, memory",
    "--memory-swap=-1, memory",
    "--cpu-quota=1000, cpu",
    "--cpu-period=1000, cpu",
    "--cpuset-cpus=0, cpuset",
    "--pids-limit=-1, pids"
  })
  void limitsThatCannotBeSetAreToldOf(String option, String controller) throws IOException {
    write("memory.max", "max\n");
    for (String file : List.of("cpu.cfs_quota_us", "cpu.cfs_period_us")) {
      write(file, "100000\n");
    }
    assertRefused(option, controller);
    write("cpu.max", "max 100000\n");
    assertRefused(option, controller);
  }

  private void assertRefused(String option, String controller) {
    assertThat(containers.oci("update", option, "web"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "cdlc: update: no cgroup hierarchy has the controller %s\n".formatted(controller)));
  }

  @Test
  void zerosLeaveLimitsAsTheyAre() {
    assertThat(
            update(
                "{\"memory\":{\"limit\":0,\"swap\":0},\"cpu\":{\"shares\":0,\"quota\":0,\"cpus\":\"\"},"
                    + "\"blockIO\":{\"weight\":0}}"))
        .isEqualTo(DONE);
  }

  private Invocation update(String resources) {
    String[] arguments =
        Stream.of(
                "oci", "--root", containers.root().toString(), "update", "--resources", "-", "web")
            .toArray(String[]::new);
    return Invocation.of(Map.of(), resources, arguments);
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(containers.cgroup().resolve(file), content);
  }
}
