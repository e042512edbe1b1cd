package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.ConfigJson;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.compiler.oci.FullConfig;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.ReadConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UnsupportedTest {
  private static final Source SOURCE =
      new Source(new SourceId("test.cdl"), "container web < root ./fs; run /bin/true >");

  private final Emission emission = emission(SOURCE);

  private static Emission emission(Source source) {
    return Compile.compile(source, new Bundle("/srv", Bundle.Paths.RELATIVE))
        .containers()
        .getFirst()
        .emission();
  }

  @Test
  void nothingThatNoPlanCanDoIsLeftOutInSilence() {
    var lowered = Lower.lower(FullConfig.config(), emission.extras(), emission.origins());

    assertThat(lowered.value()).isEmpty();
    assertThat(lowered.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.NOT_YET_KNOWN);
  }

  @Test
  void whatAPlanCanDoIsNoFinding() {
    assertThat(Lower.lower(emission.config(), emission.extras(), emission.origins()).diagnostics())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ns pid, user; device /dev/tun c 10:200",
        "device-rule allow c 1:*; device-rule deny c 1:3",
        "net bridge",
        "publish 8080:80",
        "net user; publish 80",
        "net user; publish [::1]:8080:80",
      })
  void isolationThatNoPlanCanMakeIsReported(String statements) {
    Emission said =
        emission(
            new Source(
                new SourceId("test.cdl"),
                "container web < root ./fs; run /bin/true; " + statements + " >"));

    assertThat(Lower.lower(said.config(), said.extras(), said.origins()).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NOT_YET_KNOWN);
  }

  /** As a config.json may have them, that no source was checked for. */
  @ParameterizedTest
  @CsvSource({"0-2147483647, 3", "3-1, 0", "1, 1-1024"})
  void listOfWhatNoKernelHasIsReported(String cpus, String nodes) {
    var tree = ConfigJson.tree(emission.config());
    ((ObjectNode) tree.get("process")).putObject("execCPUAffinity").put("final", cpus);
    ((ObjectNode) tree.get("linux"))
        .putObject("memoryPolicy")
        .put("mode", "MPOL_BIND")
        .put("nodes", nodes);
    OciConfig config = ReadConfig.read(tree, emission.origins()).value().orElseThrow();
    assertThat(Lower.lower(config, emission.extras(), emission.origins()).diagnostics())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo(Code.NOT_YET_KNOWN);
              assertThat(found.message()).containsAnyOf("the CPUs `" + cpus, "the nodes `" + nodes);
            });
  }

  @Test
  void aReaperIsNotLetThroughAFilterThatTheCommandHas() {
    assertThat(codes("init on; no-new-privs off")).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(codes("init on; no-new-privs off; seccomp unconfined")).isEmpty();
    assertThat(codes("init on")).isEmpty();
  }

  @Test
  void notificationsAreTakenOfTheInitAlone() {
    String filter = "seccomp < default allow; notify mkdir; listener /run/agent.sock >";
    assertThat(codes(filter)).isEmpty();
    assertThat(codes("init on; " + filter)).containsExactly(Code.NOT_YET_KNOWN);
    Emission said =
        emission(
            new Source(
                new SourceId("test.cdl"),
                "container web < root ./fs; run /bin/true; " + filter + " >"));
    var created = new Shape.Created("/run/c/start", "/run/c/pid", "/run/c/report");
    assertThat(Lower.lower(said.config(), said.extras(), said.origins(), created).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NOT_YET_KNOWN);
  }

  @Test
  void aHookIsNotLetThroughAFilterThatTheCommandHas() {
    String hook = "hook start-container /bin/prepare; ";
    assertThat(codes(hook + "no-new-privs off")).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(codes(hook + "no-new-privs off; seccomp unconfined")).isEmpty();
    assertThat(codes(hook)).isEmpty();
    assertThat(codes("hook create-container /bin/prepare; no-new-privs off")).isEmpty();
  }

  @Test
  void whatMayBeLeftOutIsReportedWhereNoPlanCanLeaveItOut() {
    assertThat(codes("try device-rule deny c 1:3")).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(codes("try memory 1GiB; try pids 7; try rlimit nofile 9")).isEmpty();
    assertThat(codes("try apparmor web; try selinux a:b:c; try mount-label a:b:c")).isEmpty();
    assertThat(codes("try landlock < read /etc; exec /usr >")).isEmpty();
  }

  @Test
  void aMountNamespaceOfOthersIsNotJoinedFromAFreshUserNamespace() {
    String joined = "mount=/proc/7/ns/mnt";
    assertThat(codes("ns user, pid, " + joined)).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(codes("ns user=/proc/7/ns/user, pid, " + joined)).isEmpty();
    assertThat(codes("ns " + joined)).isEmpty();
  }

  private static List<Code> codes(String statement) {
    String text = "container web < root ./fs; run /bin/true; " + statement + " >";
    Emission said = emission(new Source(new SourceId("test.cdl"), text));
    return Lower.lower(said.config(), said.extras(), said.origins()).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"net bridge"})
  void whatOnlyCdlcRunKnowsIsReportedWhereItIsSaid(String statement) {
    String text = "container web < root ./fs; run /bin/true; " + statement + " >";
    Emission said = emission(new Source(new SourceId("test.cdl"), text));

    var findings = Lower.lower(said.config(), said.extras(), said.origins()).diagnostics();
    assertThat(findings).extracting(Diagnostic::code).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(findings.getFirst().primary().span().start())
        .isEqualTo(text.indexOf(statement) + statement.indexOf(' ') + 1);
  }

  @Test
  void onlyWhatConfigJsonSaysIsLeftToOtherRuntimes() {
    String can = "`cdlc compile` writes a config.json that other runtimes can run";
    String passOver = "config.json has no property for it, so other runtimes pass it over";
    assertThat(helps("bind /a /a remount")).containsExactly(can);
    assertThat(helps("restart always")).containsExactly(passOver);
  }

  private static List<String> helps(String statement) {
    String root = statement.startsWith("root") ? "" : "root ./fs; ";
    String text = "container web < run /bin/true; " + root + statement + " >";
    Emission said = emission(new Source(new SourceId("test.cdl"), text));
    return Lower.lower(said.config(), said.extras(), said.origins()).diagnostics().stream()
        .flatMap(found -> found.help().stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bind /a /a remount",
        "bind /a /a z",
        "mount cgroup cgroup /a \"cpuset\"",
        "ns pid, user; bind /a /a ridmap",
      })
  void optionsThatNoPlanCanDoAreReportedWhereTheyStand(String statement) {
    String text = "container web < root ./fs; run /bin/true; " + statement + " >";
    Emission said = emission(new Source(new SourceId("test.cdl"), text));

    var findings = Lower.lower(said.config(), said.extras(), said.origins()).diagnostics();
    assertThat(findings).extracting(Diagnostic::code).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(findings.getFirst().primary().span().start())
        .isEqualTo(text.indexOf(statement) + statement.lastIndexOf(' ') + 1);
  }

  /** CDL itself knows that the option does nothing there; a config.json may say it all the same. */
  @Test
  void onlyATmpfsIsFilled() {
    assertThat(codesOfMount("tmpfs", "tmpcopyup")).isEmpty();
    assertThat(codesOfMount("ramfs", "tmpcopyup")).containsExactly(Code.NOT_YET_KNOWN);
    assertThat(codesOfMount("tmpfs", "bind", "tmpcopyup")).containsExactly(Code.NOT_YET_KNOWN);
  }

  private List<Code> codesOfMount(String type, String... options) {
    OciConfig config = emission.config();
    var one = List.of(new OciConfig.Mount("/a", type, "/a", List.of(options)));
    var changed =
        new OciConfig(
            config.ociVersion(),
            config.root(),
            one,
            config.process(),
            config.hostname(),
            config.domainname(),
            config.hooks(),
            config.annotations(),
            config.linux());
    return Lower.lower(changed, emission.extras(), emission.origins()).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  @Test
  void idsOfAMountAreReportedOnce() {
    String idmap = "idmap < uid 0 1 1; gid 0 1 1 >";
    String text =
        "container web < root ./fs; run /bin/true; mount tmpfs none /a < " + idmap + " > >";
    Emission said = emission(new Source(new SourceId("test.cdl"), text));

    var findings = Lower.lower(said.config(), said.extras(), said.origins()).diagnostics();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().primary().span().start()).isEqualTo(text.indexOf(idmap));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root tar ./fs.tar",
        "root oci ./images:web",
        "root docker-archive ./web.tar",
        "root image alpine"
      })
  void rootsThatAreUnpackedAreNot(String root) {
    assertThat(helps(root)).isEmpty();
  }
}
