package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Propagation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountOptionsTest {
  @Test
  void attributesAndParametersGoToDifferentCalls() {
    var options = options("nosuid", "mode=755", "nodev", "huge=within_size", "noswap");
    assertThat(options.attributes()).containsExactly(MountAttribute.NOSUID, MountAttribute.NODEV);
    assertThat(options.parameters())
        .containsExactly(
            new FsOption("mode", Optional.of("755")),
            new FsOption("huge", Optional.of("within_size")),
            new FsOption("noswap", Optional.empty()));
  }

  @Test
  void laterOptionHolds() {
    assertThat(options("ro", "rw").attributes()).isEmpty();
    assertThat(options("rw", "ro").attributes()).containsExactly(MountAttribute.RDONLY);
    assertThat(options("noatime", "strictatime").attributes())
        .containsExactly(MountAttribute.STRICTATIME);
    assertThat(options("strictatime", "relatime").attributes()).isEmpty();
    assertThat(options("private", "rslave").propagation())
        .contains(new MountOption.Propagate(Propagation.SLAVE, true));
  }

  @Test
  void readOnlyFileSystemIsSoItself() {
    assertThat(options("ro").parameters()).containsExactly(new FsOption("ro", Optional.empty()));
    assertThat(options("ro", "rw").parameters()).isEmpty();
  }

  @Test
  void recursiveWordsAreNotParameters() {
    var options = options("rbind", "rro", "rnosuid", "rrelatime", "rexec");
    assertThat(options.bind()).contains(new MountOption.Bind(true));
    assertThat(options.attributes()).containsExactly(MountAttribute.RDONLY, MountAttribute.NOSUID);
    assertThat(options("rbind", "rrw").parameters()).isEmpty();
  }

  @Test
  void wordsThatNoCallAsksForAreLeftOut() {
    assertThat(options("defaults", "silent", "loud").parameters()).isEmpty();
  }

  @Test
  void optionsOfAWholeFileSystemGoToItsConfiguration() {
    assertThat(options("sync", "nolazytime").parameters())
        .containsExactly(
            new FsOption("sync", Optional.empty()), new FsOption("nolazytime", Optional.empty()));
  }

  @Test
  void noFileSystemIsAskedForWhatTheRuntimeDoes() {
    assertThat(options("idmap", "ridmap", "remount", "tmpcopyup").parameters()).isEmpty();
  }

  @Test
  void fileSystemThatIsToBeFilledIsNotReadOnlyItself() {
    assertThat(options("ro", "tmpcopyup").copyUp()).isTrue();
    assertThat(options("ro", "tmpcopyup").parameters()).isEmpty();
    assertThat(options("ro", "tmpcopyup").attributes()).containsExactly(MountAttribute.RDONLY);
    assertThat(options("ro").copyUp()).isFalse();
  }

  private static MountOptions options(String... words) {
    return new MountOptions(List.of(words));
  }
}
