package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.Namespace;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.NetDevice;
import dev.cdlc.compiler.model.ProtectedPaths.Entry;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Scheduler.Policy;
import dev.cdlc.compiler.model.Sysctl;
import dev.cdlc.compiler.model.TimeOffset;
import dev.cdlc.compiler.registry.BodyKeyword;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.registry.IsolationKeyword;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import dev.cdlc.compiler.registry.SchedulingKeyword;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.plan.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Sections that know layers by themselves. */
class LayersTest {
  private final Findings findings = new Findings();

  @Test
  void laterPolicyReplacesTheSettingsToo() {
    Scheduler scheduler = scheduler("scheduler fifo < priority 10 >", "scheduler batch");
    assertThat(scheduler.policy().value()).isEqualTo(Policy.BATCH);
    assertThat(scheduler.priority()).isEmpty();
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void laterNiceValueKeepsThePolicy() {
    Scheduler scheduler = scheduler("scheduler batch < nice 10 >", "nice 5");
    assertThat(scheduler.policy().value()).isEqualTo(Policy.BATCH);
    assertThat(scheduler.nice().orElseThrow().value()).isEqualTo(5);
  }

  @Test
  void niceValueAloneMeansTheOrdinaryPolicy() {
    assertThat(scheduler("", "nice 5").policy().value()).isEqualTo(Policy.OTHER);
  }

  @Test
  void earlierPolicyHoldsWhereNothingElseIsSaid() {
    Scheduler scheduler = scheduler("scheduler rr < priority 3 >", "io-priority idle");
    assertThat(scheduler.policy().value()).isEqualTo(Policy.RR);
  }

  @Test
  void capabilitiesOfTwoLayersDoNotContradictEachOther() {
    Capabilities merged = capabilities("cap add KILL", "cap drop KILL", "cap add CHOWN");
    assertThat(merged.drop()).extracting(Located::value).containsExactly(Capability.CAP_KILL);
    assertThat(merged.add()).extracting(Located::value).containsExactly(Capability.CAP_CHOWN);
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void capabilitiesOfOneLayerDo() {
    capabilities("cap add KILL; cap drop KILL", "cap only KILL");
    assertThat(findings.all())
        .extracting(Diagnostic::code)
        .containsExactly(Code.CONFLICTING_CAPABILITIES);
  }

  @Test
  void listsOfPathsAddToEachOther() {
    assertThat(masked("masked-paths default, /a", "masked-paths /b, /a"))
        .containsExactly(new Entry.Default(), new Entry.At("/a"), new Entry.At("/b"));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void noneForgetsThePathsOfTheLayersBelow() {
    assertThat(masked("masked-paths /a", "masked-paths none")).isEmpty();
    assertThat(masked("masked-paths none", "masked-paths /a")).containsExactly(new Entry.At("/a"));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void pathsAreAsUnsaidOnceTheirListIsReset() {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = filesystem(cells, "masked-paths none");
    cells.reset("masked-paths");
    assertThat(section.value().maskedPaths()).isEmpty();
  }

  @Test
  void laterNamespaceOfAKindReplacesTheOneBelow() {
    assertThat(isolation("ns pid, net", "ns net=/run/netns/x").namespaces().orElseThrow())
        .extracting(Located::value)
        .containsExactly(
            new Namespace(NamespaceType.PID, Optional.empty()),
            new Namespace(NamespaceType.NETWORK, Optional.of("/run/netns/x")));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void whatIsSaidOfNamespacesHoldsForTheListOfAllLayers() {
    isolation("time-offset boottime 1s; sysctl net.core.somaxconn=1", "ns time, net");
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void laterSysctlAndClockReplaceThoseBelow() {
    Isolation isolation =
        isolation(
            "ns time, net; time-offset boottime 1s; sysctl net.core.somaxconn=1",
            "time-offset boottime 2s; sysctl net.core.somaxconn=2");
    assertThat(isolation.sysctls())
        .extracting(Located::value)
        .containsExactly(new Sysctl("net.core.somaxconn", "2"));
    assertThat(isolation.timeOffsets())
        .extracting(Located::value)
        .containsExactly(new TimeOffset(TimeOffset.Clock.BOOTTIME, Duration.ofSeconds(2)));
  }

  @Test
  void laterNetworkReplacesTheOneBelow() {
    assertThat(isolation("net none", "net host").owns(NamespaceType.NETWORK)).isFalse();
    assertThat(isolation("ns pid; net host", "net none").owns(NamespaceType.NETWORK)).isTrue();
    assertThat(isolation("net-device eth0", "net-device eth0 as eth1").netDevices())
        .extracting(Located::value)
        .containsExactly(new NetDevice("eth0", "eth1"));
    assertThat(findings.all()).isEmpty();
  }

  private Isolation isolation(String... layers) {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = new IsolationSection(cells);
    read(
        cells, layers, (keyword, arguments) -> section.read((IsolationKeyword) keyword, arguments));
    section.finish(_ -> true);
    return section.value();
  }

  @Test
  void mountsAreForgottenByTheNameOfTheirStatement() {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = filesystem(cells, "bind /a /a; tmpfs /b; mount proc proc /c");
    cells.reset("tmpfs");
    assertThat(targets(section)).containsExactly("/a", "/c");
    cells.reset("mount");
    assertThat(targets(section)).containsExactly("/a");
    cells.reset("bind");
    assertThat(targets(section)).isEmpty();
  }

  @Test
  void mountOfALaterLayerTakesThePlaceOfAnother() {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = filesystem(cells, "bind /a /x; tmpfs /b", "mount proc proc /x/");
    assertThat(targets(section)).containsExactly("/x", "/b");
    assertThat(section.value().mounts().getFirst().value()).isInstanceOf(Mount.Typed.class);
    assertThat(findings.all()).isEmpty();
  }

  private static List<String> targets(FilesystemSection section) {
    return section.value().mounts().stream().map(mount -> mount.value().target()).toList();
  }

  private List<Entry> masked(String... layers) {
    Cells cells = new Cells(Sources.of(source("")), findings);
    return filesystem(cells, layers).value().maskedPaths().orElseThrow().value().entries().stream()
        .map(Located::value)
        .toList();
  }

  private FilesystemSection filesystem(Cells cells, String... layers) {
    var section = new FilesystemSection(cells);
    read(
        cells,
        layers,
        (keyword, arguments) -> section.read((FilesystemKeyword) keyword, arguments));
    return section;
  }

  private Scheduler scheduler(String... layers) {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = new SchedulingSection(cells);
    read(
        cells,
        layers,
        (keyword, arguments) -> section.read((SchedulingKeyword) keyword, arguments));
    section.finish();
    return section.value().scheduler().orElseThrow();
  }

  private Capabilities capabilities(String... layers) {
    Cells cells = new Cells(Sources.of(source("")), findings);
    var section = new PrivilegeSection(cells);
    read(
        cells, layers, (keyword, arguments) -> section.read((PrivilegeKeyword) keyword, arguments));
    section.finish(_ -> true);
    return section.value(source("x").span(0, 1)).capabilities().value();
  }

  private static void read(
      Cells cells, String[] layers, BiConsumer<BodyKeyword, Arguments> reader) {
    for (String layer : layers) {
      var file = Parse.parse(source("container x < " + layer + " >"), new LayoutNames());
      cells
          .blocks(Context.CONTAINER, BodyKeyword.class, reader)
          .read(file.value().orElseThrow().statements().getFirst().block().orElseThrow());
      cells.nextLayer(Surroundings.NONE);
    }
  }

  private static Source source(String text) {
    return new Source(new SourceId("test.cdl"), text);
  }
}
