package dev.cdlc.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.differential.Observation.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** All observations of one run of {@code all.sh}, by the line that heads each. */
record Observations(Map<String, Observation> byHeading) {
  private static final String HEADING = "== ";

  /** Runs the script by the given command, in the workshop's folder. */
  static Observations by(Workshop workshop, int minutes, String... command) {
    try {
      Path output = workshop.folder().resolve("output");
      Process process =
          new ProcessBuilder(command)
              .directory(workshop.folder().toFile())
              .redirectOutput(output.toFile())
              .redirectError(workshop.folder().resolve("errors").toFile())
              .start();
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      process.destroy();
      assertThat(ended).as("ends in time: %s", Files.readString(output)).isTrue();
      return parse(Files.readAllLines(output));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Observations parse(List<String> lines) {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(HEADING)) {
        current = facts.computeIfAbsent(line, _ -> new ArrayList<>());
      } else {
        current.add(line);
      }
    }
    Map<String, Observation> byHeading = new LinkedHashMap<>();
    facts.forEach((heading, found) -> byHeading.put(heading, new Observation(found)));
    return new Observations(byHeading);
  }

  Observation of(String container, Side side) {
    String heading = HEADING + container + " " + side.word();
    assertThat(byHeading).containsKey(heading);
    return Objects.requireNonNull(byHeading.get(heading));
  }
}
