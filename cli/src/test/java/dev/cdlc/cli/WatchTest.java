package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code validate --watch}: what is printed when files are saved, and how soon. */
class WatchTest {
  private static final String GOOD = "container a < root ./r; run /bin/true >\n";
  private static final long SECONDS = 30;
  private static final Duration PROMISED = Duration.ofMillis(50);
  private static final int WARM = 40;
  private static final int MEASURED = 40;

  @TempDir private Path temporary;
  private Path folder;
  private final BlockingQueue<Screen> screens = new LinkedBlockingQueue<>();
  private final PrintStream terminal = new PrintStream(new Screens(), true, StandardCharsets.UTF_8);
  private Thread watching = new Thread();

  /** What was printed at once, and when. */
  private record Screen(String text, long nanoseconds) {}

  private final class Screens extends OutputStream {
    @Override
    public void write(int b) {
      throw new IllegalStateException("a screen is printed as a whole");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      screens.add(new Screen(text, System.nanoTime()));
    }
  }

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("watched"));
    Files.writeString(folder.resolve("a.cdl"), GOOD);
    Files.createDirectory(folder.resolveSibling(".git"));
  }

  @AfterEach
  void end() throws InterruptedException {
    watching.interrupt();
    watching.join(TimeUnit.SECONDS.toMillis(SECONDS));
    assertThat(watching.isAlive()).isFalse();
  }

  private void watch() {
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            terminal,
            terminal,
            Map.of("TERM", "dumb"),
            true);
    watching =
        Thread.ofPlatform()
            .start(() -> new Cdlc(_ -> {}, console).run("validate", "--watch", folder.toString()));
  }

  private Screen screenWith(String text) throws InterruptedException {
    Screen screen;
    do {
      screen = screens.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(screen).as("a screen with %s", text).isNotNull();
    } while (!screen.text().contains(text));
    return screen;
  }

  @Test
  void savedFileIsCheckedAgain() throws Exception {
    watch();
    assertThat(screenWith("checked").text()).isEqualTo("1 file checked, nothing found\n");
    Files.writeString(folder.resolve("a.cdl"), "zzz 1;\n");
    assertThat(screenWith("CDL1001").text())
        .startsWith(folder + "/a.cdl changed\nerror[CDL1001]")
        .endsWith("1 error in 1 file\n");
    Files.writeString(folder.resolve("a.cdl"), GOOD);
    assertThat(screenWith("nothing found").text())
        .isEqualTo(folder + "/a.cdl changed\n1 file checked, nothing found\n");
  }

  @Test
  void fileThatIsSavedByRenameIsCheckedAgain() throws Exception {
    watch();
    screenWith("checked");
    Path draft = Files.writeString(folder.resolve(".a.cdl.swp"), "zzz 1;\n");
    Files.move(draft, folder.resolve("a.cdl"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(screenWith("CDL1001").text()).startsWith(folder + "/a.cdl changed\n");
  }

  @Test
  void newAndDeletedFilesCount() throws Exception {
    watch();
    screenWith("1 file checked");
    Files.writeString(folder.resolve("b.cdl"), GOOD);
    screenWith("2 files checked");
    Files.delete(folder.resolve("a.cdl"));
    Files.delete(folder.resolve("b.cdl"));
    screenWith("holds no .cdl file");
    Files.writeString(folder.resolve("b.cdl"), GOOD);
    screenWith("1 file checked");
  }

  @Test
  void newFoldersAreWatched() throws Exception {
    watch();
    screenWith("1 file checked");
    Path deep = Files.createDirectories(folder.resolve("new/deep"));
    Files.writeString(deep.resolve("b.cdl"), GOOD);
    screenWith("2 files checked");
    Files.writeString(deep.resolve("b.cdl"), "zzz 1;\n");
    screenWith("1 error in 2 files");
  }

  @Test
  void includesFromElsewhereAreWatched() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolveSibling("elsewhere"));
    Path base = elsewhere.resolve("base.cdl");
    Files.writeString(base, "let x 1;\n");
    Files.writeString(folder.resolve("a.cdl"), "include ../elsewhere/base.cdl;\n" + GOOD);
    watch();
    screenWith("nothing found");
    Files.writeString(base, "zzz 1;\n");
    assertThat(screenWith("CDL1001").text()).startsWith(base + " changed\n");
    Files.delete(base);
    screenWith("base.cdl changed");
    Files.writeString(base, "let x 1;\n");
    screenWith("nothing found");
  }

  @Test
  void projectFileThatAppearsHolds() throws Exception {
    watch();
    screenWith("nothing found");
    Files.writeString(folder.resolveSibling("cdlc.cdl"), "lint < level restricted >\n");
    screenWith("CDL3001");
  }

  @Test
  void moreFilesThanTheKernelTellsOfAreAllSeen() throws Exception {
    watch();
    screenWith("1 file checked");
    for (int i = 0; i < 1_500; i++) {
      Files.writeString(folder.resolve("n" + i + ".cdl"), GOOD);
    }
    screenWith("1501 files checked");
  }

  @Test
  void whatDoesNotMatterIsLeft() throws Exception {
    watch();
    screenWith("checked");
    Files.writeString(folder.resolve("note.txt"), "no CDL");
    Files.writeString(folder.resolve("a.cdl"), "zzz 1;\n");
    assertThat(screenWith("changed").text()).startsWith(folder + "/a.cdl changed\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--fix, --fix",
    "--changed=HEAD, --changed",
    "--write-baseline=x, --write-baseline",
    "-, standard input",
    "--output=json, an output other than text"
  })
  void refusesWhatIsDoneOnce(String word, String what) {
    assertThat(Invocation.of("validate", "--watch", word))
        .isEqualTo(new Invocation(2, "", "cdlc: --watch cannot go with " + what + "\n"));
  }

  /** On a machine that has other work too, many a save may be late; one in ten is not. */
  @Test
  void findingsFollowASaveAtOnce(TestReporter reporter) throws Exception {
    for (int i = 0; i < 100; i++) {
      Files.writeString(folder.resolve("n" + i + ".cdl"), GOOD);
    }
    watch();
    screenWith("checked");
    long[] latencies = new long[MEASURED];
    for (int i = -WARM; i < MEASURED; i++) {
      String marker = "marker" + (i + WARM) + "x";
      Files.writeString(folder.resolve("a.cdl"), marker + " 1;\n");
      long closed = System.nanoTime();
      latencies[Math.max(i, 0)] = screenWith("`" + marker + "`").nanoseconds() - closed;
    }
    Arrays.sort(latencies);
    reporter.publishEntry(
        "milliseconds from close(2) to the last byte, median of %d".formatted(MEASURED),
        "%.1f".formatted(latencies[MEASURED / 2] / 1e6));
    assertThat(Duration.ofNanos(latencies[MEASURED / 10])).isLessThan(PROMISED);
  }
}
