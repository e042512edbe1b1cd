package dev.cdlc.runtime.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.runtime.container.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records by hand: this process is the supervisor, a child of it the init. */
final class RunningContainersTest {
  private static final Description DESCRIPTION =
      new Description(
          "/srv/web.cdl",
          Optional.of("www::adm,audio"),
          List.of("TERM", "LANG"),
          Optional.empty(),
          true,
          "{\n}");

  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path folder;
  private Path locks;
  private Process init;

  @BeforeEach
  void start() throws IOException {
    locks = Files.createFile(folder.resolve("LOCKS"));
    init = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() throws InterruptedException {
    init.destroyForcibly().waitFor();
  }

  private RunningContainers containers() {
    return new RunningContainers(folder, locks);
  }

  private void record(String name, long pid, String description) throws IOException {
    byte[] text = description.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(16 + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(pid)
            .putLong(-1)
            .put(text)
            .array();
    Files.write(folder.resolve(name), content);
  }

  private void lock(String name, long holder) throws IOException {
    Path file = folder.resolve(name);
    long device = (Long) Files.getAttribute(file, "unix:dev");
    long inode = (Long) Files.getAttribute(file, "unix:ino");
    Files.writeString(
        locks,
        "1: FLOCK  ADVISORY  WRITE %d %02x:%02x:%d 0 EOF\n"
            .formatted(holder, (device >> 8) & 0xfff, device & 0xff, inode));
  }

  @Test
  void oneRunsWhoseFileIsLocked() throws IOException {
    record("web", init.pid(), DESCRIPTION.text());
    lock("web", SELF);
    assertThat(containers().all())
        .containsExactly(
            new RunningContainer(
                "web",
                ProcessIdentity.of(SELF).orElseThrow(),
                ProcessIdentity.of(init.pid()),
                Optional.of(DESCRIPTION)));
    assertThat(containers().isRunning("web")).isTrue();
  }

  @Test
  void whatNobodyHasLockedHasEnded() throws IOException {
    record("web", init.pid(), DESCRIPTION.text());
    assertThat(containers().all()).isEmpty();
    assertThat(containers().isRunning("web")).isFalse();
  }

  @Test
  void anInitThatIsNoChildOfTheSupervisorIsNotBelieved() throws IOException {
    record("web", 1, DESCRIPTION.text());
    lock("web", SELF);
    assertThat(containers().find("web").orElseThrow().init()).isEmpty();
  }

  @Test
  void anEmptyRecordIsOfOneThatStarts() throws IOException {
    Files.createFile(folder.resolve("web"));
    lock("web", SELF);
    assertThat(containers().find("web").orElseThrow())
        .matches(one -> one.init().isEmpty() && one.description().isEmpty());
  }

  @Test
  void aRecordOfAnotherVersionHasAnInitAndNoDescription() throws IOException {
    record("web", init.pid(), "cdlc-run 999\nwhatever");
    lock("web", SELF);
    assertThat(containers().find("web").orElseThrow())
        .matches(one -> one.init().isPresent() && one.description().isEmpty());
  }

  @Test
  void aSupervisorThatHasEndedMeanwhileHasNoContainer() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    record("web", init.pid(), DESCRIPTION.text());
    lock("web", ended.pid());
    assertThat(containers().find("web")).isEmpty();
  }

  @Test
  void onlyNamesOfContainersAreLookedFor() throws IOException {
    record("Web", init.pid(), DESCRIPTION.text());
    lock("Web", SELF);
    assertThat(containers().all()).isEmpty();
    assertThat(containers().find("../" + folder.getFileName() + "/Web")).isEmpty();
    assertThat(RunningContainers.isName("a".repeat(64))).isFalse();
  }

  @Test
  void processesAreThoseBelowTheInitWhereThereIsNoCgroup() throws IOException {
    record("web", init.pid(), DESCRIPTION.text());
    lock("web", SELF);
    assertThat(containers().find("web").orElseThrow().processes()).containsExactly(init.pid());
  }
}
