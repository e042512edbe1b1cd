package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.NetworkProgram;
import dev.cdlc.plan.NetworkProgram.Kind;
import dev.cdlc.plan.PortProtocol;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Networks that a program of the host connects, on a host that is a namespace of the test's own.
 */
class UserNetworkTest extends ContainerTest {
  /**
   * Its devices are the test's own, too: an ordinary user may open its {@code /dev/net/tun}. What
   * {@code $1} says is that of the script's {@code run}.
   */
  private static final String HOST =
      """
      cd "${1%%/*}" && chmod 0755 . && chown -R 54321:54321 root && cp -f /bin/busybox /usr/bin/setpriv . || exit
      exec unshare --net --mount ./busybox sh -c '
        ./busybox ip link set lo up; ./busybox ip addr add 192.0.2.7/32 dev lo
        mount -t tmpfs none /dev/net && mknod -m 0666 /dev/net/tun c 10 200 || exit
        run() { %s "$container"; echo "status $?"; }
        listen() { echo "$2" | ./busybox nc -l -p $1 >/dev/null & listener=$!
          until grep -q ":$(printf %%04X $1) 0*:0000 0A" /proc/net/tcp*; do sleep 0.05; done; }
        container=$1
        %s' sh "$1"
      """;

  private static final String AS_A_USER = "./setpriv --reuid=54321 --regid=54321 --clear-groups";

  private static final String ASK =
      "until ./busybox nc -w 1 127.0.0.1 8080 2>/dev/null </dev/null | ./busybox grep one;"
          + " do ./busybox sleep 0.1; done & ";

