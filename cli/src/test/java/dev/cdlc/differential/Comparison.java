package dev.cdlc.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.differential.Observation.Difference;
import dev.cdlc.differential.Observation.Side;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What was seen of a workshop's containers, by whom they were started: a test for each. */
record Comparison(Workshop workshop, Observations observations, Accepted accepted) {
  static Stream<DynamicTest> of(Workshop workshop, Observations observations) {
    Comparison comparison = new Comparison(workshop, observations, Accepted.read());
    return workshop.sources().keySet().stream()
        .map(name -> dynamicTest(name, () -> comparison.compare(name)));
  }

  private void compare(String name) {
    Observation executable = observations.of(name, Side.EXECUTABLE);
    String source = workshop.sources().get(name);
    assertThat(executable.facts()).as(source).endsWith("ended with 7");
    List<Difference> differences = executable.differences(observations.of(name, Side.RUNC));
    assertThat(differences.stream().filter(difference -> !accepted.holds(difference)))
        .as(source)
        .isEmpty();
  }
}
