package dev.cdlc.codegen.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptorTest {
  private static final String LOG = SampleProgram.LOG;
  private static final Acceptor ACCEPTOR = new Acceptor(SampleProgram.program());

  @Test
  void acceptsWhatTheProgramDoes() {
    assertThat(judge(LOG))
        .containsExactly(
            new Verdict.Accepted(
                "parent",
                100,
                7,
                List.of("openat2: EAGAIN", "not root == -ENOENT", "not count == 1", "count == 1")),
            new Verdict.Accepted("child", 101, 3, List.of()));
  }

  @Test
  void acceptsAnIgnoredErrorAndTheBranchBehindIt() {
    assertThat(
            judge(
                """
                7 openat2(-100, "/srv", {flags=0x280000, resolve=0x10}, 24) = -1 ENOENT (No such file or directory)
                7 exit_group(2) = ?
                """))
        .containsExactly(
            new Verdict.Accepted("parent", 7, 2, List.of("openat2: ENOENT", "root == -ENOENT")));
  }

  @Test
  void followsAnErrorIntoItsFailureRoutine() {
    assertThat(
            judge(
                """
                7 openat2(-100, "/srv", {flags=0x280000, resolve=0x10}, 24) = -1 EPERM (Operation not permitted)
                7 getpid() = 7
                7 exit_group(124) = ?
                """))
        .containsExactly(
            new Verdict.Accepted("parent", 7, 3, List.of("openat2: EPERM", "not pid == 0")));
  }

  @Test
  void acceptsTheBeginningOfAProcessThatWasKilled() {
    String killed = LOG.replaceAll("(?m)^101 (set|exec|brk|exit|\\+).*\n", "");
    assertThat(judge(killed + "101 +++ killed by SIGKILL +++\n"))
        .element(1)
        .isEqualTo(new Verdict.Accepted("child", 101, 1, List.of()));
  }

  @Test
  void rejectsAnotherCall() {
    Verdict.Rejected rejected = rejected(LOG.replace("sethostname(", "setdomainname("));
    assertThat(rejected.process()).isEqualTo("child");
    assertThat(rejected.line()).isEqualTo(8);
    assertThat(rejected.expected()).containsExactly("sethostname(\"srv\", 3)");
    assertThat(rejected.message())
        .isEqualTo(
            """
            child (pid 101), line 8 of the log: setdomainname("srv", 3)             = 0
            is none of:
              sethostname("srv", 3)
            after:
            """);
  }

  @Test
  void rejectsOtherArguments() {
    assertThat(rejected(LOG.replace("\"/srv\"", "\"/srw\"")).line()).isEqualTo(2);
    assertThat(rejected(LOG.replace("-100", "-101")).line()).isEqualTo(2);
    assertThat(rejected(LOG.replace("0x280000", "0x200000")).line()).isEqualTo(2);
    assertThat(rejected(LOG.replace("exit_signal=17", "exit_signal=0")).line()).isEqualTo(4);
    assertThat(rejected(LOG.replace("[\"sh\", \"-c\"]", "[\"sh\"]")).line()).isEqualTo(9);
    assertThat(rejected(LOG.replace("\"srv\", 3", "\"srv\", 2")).line()).isEqualTo(8);
    assertThat(rejected(LOG.replace("done\\n", "gone\\n")).line()).isEqualTo(18);
    assertThat(
            rejected(
                    LOG.replace(
                        "exit_group(0)                     = ?\n100 +", "exit_group(1) = ?\n100 +"))
                .line())
        .isEqualTo(19);
  }

  @Test
  void rejectsADescriptorThatIsNotTheOneThatWasOpened() {
    assertThat(rejected(LOG.replace("fchdir(3", "fchdir(4")).line()).isEqualTo(5);
    assertThat(rejected(LOG.replace("24) = 3", "24) = 5")).line()).isEqualTo(5);
  }

  @Test
  void rejectsBranchesThatResultsRuleOut() {
    assertThat(rejected(LOG.replace("= 0 (Timeout)", "= 1")).line()).isEqualTo(14);
  }

  @Test
  void rejectsATraceThatEndsTooEarly() {
    Verdict.Rejected rejected = rejected(LOG.replaceAll("(?m)^100 exit.*\n100 .*\n", ""));
    assertThat(rejected.call()).isEqualTo("the end of the log");
    assertThat(rejected.expected()).containsExactly("exit_group(0)");
  }

  @Test
  void acceptsAnythingOfProcessesThatItKnowsNothingOf() {
    assertThat(judge(LOG + "102 reboot(0) = 0\n")).hasSize(2);
  }

  private static List<Verdict> judge(String log) {
    return ACCEPTOR.judge(StraceLog.parse(log));
  }

  private static Verdict.Rejected rejected(String log) {
    return judge(log).stream()
        .filter(Verdict.Rejected.class::isInstance)
        .map(Verdict.Rejected.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
