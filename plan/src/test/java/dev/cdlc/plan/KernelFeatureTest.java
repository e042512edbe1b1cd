package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelFeatureTest {
  @Test
  void comeInTheOrderOfTheirKernels() {
    assertThat(Arrays.stream(KernelFeature.values()).map(KernelFeature::since)).isSorted();
    assertThat(KernelFeature.CONTAINERS.since()).isEqualTo(new KernelVersion(5, 12));
  }

  /** What is newer than every container would be told by no feature. */
  @Test
  void coverEachStepThatNeedsMoreThanEveryContainer() {
    var known = Arrays.stream(KernelFeature.values()).map(KernelFeature::since).toList();
    assertThat(Plans.everything().steps().stream().map(Step::minimumKernel))
        .filteredOn(version -> version.compareTo(KernelFeature.CONTAINERS.since()) > 0)
        .isNotEmpty()
        .allMatch(known::contains);
  }

  @Test
  void areNamedAsSourcesNameThem() {
    assertThat(Arrays.stream(KernelFeature.values()).map(KernelFeature::word))
        .containsExactly(
            "containers",
            "landlock",
            "nosymfollow",
            "MPOL_PREFERRED_MANY",
            "wait-killable-recv",
            "MPOL_WEIGHTED_INTERLEAVE");
  }

  @ParameterizedTest
  @CsvSource({"6.1.0-18-amd64,6.1", "5.12,5.12", "6.18-rc1,6.18", "4.4.302+,4.4"})
  void releaseBeginsWithItsVersion(String release, String version) {
    assertThat(KernelVersion.ofRelease(release)).map(KernelVersion::toString).contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "6.", ".1", "v6.1", "12345.1", "1.12345"})
  void otherTextHasNoVersion(String release) {
    assertThat(KernelVersion.ofRelease(release)).isEmpty();
  }
}
