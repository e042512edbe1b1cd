package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.plan.Capability;
import dev.cdlc.schemas.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmitTest {
  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);

  @Test
  void seedLineMeansWhatItSays() {
    OciConfig config =
        emit("container web < ns pid, uts; cpu 50%; cap drop SYS_TIME; root ./my_container >")
            .config();
    assertThat(config.linux().namespaces())
        .extracting(namespace -> namespace.type().name())
        .containsExactly("PID", "UTS", "MOUNT");
    assertThat(config.linux().resources().orElseThrow().cpu().orElseThrow().quota())
        .contains(50_000L);
    assertThat(config.process().capabilities().bounding()).doesNotContain(Capability.CAP_SYS_TIME);
    assertThat(config.root().path()).isEqualTo("my_container");
    assertThat(config.process().args()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cpu 50%, 50000, 100000",
    "cpu 1.5, 150000, 100000",
    "cpu 1500m, 150000, 100000",
    "cpu 8, 800000, 100000",
    "cpu < limit 25%; period 1s >, 250000, 1000000",
    "cpu unlimited, -1, 100000",
  })
  void quotaIsLimitTimesPeriod(String statement, long quota, long period) {
    OciResources.Cpu cpu =
        body(statement).config().linux().resources().orElseThrow().cpu().orElseThrow();
    assertThat(cpu.quota()).contains(quota);
    assertThat(cpu.period()).contains(period);
  }

  @Test
  void withoutLimitsThereAreNoResources() {
    assertThat(body("").config().linux().resources()).isEmpty();
  }

  @Test
  void hostnameIsTheNameWhereTheNamespaceIsFresh() {
    assertThat(body("").config().hostname()).contains("x");
    assertThat(body("hostname island").config().hostname()).contains("island");
    assertThat(body("ns pid").config().hostname()).isEmpty();
    assertThat(body("ns uts=/run/uts").config().hostname()).isEmpty();
    assertThat(body("ns uts=/run/uts; hostname x").config().hostname()).contains("x");
  }

  @Test
  void clockThatIsSetBackCountsItsNanosecondsForwards() {
    assertThat(offset("-1500ms")).isEqualTo(new OciConfig.TimeOffset(-2, 500_000_000));
    assertThat(offset("2d")).isEqualTo(new OciConfig.TimeOffset(172_800, 0));
  }

  private static OciConfig.TimeOffset offset(String time) {
    OciConfig config = body("ns time; time-offset monotonic " + time).config();
    return config.linux().timeOffsets().monotonic().orElseThrow();
  }

  @Test
  void capabilitiesAreBaseWithoutDropsAndWithAdditions() {
    assertThat(bounding("cap base none; cap add KILL")).containsExactly(Capability.CAP_KILL);
    assertThat(bounding("cap only CHOWN, KILL"))
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_KILL);
    assertThat(bounding("cap drop ALL")).isEmpty();
    assertThat(bounding("cap base all; cap drop SYS_TIME"))
        .hasSize(Capability.values().length - 1)
        .doesNotContain(Capability.CAP_SYS_TIME);
    assertThat(bounding("")).hasSize(14);
  }

  @Test
  void nothingIsInheritableOrAmbient() {
    var sets = body("user 1000:1000; cap add SYS_NICE").config().process().capabilities();
    assertThat(sets.inheritable()).isEmpty();
    assertThat(sets.ambient()).isEmpty();
    assertThat(sets.effective()).isEqualTo(sets.bounding()).isEqualTo(sets.permitted());
  }

  @Test
  void ambientCapabilitiesAreInheritablePermittedAndBoundingToo() {
    var sets = body("cap drop ALL; cap < ambient KILL >").config().process().capabilities();
    var kill = List.of(Capability.CAP_KILL);
    assertThat(sets).isEqualTo(new OciConfig.Capabilities(kill, kill, kill, kill, kill));
  }

  @Test
  void unsaidSetsFollowThoseThatAreSaid() {
    var sets =
        body("cap < bounding KILL, CHOWN; effective KILL >").config().process().capabilities();
    assertThat(sets.permitted())
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_KILL)
        .isEqualTo(sets.bounding());
    assertThat(sets.effective()).containsExactly(Capability.CAP_KILL);
    assertThat(sets.inheritable()).isEmpty();
  }

  @Test
  void capabilitiesThatAreNamedAreRequired() {
    assertThat(body("cap < bounding KILL; ambient CHOWN >").extras().requiredCapabilities())
        .containsExactly(Capability.CAP_KILL, Capability.CAP_CHOWN);
    assertThat(body("cap add SYS_TIME; cap < bounding KILL >").extras().requiredCapabilities())
        .containsExactly(Capability.CAP_KILL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounding KILL; effective CHOWN",
        "bounding KILL; permitted CHOWN",
        "permitted KILL; effective CHOWN",
        "bounding KILL; inheritable CHOWN",
        "inheritable SYS_TIME"
      })
  void setsOfCapabilitiesLieInsideEachOther(String sets) {
    assertThat(codes("cap < " + sets + " >")).containsExactly(Code.INCONSISTENT_CAPABILITY_SETS);
  }

  @Test
  void environmentHasAPathAndAHomeUnlessSaid() {
    assertThat(body("").config().process().env()).hasSize(2).contains("HOME=/root");
    assertThat(body("user 5:5").config().process().env()).contains("HOME=/");
    assertThat(body("env PATH=/bin, HOME=/srv").config().process().env())
        .containsExactly("PATH=/bin", "HOME=/srv");
  }

  @Test
  void passedVariablesStayOutOfTheConfig() {
    Emission emission = body("env A=1; env pass TERM, PATH");
    assertThat(emission.config().process().env()).containsExactly("HOME=/root", "A=1");
    assertThat(emission.extras().passedEnvironment()).containsExactly("TERM", "PATH");
  }

  @Test
  void nameOfAUserStaysOutOfTheConfig() {
    Emission emission = body("user www-data:www-data");
    assertThat(emission.config().process().user().uid()).isEqualTo(65534);
    assertThat(emission.extras().user()).isPresent();
    assertThat(body("user 33:33").extras().user()).isEmpty();
    assertThat(body("user 33").extras().user()).isPresent();
  }

  @Test
  void mountTakesThePlaceOfTheDefaultThatItReplaces() {
    List<String> targets = destinations(body("tmpfs /dev/shm 1MiB; tmpfs /tmp"));
    assertThat(targets)
        .containsExactly(
            "/proc",
            "/dev",
            "/dev/pts",
            "/dev/shm",
            "/dev/mqueue",
            "/sys",
            "/sys/fs/cgroup",
            "/tmp");
  }

  @Test
  void hostsWritablePlacesAreHiddenUnlessBound() {
    Emission emission = emit("container x < root host; bind /home /home; run true >");
    assertThat(emission.extras().dispensable())
        .containsExactly("/run", "/var/run", "/tmp", "/var/tmp", "/root");
    assertThat(emission.config().root()).isEqualTo(new OciConfig.Root("/", true));
    assertThat(destinations(emission)).containsOnlyOnce("/dev/shm").containsOnlyOnce("/home");
  }

  @ParameterizedTest
  @CsvSource({
    "root ./fs overlay, fs overlay, false",
    "'root from /bin/sh, /bin/ls', 'from /bin/sh,/bin/ls', true",
    "root tar ./fs.tar ro, tar fs.tar, true",
    "root oci ./images, oci images, false",
    "root docker-archive ../web.tar rw, docker-archive ../web.tar, false",
    "root image alpine:3.20 ro, image alpine:3.20, true",
  })
  void preparedRootHasAFolderOfTheContainersOwn(String root, String source, boolean readOnly) {
    Emission emission = emit("container x < run true; " + root + " >");
    assertThat(emission.config().root()).isEqualTo(new OciConfig.Root(".cdlc/x/rootfs", readOnly));
    assertThat(emission.config().annotations()).containsEntry("org.cdlc.root", source);
    assertThat(emission.extras().preparedRoot()).isPresent();
  }

  @Test
  void folderAndHostNeedNoPreparation() {
    assertThat(emit("container x < run true; root host >").extras().preparedRoot()).isEmpty();
    assertThat(body("").extras().root()).isEmpty();
    assertThat(body("").config().annotations()).doesNotContainKey("org.cdlc.root");
  }

  @Test
  void imageMayBringItsCommand() {
    assertThat(emit("container x < root oci ./images >").config().process().args()).isEmpty();
  }

  @Test
  void sharedMemoryOfTheHostIsHiddenWithoutDefaultMountsToo() {
    assertThat(
            emit("container x < root host; default-mounts off; run true >").extras().dispensable())
        .contains("/dev/shm");
  }

  @ParameterizedTest
  @CsvSource({
    "'pid, user', /sys",
    "'pid, user', /dev/mqueue",
    "'pid, user, net', /sys/fs/cgroup",
    "'pid, user, net=/run/netns/x', /sys",
    "'pid, user, ipc=/run/ipc', /dev/mqueue",
  })
  void userNamespaceShowsTheHostsWhereItMayNotMount(String namespaces, String target) {
    OciConfig.Mount mount = mount(body("ns " + namespaces), target);
    assertThat(mount.type()).isEqualTo("bind");
    assertThat(mount.options()).contains("rbind", "rro");
  }

  @Test
  void hostsSysBringsItsCgroupsAlong() {
    assertThat(destinations(body("ns pid, user")))
        .contains("/sys")
        .doesNotContain("/sys/fs/cgroup");
  }

  @Test
  void terminalsHaveNoGroupWhereItIsNotMapped() {
    assertThat(mount(body(""), "/dev/pts").options()).contains("gid=5");
    assertThat(mount(body("ns pid, user"), "/dev/pts").options()).doesNotContain("gid=5");
  }

  @Test
  void restrictionsOfATreeHoldThroughout() {
    assertThat(mount(body("bind /a /a rbind ro nosuid"), "/a").options())
        .containsExactly("rbind", "rro", "rnosuid");
    assertThat(mount(body("bind /a /a ro nosuid"), "/a").options())
        .containsExactly("bind", "ro", "nosuid");
  }

  @Test
  void tmpfsHasNoDevicesUnlessAskedFor() {
    assertThat(mount(body("tmpfs /t"), "/t").options()).containsExactly("nosuid", "nodev");
    assertThat(mount(body("tmpfs /t dev suid"), "/t").options()).containsExactly("dev", "suid");
    assertThat(mount(body("tmpfs /t 1MiB nodev mode=0700"), "/t").options())
        .containsExactly("nosuid", "nodev", "mode=0700", "size=1048576");
  }

  @Test
  void sourceOfAMountIsAPathWhereItBeginsAsOne() {
    assertThat(mount(body("mount bind ./a /t"), "/t").source()).isEqualTo("a");
    assertThat(mount(body("mount none ../a /t rbind"), "/t").source()).isEqualTo("../a");
    assertThat(mount(body("mount erofs ./a.img /t"), "/t").source()).isEqualTo("/srv/cdl/a.img");
    assertThat(mount(body("mount cifs //a/b /t"), "/t").source()).isEqualTo("//a/b");
  }

  @Test
  void mountHasExactlyTheOptionsThatAreWritten() {
    assertThat(mount(body("mount tmpfs tmpfs /t < options mode=0700 >"), "/t").options())
        .containsExactly("mode=0700");
    assertThat(mount(body("mount bind /a /t ro"), "/t").options()).containsExactly("bind", "ro");
  }

  @Test
  void idsOfAMountAreMappedThroughoutATree() {
    String ids = " < idmap < uid 0 1 2; gid 3 4 5 > >";
    OciConfig.Mount tree = mount(body("bind /a /t rbind" + ids), "/t");
    assertThat(tree.options()).containsExactly("rbind", "ridmap");
    assertThat(tree.uidMappings()).containsExactly(new OciConfig.IdMapping(0, 1, 2));
    assertThat(tree.gidMappings()).containsExactly(new OciConfig.IdMapping(3, 4, 5));
    assertThat(mount(body("bind /a /t" + ids), "/t").options()).containsExactly("bind", "idmap");
    assertThat(mount(body("bind /a /t rbind idmap" + ids), "/t").options())
        .containsExactly("rbind", "idmap");
  }

  @Test
  void mapOfIdsIsTheContainersWhereTheMountHasNone() {
    assertThat(codes("bind /a /t idmap")).containsExactly(Code.ID_MAP_MISSING);
    assertThat(codes("ns pid, user; bind /a /t idmap")).isEmpty();
  }

  @Test
  void procNeedsItsOwnPidNamespaceInsideAUserNamespace() {
    assertThat(codes("ns user")).containsExactly(Code.PROC_NEEDS_PID_NAMESPACE);
    assertThat(codes("ns user; bind /proc /proc rbind")).isEmpty();
    assertThat(codes("ns user; bind /proc /proc rbind; mount proc proc /p"))
        .containsExactly(Code.PROC_NEEDS_PID_NAMESPACE);
    assertThat(codes("ns user; default-mounts off")).isEmpty();
    assertThat(codes("ns user, pid")).isEmpty();
    assertThat(codes("ns user, pid=/run/pid")).containsExactly(Code.PROC_NEEDS_PID_NAMESPACE);
    assertThat(codes("ns user=/run/user, pid=/run/pid")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user 1000:1000", "user 0:5", "user 0:0 < groups 5 >", "user www-data:0"})
  void userNamespaceHasOnlyTheCaller(String statement) {
    assertThat(codes("ns pid, user; " + statement)).containsExactly(Code.UNMAPPED_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user 10:0",
        "user 0:10",
        "user 9 < groups 3, 10 >",
        "userns auto; user 65536",
        "userns auto; user 0:65536"
      })
  void userNamespaceHasTheIdsThatAreMapped(String statement) {
    String maps = statement.startsWith("userns") ? "" : "uid-map 0 1000 10; gid-map 0 1000 10; ";
    assertThat(codes(maps + statement)).containsExactly(Code.UNMAPPED_ID);
  }

  @Test
  void aGroupThatIsNotMappedIsReportedAtItsOwnPlace() {
    String text = text("uid-map 0 1 9; gid-map 0 1 9; user 1 < groups 5, 10 >");
    assertThat(found(text))
        .extracting(found -> found.primary().span().start())
        .containsExactly(text.indexOf("10 >"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uid-map 0 1000 10; gid-map 0 1000 10; user 9:9 < groups 1, 9 >",
        "uid-map 0 1000 10; gid-map 0 1000 10; user www-data < groups tty >",
        "userns auto; user 65535:65535",
        "ns pid, user=/run/user; user 1000:1000",
      })
  void userMayBeWhoIsMappedAndWhoNobodyKnowsBefore(String statements) {
    assertThat(codes(statements)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          uid-map 0 1000 9; gid-map 0 1000 6        | true
          uid-map 0 1000 9; gid-map 0 1000 5        | false
          uid-map 0 0 9; gid-map 0 0 1; gid-map 5 5 1 | true
          userns auto                               | true
          ns pid, user                              | false
          ns pid, user=/run/user                    | false
          ns pid                                    | true
          """)
  void terminalsBelongToGroupFiveWhereItIsMapped(String statements, boolean mapped) {
    OciConfig.Mount pts =
        body(statements).config().mounts().stream()
            .filter(mount -> mount.destination().equals("/dev/pts"))
            .findFirst()
            .orElseThrow();
    assertThat(pts.options().contains("gid=5")).isEqualTo(mapped);
  }

  @Test
  void callerIsRootInItsUserNamespace() {
    assertThat(codes("ns pid, user; user 0:0")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          oci /linux/x '{'                     | INVALID_JSON
          oci /linux/x ''                      | INVALID_JSON
          oci /linux/x '1 2'                   | INVALID_JSON
          oci /linux/x 0.5                     | INVALID_JSON
          oci /mounts/99 '{}'                  | INVALID_POINTER
          oci /mounts/99/type '"bind"'         | INVALID_POINTER
          oci /mounts/first '{}'               | INVALID_POINTER
          oci /hostname/0 '"x"'                | INVALID_POINTER
          oci /hostname/0/1 '"x"'              | INVALID_POINTER
          oci /hostname 5                      | SCHEMA_WRONG_TYPE
          oci /mounts/- '{"type": "tmpfs"}'    | SCHEMA_MISSING_PROPERTY
          """)
  void patchIsCheckedAsTheRestIs(String statement, Code code) {
    assertThat(codes(statement)).containsExactly(code);
  }

  @Test
  void patchMergesObjectsAndRemovesWhatIsNull() {
    Emission emission =
        body("cpu 50%; oci /linux/resources/cpu '{\"idle\": 1, \"period\": null}'; oci /a/b 1");
    assertThat(JsonText.print(emission.json().at("/linux/resources/cpu")))
        .contains("\"idle\": 1", "\"quota\": 50000")
        .doesNotContain("period");
    assertThat(emission.json().at("/a/b").intValue()).isEqualTo(1);
  }

  @Test
  void patchIsFoundAtItsStatement() {
    String text =
        "container x < root ./fs; run true;\n  oci /mounts/- '{\"destination\": \"/x\"}' >";
    assertThat(emit(text).origins().origin("/mounts/7/destination")).hasToString("test.cdl:2:3");
  }

  @Test
  void valuesBehindTryMayBeLeftOut() {
    Emission emission =
        body(
            "try memory < limit 1GiB; swap 1GiB > memory < swappiness 0 > try pids 5;"
                + " cpu 50%; try rlimit nofile 5; try io < device 8:0 < read-iops 5 > >");
    assertThat(emission.extras().skippable())
        .containsExactly(
            "/linux/resources/blockIO/throttleReadIOPSDevice/0",
            "/linux/resources/memory/limit",
            "/linux/resources/memory/swap",
            "/linux/resources/pids",
            "/process/rlimits/0");
    assertThat(body("cpu 50%").extras().skippable()).isEmpty();
    assertThat(body("try cpu 50%").extras().skippable())
        .containsExactly("/linux/resources/cpu/quota");
  }

  @Test
  void secretsStayOutOfTheConfig() {
    Emission emission = body("secret token value hush-hush /run/token");
    assertThat(JsonText.print(emission.json())).contains("/run/token").doesNotContain("hush");
    assertThat(emission.extras().toString()).doesNotContain("hush");
  }

  @Test
  void versionIsTheLowestThatKnowsAllThatIsSaid() {
    assertThat(body("seccomp unconfined").config().ociVersion()).isEqualTo("1.0.2");
    assertThat(body("").config().ociVersion()).isEqualTo("1.1.0");
    assertThat(body("ns time").config().ociVersion()).isEqualTo("1.1.0");
    assertThat(body("seccomp unconfined; domainname x").config().ociVersion()).isEqualTo("1.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "personality linux32, 1.0.2",
    "nice 5, 1.1.0",
    "io-priority idle, 1.1.0",
    "exec-cpu-affinity < final 0 >, 1.2.1",
    "numa-policy local, 1.3.0",
    "bind /a /a < idmap < uid 0 1 1; gid 0 1 1 > >, 1.2.0",
  })
  void versionKnowsWhatIsSaid(String statement, String version) {
    assertThat(body("seccomp unconfined; " + statement).config().ociVersion()).isEqualTo(version);
  }

  @Test
  void valueIsFoundAtTheWordsThatAskedForIt() {
    String text = "container x < root ./fs; run true;\n  cpu 50%; tmpfs /tmp >";
    Origins origins = emit(text).origins();
    assertThat(origins.origin("/linux/resources/cpu/quota")).hasToString("test.cdl:2:7");
    assertThat(origins.origin("/mounts/7/options/0")).hasToString("test.cdl:2:12");
    assertThat(origins.origin("/mounts/0")).hasToString("test.cdl:1:1");
    assertThat(origins.origin("/mounts/0").implied()).isTrue();
    assertThat(origins.origin("/mounts/7").implied()).isFalse();
  }

  private static List<Capability> bounding(String statements) {
    return body(statements).config().process().capabilities().bounding();
  }

  private static List<String> destinations(Emission emission) {
    return emission.config().mounts().stream().map(OciConfig.Mount::destination).toList();
  }

  private static OciConfig.Mount mount(Emission emission, String destination) {
    return emission.config().mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  private static String text(String statements) {
    return "container x < root ./fs; run true; " + statements + " >";
  }

  private static Emission body(String statements) {
    return emit(text(statements));
  }

  private static Emission emit(String text) {
    Source source = new Source(new SourceId("test.cdl"), text);
    return CheckedText.of(source)
        .then(containers -> Emit.emit(Sources.of(source), containers.getFirst(), BUNDLE))
        .value()
        .orElseThrow();
  }

  private static List<Code> codes(String statements) {
    return found(text(statements)).stream().map(Diagnostic::code).toList();
  }

  private static List<Diagnostic> found(String text) {
    return Compile.compile(new Source(new SourceId("test.cdl"), text), BUNDLE).diagnostics();
  }
}
