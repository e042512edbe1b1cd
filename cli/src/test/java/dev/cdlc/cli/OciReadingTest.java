package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a config before it is known to be valid counts only if it was right. */
final class OciReadingTest {
  @TempDir private Path folder;
  private final List<OciBundle> worked = new ArrayList<>();

  private OciReading reading(String more) throws IOException, CommandException {
    String config =
        """
        {"ociVersion":"1.0.0","root":{"path":"rootfs"},"process":{"cwd":"/","args":["sh"]},
         "linux":{"namespaces":[{"type":"mount"}]%s}}
        """
            .formatted(more);
    Files.writeString(folder.resolve("config.json"), config);
    return OciReading.of(folder);
  }

  private OciBundle work(OciBundle bundle) {
    worked.add(bundle);
    return bundle;
  }

  @Test
  void whatIsValidIsWorkedOnOnce() throws Exception {
    OciBundle made = reading("").make(this::work);
    assertThat(worked).containsExactly(made);
    assertThat(made.config()).isEqualTo(OciBundle.of(folder).config());
  }

  @Test
  void whatIsNotValidIsToldAndNotWhatTheWorkSays() throws Exception {
    OciReading reading = reading(",\"maskedPaths\":7");
    assertThatThrownBy(
            () ->
                reading.make(
                    bundle -> {
                      throw new CommandException("the work has failed");
                    }))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("config.json:2:")
        .hasMessageContaining("`linux.maskedPaths` must be of type array");
  }

  @Test
  void whatFailsForAValidConfigIsTold() throws Exception {
    OciReading reading = reading("");
    assertThatThrownBy(
            () ->
                reading.make(
                    bundle -> {
                      throw new CommandException("the work has failed");
                    }))
        .hasMessage("the work has failed");
  }

  @Test
  void whatIsLeftOutOfTheConfigIsNotInWhatIsMade() throws Exception {
    OciBundle made = reading(",\"resources\":{\"memory\":{\"unknown\":1}}").make(this::work);
    assertThat(made.config()).isEqualTo(OciBundle.of(folder).config());
    assertThat(worked).hasSize(2).last().isEqualTo(made);
  }
}