  private static void assumeThereIs(Kind kind) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(kind.path())),
        "needs the Debian package " + kind.debianPackage());
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
  }

  static NetworkProgram slirp4netns(String... requests) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "slirp4netns",
                "--configure",
                "--disable-host-loopback",
                "--enable-sandbox",
                "--enable-seccomp",
                "--ready-fd=3",
                "--exit-fd=4"));
    if (requests.length > 0) {
      args.addAll(List.of("--api-socket", NetworkProgram.SOCKET));
    }
    args.addAll(List.of(NetworkProgram.PID, "tap0"));
    return new NetworkProgram(Kind.SLIRP4NETNS, args, List.of(requests));
  }

  static String request(String protocol, int host, int container) {
    return ("{\"execute\":\"add_hostfwd\",\"arguments\":{\"proto\":\"%s\",\"host_addr\":"
            + "\"127.0.0.1\",\"host_port\":%d,\"guest_addr\":\"10.0.2.100\",\"guest_port\":%d}}")
        .formatted(protocol, host, container);
  }

  static NetworkProgram pasta(String... options) {
    List<String> args =
        new ArrayList<>(List.of("pasta", "--foreground", "--quiet", "--config-net", "--ipv4-only"));
    args.addAll(List.of("--address", "10.0.2.100", "--netmask", "24", "--gateway", "10.0.2.2"));
    args.addAll(List.of("--no-map-gw", "--udp-ports", "none", "--tcp-ns", "none"));
    args.addAll(List.of(options));
    args.addAll(List.of("--pid", NetworkProgram.FIFO, NetworkProgram.PID));
    return new NetworkProgram(Kind.PASTA, args, List.of());
  }

  private SamplePlan connected(String script, NetworkProgram... programs) {
    return shell(script).outside(new SupervisorAction.ConnectNetwork(List.of(programs)));
  }

  private SamplePlan ofAUser(String script, NetworkProgram... programs) {
    return connected(script, programs)
        .namespaces(Namespace.MNT, Namespace.PID, Namespace.NET, Namespace.USER);
  }

  private Host.Outcome root(String script, SamplePlan plan) throws Exception {
    return Host.script(HOST.formatted("", script), plan, folder);
  }

  private Host.Outcome user(String script, SamplePlan plan) throws Exception {
    return Host.script(HOST.formatted(AS_A_USER, script), plan, folder);
  }

  @Test
  void portOfTheHostLeadsIntoTheContainer() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    var plan = connected("echo one | nc -l -p 80", slirp4netns(request("tcp", 8080, 80)));
    var outcome = root(ASK + "run; wait", plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("one", "status 0");
    assertThat(Host.cgroups()).isEmpty();
    assertThat(folders()).isEmpty();
  }

  @Test
  void portOfAnOrdinaryUserDoesSoToo() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    var plan = ofAUser("echo one | nc -l -p 80", slirp4netns(request("tcp", 8080, 80)));
    var outcome = user(ASK + "run; wait", plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("one", "status 0");
    assertThat(folders()).isEmpty();
  }

  /** What the container sends leaves by the program's gateway; the host's loopback stays closed. */
  @Test
  void containerReachesWhatTheHostReaches() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    var plan =
        ofAUser(
            ": | nc -w 5 192.0.2.7 9000; : | nc -w 1 10.0.2.2 9001 || echo closed", slirp4netns());
    var outcome = user("listen 9000 hello; listen 9001 secret; run; kill $listener", plan);
    assertThat(outcome.err()).doesNotContain("error[");
    assertThat(outcome.out()).contains("hello", "closed", "status 0").doesNotContain("secret");
  }

  /** It asks for a default route, and knows no other way to tell that it is ready. */
  @Test
  void secondProgramServesWhereTheFirstIsMissing() throws Exception {
    assumeThereIs(Kind.PASTA);
    String onlyPasta =
        """
        /sbin/ip link add d0 type veth peer name d1 && ./busybox ip link set d1 up
        cp -a /usr/bin/passt* /usr/bin/pasta* . && mount -t tmpfs none /usr/bin || exit
        ./busybox cp -a passt* pasta* /usr/bin/
        ./busybox ip addr add 198.51.100.7/24 dev d0; ./busybox ip link set d0 up
        ./busybox ip route add default via 198.51.100.1
        """;
    var plan =
        ofAUser("echo one | nc -l -p 80", slirp4netns(), pasta("--tcp-ports", "127.0.0.1/8080:80"));
    var outcome = user(onlyPasta + ASK + "run; wait", plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("one", "status 0");
    assertThat(folders()).isEmpty();
  }

  @Test
  void programsThatAreMissingAreTold() throws Exception {
    var plan = connected("echo ran", slirp4netns(), pasta());
    var outcome = root("mount -t tmpfs none /usr/bin; run", plan);
    assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
    assertThat(outcome.err())
        .contains("error[CDL7037]", "cannot connect the network by pasta: ENOENT")
        .contains("Debian has them in slirp4netns and passt");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void whatAProgramSaysIsToldWhereItFails() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    String failing = fake("echo no tap here >&2; exit 3");
    var outcome = root(failing + "run", connected("echo ran", slirp4netns()));
    assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
    assertThat(outcome.err())
        .startsWith("no tap here\n")
        .contains("cannot connect the network by slirp4netns: exit status 3");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void whatAProgramSaysIsNotToldWhereItWorks() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    String loud = fake("yes | head -c 100000; echo 1 >&3; exec sleep 60");
    var outcome = root(loud + "run", connected("echo ran", slirp4netns()));
    assertThat(outcome.out()).contains("ran", "status 0").doesNotContain("y\ny\n");
  }

  @Test
  void programHasNothingOpenButWhatItKnows() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    String look = fake("ls /proc/self/fd >open; env >>open; echo 1 >&3; exec sleep 9");
    var outcome = root(look + "run; cat open", connected("true", slirp4netns()));
    assertThat(outcome.out())
        .as("and what ls has open itself")
        .matches("status 0\n0\n1\n2\n3\n4\n5\nPWD=\\S+\n");
  }

  @Test
  void refusedPortStopsTheContainer() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    var plan = connected("echo ran", slirp4netns(request("tcp", 8080, 80)));
    var outcome = root("listen 8080 x; run; kill $listener", plan);
    assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
    assertThat(outcome.err()).contains("cannot publish a port by {", "EADDRINUSE", "add_hostfwd");
    assertThat(Host.cgroups()).isEmpty();
    assertThat(folders()).isEmpty();
  }

  @Test
  void programEndsWithTheContainer() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    String running = fake("echo $$ >pid; echo 1 >&3; exec sleep 60");
    var outcome =
        root(running + "run; kill -0 $(cat pid) || echo gone", connected("true", slirp4netns()));
    assertThat(outcome.out()).contains("status 0", "gone");
  }

  @Test
  void programEndsWithASupervisorThatIsKilled() throws Exception {
    assumeThereIs(Kind.SLIRP4NETNS);
    String killed =
        """
        "$container" >out & supervisor=$!
        until [ -s out ]; do sleep 0.05; done
        program=$(pgrep -P $supervisor slirp4netns)
        kill -9 $supervisor; wait $supervisor
        until rmdir /sys/fs/cgroup/*/cdlc/*-$supervisor 2>/dev/null; do sleep 0.05; done
        for i in $(seq 100); do kill -0 $program 2>/dev/null || { echo gone; break; }; sleep 0.05; done
        """;
    var outcome = root(killed, connected("echo up; exec sleep 60", slirp4netns()));
    assertThat(outcome.out()).contains("gone");
  }

  @Test
  void portOfAnotherIsRefusedBeforeAnythingIsMade() throws Exception {
    for (String address : List.of("127.0.0.1", "0.0.0.0")) {
      var plan =
          shell("echo ran").before(new SupervisorAction.TryPort(PortProtocol.TCP, address, 8080));
      var outcome = root("listen 8080 x; run; kill $listener", plan);
      assertThat(outcome.out()).contains("status 125").doesNotContain("ran");
      assertThat(outcome.err())
          .contains("error[CDL7038]", "cannot publish " + address + ":8080/tcp: EADDRINUSE")
          .contains("\n  help: another program has that port");
    }
  }

  @Test
  void portsAndAddressesThatCannotBeHadAreTold() throws Exception {
    var low = shell("true").before(new SupervisorAction.TryPort(PortProtocol.UDP, "0.0.0.0", 53));
    assertThat(user("run", low).err())
        .contains("cannot publish 0.0.0.0:53/udp: EACCES", "ip_unprivileged_port_start");
    var elsewhere =
        shell("true").before(new SupervisorAction.TryPort(PortProtocol.TCP, "198.51.100.9", 8080));
    assertThat(root("run", elsewhere).err())
        .contains("198.51.100.9:8080/tcp: EADDRNOTAVAIL", "the host has no such address");
    var free =
        shell("echo ran").before(new SupervisorAction.TryPort(PortProtocol.TCP, "127.0.0.1", 8080));
    assertThat(root("run", free).out()).contains("ran", "status 0");
  }

  /** A script in place of slirp4netns, in the mount namespace of the test alone. */
  private static String fake(String script) {
    return "printf \"#!/bin/sh\\n%s\\n\" >fake; chmod 0755 fake; mount --bind fake %s; "
        .formatted(script.replace("$", "\\$"), Kind.SLIRP4NETNS.path());
  }

  /** Those that programs were met in. */
  private static List<Path> folders() throws Exception {
    try (var files = Files.list(Path.of("/tmp"))) {
      return files.filter(file -> file.getFileName().toString().matches("cdlc-[0-9]+")).toList();
    }
  }
}
