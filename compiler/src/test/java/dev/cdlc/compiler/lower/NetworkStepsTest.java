package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.NetworkProgram;
import dev.cdlc.plan.NetworkProgram.Kind;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkStepsTest {
  private static final String PORTS = "net user; publish 127.0.0.1:8080:80/tcp, 8053:53/udp";

  @Test
  void portsAreTriedBeforeAnythingIsMade() {
    List<Action> actions = actions(PORTS);
    assertThat(actions)
        .containsSubsequence(
            new SupervisorAction.TryPort(PortProtocol.TCP, "127.0.0.1", 8080),
            new SupervisorAction.TryPort(PortProtocol.UDP, "0.0.0.0", 8053));
    assertThat(classes(actions))
        .containsSubsequence(
            SupervisorAction.TryPort.class,
            SupervisorAction.MakeCgroup.class,
            SupervisorAction.Clone.class);
  }

  @Test
  void networkIsConnectedOnceUsersAreMapped() {
    assertThat(classes(actions("net user; ns pid, user; hook create-runtime /bin/prepare")))
        .containsSubsequence(
            SupervisorAction.Clone.class,
            SupervisorAction.MapCaller.class,
            SupervisorAction.ConnectNetwork.class,
            SupervisorAction.AwaitMounts.class);
  }

  @Test
  void slirp4netnsIsAskedForEachPort() {
    NetworkProgram slirp = programs(actions(PORTS)).getFirst();
    assertThat(slirp.kind()).isEqualTo(Kind.SLIRP4NETNS);
    assertThat(slirp.args())
        .contains("--disable-host-loopback", "--enable-sandbox", "--enable-seccomp")
        .containsSubsequence("--api-socket", NetworkProgram.SOCKET, NetworkProgram.PID, "tap0");
    assertThat(slirp.requests())
        .containsExactly(
            "{\"execute\":\"add_hostfwd\",\"arguments\":{\"proto\":\"tcp\",\"host_addr\":"
                + "\"127.0.0.1\",\"host_port\":8080,\"guest_addr\":\"10.0.2.100\",\"guest_port\":80}}",
            "{\"execute\":\"add_hostfwd\",\"arguments\":{\"proto\":\"udp\",\"host_addr\":"
                + "\"0.0.0.0\",\"host_port\":8053,\"guest_addr\":\"10.0.2.100\",\"guest_port\":53}}");
  }

  @Test
  void withoutPortsNobodyIsListenedTo() {
    NetworkProgram slirp = programs(actions("net user")).getFirst();
    assertThat(slirp.args()).doesNotContain("--api-socket");
    assertThat(slirp.requests()).isEmpty();
  }

  /** As root it gives up what it needs to enter the namespace. */
  @Test
  void pastaServesCallersWithoutRoot() {
    assertThat(programs(actions(PORTS))).hasSize(1);
    List<Action> actions = actions(compiled(PORTS, Settings.NONE.withRootless(Rootless.ALONE)));
    assertThat(programs(actions)).extracting(NetworkProgram::kind).containsExactly(Kind.values());
    assertThat(programs(actions).getLast().args())
        .containsSubsequence("--address", "10.0.2.100", "--gateway", "10.0.2.2")
        .containsSubsequence("--tcp-ports", "127.0.0.1/8080:80", "--udp-ports", "0.0.0.0/8053:53")
        .containsSubsequence("--pid", NetworkProgram.FIFO, NetworkProgram.PID);
  }

  @Test
  void hostsResolverAnswersAtTheProgramsAddress() {
    assertThat(actions("net user"))
        .filteredOn(InitAction.CoverFiles.class::isInstance)
        .singleElement()
        .satisfies(
            action ->
                assertThat(((InitAction.CoverFiles) action).files())
                    .contains(
                        new InitAction.TextFile("/etc/resolv.conf", "nameserver 10.0.2.3\n")));
  }

  @Test
  void supervisorThatLeavesConnectsNothing() {
    Emission said = compiled("net user", Settings.NONE).emission();
    var created = new Shape.Created("/run/c/start", "/run/c/pid", "/run/c/report");
    assertThat(Lower.lower(said.config(), said.extras(), said.origins(), created).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NOT_YET_KNOWN);
  }

  private static List<NetworkProgram> programs(List<Action> actions) {
    return actions.stream()
        .filter(SupervisorAction.ConnectNetwork.class::isInstance)
        .map(SupervisorAction.ConnectNetwork.class::cast)
        .findFirst()
        .orElseThrow()
        .programs();
  }

  private static List<Class<?>> classes(List<Action> actions) {
    return actions.stream().<Class<?>>map(Action::getClass).toList();
  }

  private static List<Action> actions(String statements) {
    return actions(compiled(statements, Settings.NONE));
  }

  private static List<Action> actions(CompiledContainer container) {
    return container.plan().value().orElseThrow().steps().stream().map(Step::action).toList();
  }

  private static CompiledContainer compiled(String statements, Settings settings) {
    var source =
        new Source(
            new SourceId("test.cdl"), "container x < root ./fs; run true; " + statements + " >");
    return Compile.compile(
            source, new Bundle("/srv/cdl", Bundle.Paths.RELATIVE), Inputs.NONE, settings)
        .containers()
        .getFirst();
  }
}
