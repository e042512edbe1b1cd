package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Values.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.plan.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String SWITCH = "/proc/sys/kernel/switch";
  private static final List<Help> HELPS =
      List.of(
          new Help(Errno.EPERM, new Help.Setting(SWITCH, '0'), "it is switched off"),
          new Help(Errno.EPERM, new Help.Setting("/proc/sys/kernel/policy", '1'), "it is policy"),
          new Help(Errno.EPERM, "be root"),
          new Help(Errno.EPERM, "never reached"),
          new Help("whatever"));

  @Test
  void helpsByTheErrno() {
    assertThat(report(new FewFiles(64), Errno.EPERM))
        .isEqualTo(
            """
            error[CDL7005]: web.cdl:1:1: cannot: EPERM (Operation not permitted)
              help: be root
            """);
    assertThat(report(new FewFiles(64), Errno.ENOENT)).endsWith("  help: whatever\n");
  }

  @Test
  void helpsByWhatTheHostIsSetTo() {
    assertThat(report(new FewFiles(64).with(SWITCH, "0\n"), Errno.EPERM))
        .endsWith("  help: it is switched off\n");
    assertThat(report(new FewFiles(64).with(SWITCH, "1\n"), Errno.EPERM))
        .endsWith("  help: be root\n");
    assertThat(report(new FewFiles(64).with(SWITCH, ""), Errno.EPERM))
        .endsWith("  help: be root\n");
    assertThat(
            report(
                new FewFiles(64).with(SWITCH, "1\n").with("/proc/sys/kernel/policy", "1\n"),
                Errno.EPERM))
        .endsWith("  help: it is policy\n");
    assertThat(report(new FewFiles(64).with(SWITCH, "0\n"), Errno.ENOENT))
        .endsWith("  help: whatever\n");
  }

  @Test
  void keepsNothingOfAnEarlierReport() {
    var kernel = new FewFiles(64);
    RoutineRun.run(
        kernel,
        new InitialStack(List.of("test"), List.of()),
        (s, data, failures) -> {
          int failure = failures.site(7005, "web.cdl:1:1", "cannot", HELPS, Stage.BUILDING);
          int end = failures.site(7041, "web.cdl:2:1", "it ended", List.of(), Stage.ENDED);
          Report.call(s, value(failure), value(Errno.EPERM.number()), new Cell("test_status"));
          Report.tell(s, value(end), value(0));
          Report.tell(s, value(end), data.text("as it had to"));
        });
    assertThat(kernel.told().subList(1, 3))
        .containsExactly(
            "stderr=warning[CDL7041]: web.cdl:2:1: it ended\n",
            "stderr=warning[CDL7041]: web.cdl:2:1: it ended: as it had to\n");
  }

  private static String report(FewFiles kernel, Errno errno) {
    RoutineRun.run(
        kernel,
        new InitialStack(List.of("test"), List.of()),
        (s, data, failures) -> {
          int site = failures.site(7005, "web.cdl:1:1", "cannot", HELPS, Stage.BUILDING);
          Report.call(s, value(site), value(errno.number()), new Cell("test_status"));
        });
    return kernel.told().getFirst().substring("stderr=".length());
  }
}
