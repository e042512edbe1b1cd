package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.SupervisorAction;
import org.junit.jupiter.api.Test;

/** Network devices that leave the host, which here is a network namespace of the test's own. */
class NetDevicesTest extends ContainerTest {
  private static final String HOST =
      """
      exec unshare --net sh -ec '
        ip link add d0 type veth peer name x0
        ip addr add 192.0.2.7/24 dev d0
        ip addr add 192.0.2.8/24 dev d0
        ip addr add 2001:db8::7/64 dev d0
        ip addr add 169.254.3.4/16 scope link dev d0
        ip addr add 203.0.113.9/24 dev x0
        %s
        "$1" || echo "status $?"
        ip -o link | cut -d" " -f2' sh "$1"
      """;

  private static final String SHOW = "ip -o addr | awk '{ print $2, $3, $4, $5, $6 }'";

  @Test
  void keepLastingAddressesAndAreUp() throws Exception {
    var plan =
        shell(SHOW + "; ip link | grep -c 'd0.*UP'")
            .outside(new SupervisorAction.MoveNetDevice("d0", "d0"));
    var outcome = Host.script(HOST.formatted(""), plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .contains(
            "d0 inet 192.0.2.7/24 scope global",
            "d0 inet 192.0.2.8/24 scope global",
            "d0 inet6 2001:db8::7/64 scope global",
            "1")
        .noneMatch(line -> line.contains("169.254.3.4") || line.contains("203.0.113.9"))
        .noneMatch(line -> line.startsWith("d0@"));
  }

  @Test
  void haveAnotherNameInTheContainer() throws Exception {
    var plan = shell(SHOW).outside(new SupervisorAction.MoveNetDevice("d0", "eth0"));
    var outcome = Host.script(HOST.formatted("ip link set d0 up"), plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("eth0 inet 192.0.2.7/24 scope global").doesNotContain("d0");
  }

  /** More datagrams than one, of which the devices before have most. */
  @Test
  void areFoundAmongManyAddresses() throws Exception {
    String many = "for i in $(seq 250); do ip addr add 10.0.$i.1/24 dev x0; done";
    var plan = shell(SHOW).outside(new SupervisorAction.MoveNetDevice("d0", "d0"));
    var outcome = Host.script(HOST.formatted(many), plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("192.0.2.7/24", "192.0.2.8/24").doesNotContain("10.0.");
  }

  @Test
  void mustBeThere() throws Exception {
    var plan = shell("echo ran").outside(new SupervisorAction.MoveNetDevice("none0", "eth0"));
    var outcome = Host.script(HOST.formatted(""), plan, folder);
    assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
    assertThat(outcome.err())
        .contains("error[CDL7034]", "cannot move the network device none0: ENODEV")
        .contains("\n  help: the host has no such network device");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void mayNotTakeANameThatIsInUse() throws Exception {
    var plan = shell("echo ran").outside(new SupervisorAction.MoveNetDevice("d0", "lo"));
    var outcome = Host.script(HOST.formatted(""), plan, folder);
    assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
    assertThat(outcome.err())
        .contains("cannot move the network device d0: EEXIST")
        .contains("has a device of that name already");
  }
}
