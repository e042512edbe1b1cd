package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.Patch;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnchoredDiffTest {
  /** A quadratic comparison would take minutes. */
  private static final int LONG = 400_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 1000})
  void makesOneTextOfTheOther(int alphabet) throws Exception {
    var random = new Random(alphabet);
    for (int round = 0; round < 300; round++) {
      List<String> before = lines(random.nextInt(30), alphabet, random);
      List<String> after = lines(random.nextInt(30), alphabet, random);
      assertThat(DiffUtils.patch(before, diff(before, after))).isEqualTo(after);
    }
  }

  @Test
  void findsTheSmallestDifference() {
    assertThat(diff(List.of("a", "b", "x", "a", "b"), List.of("a", "x", "a", "b")).getDeltas())
        .singleElement()
        .satisfies(delta -> assertThat(delta.getSource().getLines()).containsExactly("b"));
  }

  @Test
  void comparesLongTextsThatShareNothing() {
    List<String> before = Collections.nCopies(LONG, "a\r");
    List<String> after = Collections.nCopies(LONG, "a");
    assertTimeoutPreemptively(
        PATIENCE, () -> assertThat(diff(before, after).getDeltas()).hasSize(1));
  }

  @Test
  void comparesLongTextsThatShareMuch() {
    List<String> before =
        IntStream.range(0, LONG).mapToObj(i -> i % 3 == 0 ? ">" : "line " + i).toList();
    List<String> after = before.stream().filter(line -> !line.endsWith("000")).toList();
    assertTimeoutPreemptively(
        PATIENCE, () -> assertThat(DiffUtils.patch(before, diff(before, after))).isEqualTo(after));
  }

  private static List<String> lines(int count, int alphabet, Random random) {
    return IntStream.range(0, count)
        .mapToObj(_ -> Integer.toString(random.nextInt(alphabet)))
        .toList();
  }

  private static Patch<String> diff(List<String> before, List<String> after) {
    return DiffUtils.diff(before, after, new AnchoredDiff());
  }
}
