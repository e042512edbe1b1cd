package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.Tour.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the tour: each file is as right as it is said to be, each command prints what is shown. */
final class TourTest {
  private static final Pattern FILE = Pattern.compile("[a-z]+\\.(?:cdl|json)");
  private static final String AS_ROOT = "sudo ";
  private static final String RUN = "cdlc run ";
  private static final String CDLC = "cdlc ";

  @TempDir private Path folder;

  @Test
  void blocksOfCdlAreFilesAndRightUnlessTheySayOtherwise() throws IOException {
    long blocks = Tour.document().lines().filter(line -> line.startsWith("```cdl")).count();
    int checked = 0;
    for (Part part : Tour.read().parts()) {
      if (part instanceof Part.Text(var name, var language, var text)
          && language.startsWith("cdl")) {
        Files.writeString(folder.resolve(name), text);
        String secret = text.contains("param token") ? " --set token=hunter2" : "";
        Invocation compiled = cdlc("compile " + name + secret);
        assertThat(compiled.err().contains("error["))
            .as(name)
            .isEqualTo(language.endsWith("wrong"));
        checked++;
      }
    }
    assertThat(checked).isEqualTo((int) blocks).isGreaterThan(10);
  }

  @Test
  void commandsPrintWhatIsShown() throws Exception {
    take(false);
  }

  @Test
  @NeedsRoot
  void containersPrintWhatIsShown() throws Exception {
    take(true);
  }

  private void take(boolean withContainers) throws IOException, InterruptedException {
    for (Part part : Tour.read().parts()) {
      switch (part) {
        case Part.Text(var name, _, var text) -> Files.writeString(folder.resolve(name), text);
        case Part.Command(var line, var output) -> {
          if (withContainers || !(line.startsWith(AS_ROOT) || line.startsWith(RUN))) {
            assertThat(printedBy(line)).as(line).matches(pattern(output));
          }
        }
      }
    }
  }

  /** What stands in a document, with any number of lines for {@code ...}. */
  private static Pattern pattern(String output) {
    return Pattern.compile(
        output
            .lines()
            .map(line -> line.equals("...") ? "(?:.*\n)*" : Pattern.quote(line) + "\n?")
            .collect(Collectors.joining()));
  }

  private String printedBy(String line) throws IOException, InterruptedException {
    if (line.startsWith(AS_ROOT + RUN)) {
      return printedByContainer(line.substring(AS_ROOT.length() + RUN.length()));
    }
    if (line.startsWith(RUN)) {
      return printedByContainer(line.substring(RUN.length()) + " --rootless");
    }
    if (line.startsWith(CDLC)) {
      Invocation invoked = cdlc(line.substring(CDLC.length()));
      return (invoked.out() + invoked.err()).replace(folder + "/", "");
    }
    return printed(line.startsWith(AS_ROOT) ? line.substring(AS_ROOT.length()) : line);
  }

  private String printedByContainer(String arguments) throws IOException, InterruptedException {
    Invocation built = cdlc("build " + arguments + " -o run");
    return built.err() + printed("./run");
  }

  private String printed(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return printed;
  }

  /** Calls it here, where the folder is another than the reader's. */
  private Invocation cdlc(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
    for (int i = 0; i < words.size(); i++) {
      if (FILE.matcher(words.get(i)).matches() || (i > 0 && words.get(i - 1).equals("-o"))) {
        words.set(i, folder.resolve(words.get(i)).toString());
      }
    }
    if (words.getFirst().equals("init")) {
      words.add(folder.toString());
    }
    return Invocation.of(words.toArray(String[]::new));
  }
}
