package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.lint.Assume.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssumeTest {
  private static List<Code> codes(String statements, String... words) {
    Assume assume = Assume.NOTHING;
    for (String word : words) {
      assume = assume.with(word) instanceof Reading.Known(Assume known) ? known : refused(word);
    }
    return LintedText.of(
            "container web < root ./rootfs; run /bin/date; " + statements + " >",
            LintSettings.DEFAULT.withAssume(assume))
        .codes();
  }

  private static Assume refused(String word) {
    throw new AssertionError(word);
  }

  @Test
  void decidesWhichVersionOfCgroupsHolds() {
    assertThat(codes("net-class 1", "cgroup=v2")).containsExactly(Code.OF_CGROUP_V1);
    assertThat(codes("net-class 1", "cgroup=v1")).isEmpty();
    assertThat(codes("cpu < weight 10 >", "cgroup=hybrid")).containsExactly(Code.OF_CGROUP_V2);
    assertThat(codes("cpu < weight 10 >", "cgroup=v2")).isEmpty();
  }

  @Test
  void decidesWhatIsNew() {
    String offset = "ns pid, ipc, uts, net, time; time-offset monotonic 2d";

    assertThat(codes(offset)).isEmpty();
    assertThat(codes(offset, "kernel=5.5")).containsExactly(Code.TOO_NEW);
    assertThat(codes(offset, "kernel=5.6.1-generic")).isEmpty();
    assertThat(codes(offset, "runtime=runc@1.1.12")).containsExactly(Code.TOO_NEW);
    assertThat(codes(offset, "runtime=crun@1.8", "rootless")).isEmpty();
    assertThat(codes("numa-policy bind 0", "spec=1.2")).containsExactly(Code.TOO_NEW);
    assertThat(codes("numa-policy bind 0", "spec=1.3.0")).isEmpty();
  }

  @Test
  void refusesWhatSaysNothing() {
    assertThat(help("kernal=5.1")).isEqualTo("did you mean `kernel`?");
    assertThat(help("cgroup=2")).isEqualTo("did you mean `v2`?");
    assertThat(help("runtime=rnuc@1.0")).isEqualTo("did you mean `runc`?");
    assertThat(help("kernel=new")).isEqualTo("write it as in `kernel=5.10`");
    assertThat(help("kernel=5.")).isEqualTo("write it as in `kernel=5.10`");
    assertThat(help("kernel=99999999999.1")).isEqualTo("write it as in `kernel=5.10`");
    assertThat(help("rootless=on")).isEqualTo("write `rootless` alone");
  }

  private static String help(String word) {
    return switch (Assume.NOTHING.with(word)) {
      case Reading.Wrong(_, String help) -> help;
      case Reading.Known _ -> "none";
    };
  }
}
