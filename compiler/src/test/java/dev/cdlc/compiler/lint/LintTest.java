package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.Strictness;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LintTest {
  /** The codes, in any order, of a container with these statements at a level. */
  private record Case(Level level, String statements, List<String> codes) {
    static Case of(Level level, String statements, String... codes) {
      return new Case(level, statements, List.of(codes));
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.of(Level.BASELINE, ""),
          Case.of(Level.BASELINE, "bind ./data /data; tmpfs /tmp 16MiB; hostname web"),
          Case.of(Level.PRIVILEGED, "cap base all; no-new-privs off; seccomp unconfined"),
          Case.of(Level.PRIVILEGED, "masked-paths none; ns pid; apparmor unconfined"),
          Case.of(Level.BASELINE, "cap add ALL", "CDL2001"),
          Case.of(Level.BASELINE, "cap only ALL", "CDL2001"),
          Case.of(Level.BASELINE, "cap base all; cap drop SYS_ADMIN"),
          Case.of(Level.BASELINE, "cap add SYS_ADMIN", "CDL2002", "CDL2004"),
          Case.of(Level.BASELINE, "cap only NET_RAW", "CDL2002"),
          Case.of(Level.BASELINE, "cap < ambient NET_ADMIN >", "CDL2002"),
          Case.of(Level.BASELINE, "cap add NET_BIND_SERVICE; cap drop NET_RAW"),
          Case.of(Level.BASELINE, "net host", "CDL2006"),
          Case.of(Level.BASELINE, "ns pid, uts", "CDL2006", "CDL2007"),
          Case.of(Level.BASELINE, "ns pid, ipc, uts, net=/run/netns/web"),
          Case.of(Level.BASELINE, "user 1000; cap add CHOWN", "CDL2014"),
          Case.of(Level.BASELINE, "user root; cap add CHOWN"),
          Case.of(Level.BASELINE, "user 1000; cap < ambient CHOWN >"),
          Case.of(Level.BASELINE, "bind /etc/hosts /mnt ro", "CDL2016"),
          Case.of(Level.BASELINE, "bind /srv/../etc /mnt", "CDL2016"),
          Case.of(Level.BASELINE, "bind /etcetera /mnt"),
          Case.of(Level.BASELINE, "bind /usr/share/zoneinfo /mnt ro"),
          Case.of(Level.BASELINE, "mount none /dev/sda1 /mnt bind", "CDL2016"),
          Case.of(Level.BASELINE, "bind /run/user/1000/podman/podman.sock /s ro", "CDL2017"),
          Case.of(Level.BASELINE, "bind /run /mnt ro", "CDL2017"),
          Case.of(Level.BASELINE, "bind /run/web /mnt"),
          Case.of(Level.BASELINE, "bind ./data /data rshared", "CDL2018"),
          Case.of(Level.BASELINE, "device /dev/sda", "CDL2021"),
          Case.of(Level.BASELINE, "device /dev/x b 8:0", "CDL2021"),
          Case.of(Level.BASELINE, "device /dev/x c 1:1", "CDL2021"),
          Case.of(Level.BASELINE, "device /dev/fuse"),
          Case.of(Level.BASELINE, "device /dev/fuse access=rwm", "CDL2022"),
          Case.of(Level.BASELINE, "device-rule deny all"),
          Case.of(Level.BASELINE, "env TOKEN_TTL=30, PASSWORD_FILE=/x, API_TOKEN=30"),
          Case.of(Level.BASELINE, "env TOKEN=/run/secrets/t, KEYBOARD=us, USE_TOKEN=on"),
          Case.of(Level.BASELINE, "env API_KEY=hunter", "CDL2023"),
          Case.of(Level.BASELINE, "env X=ghp_0123456789abcdefghij", "CDL2023"),
          Case.of(Level.BASELINE, "env X=aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cF0xR", "CDL2023"),
          Case.of(Level.BASELINE, "env X=d41d8cd98f00b204e9800998ecf8427e"),
          Case.of(Level.BASELINE, "annotation com.example.token=hunter", "CDL2023"),
          Case.of(Level.BASELINE, "sysctl net.ipv4.tcp_syncookies=1"),
          Case.of(Level.BASELINE, "restart on-failure", "CDL3004"),
          Case.of(Level.BASELINE, "restart on-failure 6", "CDL3004"),
          Case.of(Level.BASELINE, "memory < limit 1GiB; oom-kill off >"),
          Case.of(Level.BASELINE, "memory < swappiness 0; oom-kill off >", "CDL3007"),
          Case.of(Level.BASELINE, "net-class 0x100001"),
          Case.of(Level.BASELINE, "cpu < limit 1; weight 100 >"),
          Case.of(Level.BASELINE, "net-class 1; cpu < weight 100 >", "CDL5001", "CDL5002"),
          Case.of(
              Level.RESTRICTED,
              "",
              "CDL2003",
              "CDL2009",
              "CDL2010",
              "CDL2013",
              "CDL2015",
              "CDL3001",
              "CDL3002",
              "CDL3003"),
          Case.of(
              Level.RESTRICTED,
              "cap drop ALL; uid-map 0 100000 65536; gid-map 0 100000 65536;"
                  + " selinux a:b:c:d; memory 1GiB; cpu 50%; pids 10",
              "CDL2015"),
          Case.of(
              Level.RESTRICTED,
              "cap drop ALL; uid-map 0 100000 65536; gid-map 0 100000 65536; selinux a:b:c:d;"
                  + " cgroup-file memory.max 64M; cpu < weight 10 > pids unlimited",
              "CDL2015",
              "CDL3002",
              "CDL3003"));

  @TestFactory
  Stream<DynamicTest> findsWhatIsUnwiseAndNothingElse() {
    return CASES.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.level() + " " + one.statements(),
                    () -> assertThat(ids(one)).containsExactlyInAnyOrderElementsOf(one.codes())));
  }

  private static List<String> ids(Case one) {
    return LintedText.ofContainer(one.statements(), one.level()).codes().stream()
        .map(Code::id)
        .toList();
  }

  @Test
  void hasEachRuleOnceInTheOrderOfTheCodes() {
    List<Code> codes = Rules.ALL.stream().map(Rule::code).toList();
    assertThat(codes).doesNotHaveDuplicates().isSorted();
    assertThat(
            Arrays.stream(Code.values())
                .filter(
                    code -> code.id().startsWith("CDL20") && code.id().compareTo("CDL2040") < 0))
        .allMatch(codes::contains);
  }

  @Test
  void tellsGraveCasesFromOthers() {
    assertThat(severities("bind /etc/hosts /mnt ro")).containsOnly(Severity.WARNING);
    assertThat(severities("bind /etc/hosts /mnt")).containsOnly(Severity.ERROR);
  }

  private static List<Severity> severities(String statements) {
    return LintedText.ofContainer(statements, Level.BASELINE).linted().findings().stream()
        .map(Diagnostic::severity)
        .toList();
  }

  @Test
  void pointsAtWhatSaysIt() {
    assertThat(
            LintedText.ofContainer("restart always; ns pid, net, uts", Level.BASELINE)
                .places(Code.HOST_IPC_NAMESPACE))
        .containsExactly("pid, net, uts");
    assertThat(LintedText.ofContainer("", Level.RESTRICTED).places(Code.NO_MEMORY_LIMIT))
        .containsExactly("container web");
  }

  @Test
  void doesAsItsSettingsSay() {
    var text = "container web < root ./rootfs; run /bin/date * ; restart always >";
    LintSettings settings = LintSettings.DEFAULT;

    assertThat(LintedText.of(text, settings).codes())
        .containsExactly(Code.SHELL_SYNTAX_IN_RUN, Code.ENDLESS_RESTART);
    assertThat(
            LintedText.of(
                    text,
                    settings
                        .withRule(Code.ENDLESS_RESTART, Strictness.OFF)
                        .withRule(Code.SHELL_SYNTAX_IN_RUN, Strictness.ERROR)
                        .withRule(Code.NO_PIDS_LIMIT, Strictness.INFO))
                .linted()
                .findings())
        .extracting(Diagnostic::code, Diagnostic::severity)
        .containsExactly(
            tuple(Code.SHELL_SYNTAX_IN_RUN, Severity.ERROR),
            tuple(Code.NO_PIDS_LIMIT, Severity.INFO));
  }

  @Test
  void looksAtTheLayoutWhereItIsAskedTo() {
    LintSettings asked = LintSettings.DEFAULT.withRule(Code.UNFORMATTED, Strictness.WARNING);
    var text = "container web < root ./rootfs; run /bin/date >\n";

    assertThat(LintedText.of(text, asked).codes()).isEmpty();
    assertThat(LintedText.of(text + " \n", asked).codes()).containsExactly(Code.UNFORMATTED);
    assertThat(LintedText.of(text + " \n", LintSettings.DEFAULT).codes()).isEmpty();
  }

  @Test
  void neitherLowersNorHidesAnError() {
    var text = "# cdlc:ignore-file CDL1016 -- later\ncontainer web < run /bin/date >";
    LintedText linted =
        LintedText.of(text, LintSettings.DEFAULT.withRule(Code.MISSING_ROOT, Strictness.OFF));

    assertThat(linted.codes()).containsExactly(Code.MISSING_ROOT, Code.INVALID_IGNORE);
  }
}
