package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Strictness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies find in containers. */
class PolicyTest {
  private static LintedText linted(String policy, String container) {
    return LintedText.of(
        "policy p < %s >\ncontainer web < root ./fs; run /bin/x; %s >".formatted(policy, container),
        LintSettings.DEFAULT);
  }

  private static List<String> places(String policy, String container) {
    return linted(policy, container).places(Code.POLICY_BROKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name is web                 |                             | web
          name is w*, api             |                             | web
          root is **/fs, ./fs         |                             | root ./fs
          cap has CHOWN               |                             | container web
          cap has NET_ADMIN           | cap add NET_ADMIN;          | cap add NET_ADMIN
          cap lacks CHOWN             | cap drop ALL;               | container web
          ns has net                  |                             | container web
          ns lacks user               |                             | container web
          ns lacks net                | net host;                   | container web
          net is host                 | net host;                   | net host
          net is unset                |                             | container web
          bind has /etc/**            | bind /etc/ssl /ssl ro nosuid nodev; | bind /etc/ssl /ssl ro nosuid nodev
          mount has /tm?              | tmpfs /tmp noexec;          | tmpfs /tmp noexec
          device has /dev/fuse        | device /dev/fuse;           | device /dev/fuse
          env has DEBUG               | env A=1, DEBUG=1;           | DEBUG=1
          sysctl has net.*            | sysctl net.ipv4.ip_unprivileged_port_start=0; | net.ipv4.ip_unprivileged_port_start=0
          annotation has com.x.*      | annotation com.x.team=a;    | com.x.team=a
          annotation lacks com.x.team |                             | container web
          apparmor is unset           |                             | container web
          apparmor is-not web         | apparmor other;             | apparmor other
          selinux is set              | selinux a:b:c;              | selinux a:b:c
          user is 0                   | user root;                  | user root
          user below 1000             | user 7;                     | user 7
          memory above 1GiB           | memory 2GiB;                | memory 2GiB
          memory is 2GiB              | memory 2GiB;                | memory 2GiB
          memory is unset             |                             | container web
          memory is unset             | memory unlimited;           | container web
          cpu above 50%               | cpu 1.5;                    | cpu 1.5
          pids below 10               | pids 9;                     | pids 9
          read-only is off            |                             | root ./fs
          no-new-privs is off         | no-new-privs off;           | no-new-privs off
          no-new-privs is on          |                             | container web
          """)
  void deniesWhatHolds(String condition, String said, String place) {
    String container = said == null ? "" : said;
    assertThat(places("deny " + condition, container))
        .as(condition)
        .singleElement()
        .asString()
        .isSubstringOf(place)
        .isNotEmpty();
    assertThat(places("require " + condition, container)).as(condition).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cap has SYS_ADMIN, ''",
    "cap lacks CHOWN, ''",
    "memory above 1GiB, ''",
    "memory above 1GiB, memory unlimited;",
    "memory above 1GiB, memory 1GiB;",
    "memory below 1GiB, memory 1GiB;",
    "memory is set, ''",
    "memory is-not unset, ''",
    "user is 0, user 1;",
    "name is-not web, ''",
    "no-new-privs is off, ''",
    "env has DEBUG, env DEBUGGER=1;",
  })
  void requiresWhatDoesNotHold(String condition, String said) {
    assertThat(places("require " + condition, said)).as(condition).hasSize(1);
    assertThat(places("deny " + condition, said)).as(condition).isEmpty();
  }

  @Test
  void concernsThoseOfWhichEachWhenHolds() {
    String policy = "when name is web; when memory is set; require pids is set";
    assertThat(places(policy, "memory 1GiB;")).hasSize(1);
    assertThat(places(policy, "")).isEmpty();
  }

  @Test
  void eachDemandIsToldOfByItself() {
    assertThat(places("require pids is set; require memory is set; deny name is web", ""))
        .hasSize(3);
  }

  @Test
  void itsWordsAreTold() {
    Diagnostic told =
        linted("deny name is web; message \"no!\"; help \"ask\"; severity info", "")
            .linted()
            .findings()
            .getFirst();
    assertThat(told.message()).isEqualTo("p: no!");
    assertThat(told.help()).contains("ask");
    assertThat(told.severity()).isEqualTo(Severity.INFO);
    assertThat(linted("deny name is web", "").linted().findings().getFirst().message())
        .isEqualTo("the policy `p` denies `name is web`");
    assertThat(linted("require pids is set, 5", "").linted().findings().getFirst().help())
        .contains("the policy `p` of the project requires `pids is set, 5`");
  }

  @Test
  void whatProfilesSayCounts() {
    LintedText text =
        LintedText.of(
            "policy p < deny env has DEBUG > profile q < env DEBUG=1 >"
                + " container web use q < root ./fs; run /bin/x >",
            LintSettings.DEFAULT);
    assertThat(text.places(Code.POLICY_BROKEN)).containsExactly("DEBUG=1");
  }

  @Test
  void theyCanBeSwitchedOffAndIgnored() {
    String text = "policy p < deny name is web > container web < root ./fs; run /bin/x >";
    assertThat(
            LintedText.of(text, LintSettings.DEFAULT.withRule(Code.POLICY_BROKEN, Strictness.OFF))
                .codes())
        .isEmpty();
    assertThat(
            LintedText.of("# cdlc:ignore-file CDL2040 -- a test\n" + text, LintSettings.DEFAULT)
                .codes())
        .isEmpty();
  }
}
