package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container sees of itself and of the host. */
@NeedsRoot
final class InsideLinuxTest {
  /** Of two folders in which nothing is made, those on a mount that may be written to. */
  private static final String WRITABLE =
      "for d in /proc/sys/kernel /proc/sys/vm; do touch -c $d 2>&1 | grep -q Read-only || echo $d; done";

  @TempDir private Path folder;

  @Test
  void commandIsProcessOneAndSeesOnlyItsOwn() {
    assertThat(inside("ns pid; shell 'echo $$; ls /proc | grep -c ^[0-9]'")).matches("1\n[123]\n");
  }

  @Test
  void hostNameIsTheContainersName() {
    assertThat(inside("run hostname")).isEqualTo("inside\n");
  }

  @Test
  void loopbackOfFreshNetworkIsUp() {
    String upAndLoopback = "0x9\n";
    assertThat(inside("ns net; run cat /sys/class/net/lo/flags")).isEqualTo(upAndLoopback);
    assertThat(inside("ns user, pid, net; run cat /sys/class/net/lo/flags"))
        .isEqualTo(upAndLoopback);
  }

  @Test
  void clockCannotBeSet() {
    assertThat(inside("cap drop SYS_TIME; shell 'date -s 12:00 2>&1 || echo refused'"))
        .contains("cannot set date: Operation not permitted")
        .endsWith("refused\n");
  }

  @Test
  void environmentIsWhatTheSourceSays() {
    assertThat(inside("env B=2, A='x y'; run env"))
        .isEqualTo(
            """
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            HOME=/root
            B=2
            A=x y
            """);
  }

  @Test
  void userAndGroupsAreSet() {
    assertThat(
            inside(
                "user 1000:1001 < groups 5, 6; umask 0027 >; shell 'id -u; id -g; id -G; umask'"))
        .isEqualTo("1000\n1001\n1001 5 6\n0027\n");
  }

  @Test
  void limitsAreSet() {
    assertThat(
            inside(
                "rlimit nofile 100:200; rlimit core 0; shell 'ulimit -n; ulimit -Hn; ulimit -c'"))
        .isEqualTo("100\n200\n0\n");
  }

  @Test
  void theShareOfTheHostIsAsAsked() {
    assertThat(
            inside(
                "oom-score-adj 321; scheduler batch < nice 5 > io-priority best-effort 6;"
                    + " personality linux32; shell \"cat /proc/self/oom_score_adj;"
                    + " cut -d' ' -f19,41 /proc/self/stat; ionice; uname -m\""))
        .isEqualTo("321\n5 3\nbest-effort: prio 6\ni686\n");
  }

  @Test
  void settingsOfNamespacesAreAsAsked() {
    String settings =
        "domainname example.org; sysctl kernel.shmmni=77, net.ipv4.ip_local_port_range=\"1025 2026\";"
            + " shell 'cd /proc/sys; cat kernel/domainname kernel/shmmni"
            + " net/ipv4/ip_local_port_range'";
    assertThat(inside(settings)).isEqualTo("example.org\n77\n1025\t2026\n");
    assertThat(inside("ns pid, uts, ipc, net, user; " + settings))
        .isEqualTo("example.org\n77\n1025\t2026\n");
  }

  @Test
  void clocksAreAsAsked() {
    String look =
        "time-offset monotonic 2d; time-offset boottime -500ms;"
            + " shell \"tr -s ' ' </proc/self/timens_offsets\"";
    String seen = "monotonic 172800 0\nboottime -1 500000000\n";
    assertThat(inside("ns pid, time; " + look)).isEqualTo(seen);
    assertThat(inside("ns pid, time, user; " + look)).isEqualTo(seen);
  }

  @Test
  void devicesThatAreAskedForAreThere() {
    String look = "shell 'stat -c \"%t:%T %a\" /dev/zero /dev/net/tun'";
    assertThat(inside("device /dev/net/tun c 10:200 mode=0600; device /dev/zero; " + look))
        .isEqualTo("1:5 666\na:c8 600\n");
    assertThat(inside("ns user, pid; device /dev/zero; run stat -c %t:%T /dev/zero"))
        .isEqualTo("1:5\n");
  }

  /** No driver has those numbers, which is seen only by who may open the device. */
  @Test
  void devicesThatAreNotAllowedCannotBeUsed() {
    String open =
        "tmpfs /tmp dev; shell 'mknod /tmp/full c 1 7; mknod /tmp/none c 231 255; cd /tmp;"
            + " for i in full none; do head -c1 $i 2>&1 | grep -ao \"[A-Z][a-z ]*$\"; done; true'";
    assertThat(inside(open)).isEqualTo("Operation not permitted\n");
    assertThat(inside("device-rule allow c 231:255 r; " + open))
        .isEqualTo("No such device or address\n");
  }

  @Test
  void ambientCapabilitiesReachAUser() {
    assertThat(
            inside(
                "user 1000; cap only NET_BIND_SERVICE, KILL; cap < ambient NET_BIND_SERVICE;"
                    + " inheritable NET_BIND_SERVICE > run grep -E '^Cap(Inh|Eff|Amb)'"
                    + " /proc/self/status"))
        .isEqualTo(
            "CapInh:\t0000000000000400\nCapEff:\t0000000000000400\nCapAmb:\t0000000000000400\n");
  }

  @Test
  void listedPathsAreProtectedAndOthersAreNot() {
    String look = "shell 'wc -c < /proc/cmdline; ls -A /etc/ssl; head -c1 /proc/interrupts'";
    assertThat(inside("masked-paths /proc/cmdline, /etc/ssl, /none; " + look)).matches("0\n\\s");
    assertThat(inside("readonly-paths /proc/sys/kernel; shell '" + WRITABLE + "'"))
        .isEqualTo("/proc/sys/vm\n");
    assertThat(inside("readonly-paths none; shell '" + WRITABLE + "'"))
        .isEqualTo("/proc/sys/kernel\n/proc/sys/vm\n");
  }

  @Test
  void fileSystemsAreMountedWithTheirOptions() {
    assertThat(
            inside(
                "mount proc proc /proc nosuid hidepid=2;"
                    + " mount tmpfs scratch /mnt sync ro < options mode=0700, noatime >;"
                    + " shell 'grep -E \" /(proc|mnt) \" /proc/self/mountinfo | cut -d\" \" -f5-'"))
        .matches(
            """
            (?s).*/proc rw,nosuid,relatime - proc proc rw,hidepid=(2|invisible)
            /mnt ro,noatime - tmpfs scratch rw,sync,(\\S+,)?mode=700\\S*
            """);
  }

  @ParameterizedTest
  @CsvSource({"private, -", "shared, shared:[0-9]+ -", "unbindable, unbindable -"})
  void rootHasThePropagationThatIsAskedFor(String propagation, String field) {
    assertThat(
            inside(
                "rootfs-propagation "
                    + propagation
                    + "; bind /proc /proc rbind rslave; shell 'head -n1 /proc/self/mountinfo'"))
        .matches("[0-9]+ [0-9]+ [0-9:]+ / / \\S+ " + field + " (?s:.*)");
  }

  @Test
  void usersAreMappedAsAsked() {
    assertThat(
            inside(
                "ns pid, time, user; uid-map 0 100000 65536; gid-map 0 100000 65536;"
                    + " time-offset monotonic 1d; user 7:8 < groups 9 > shell \"id -u; id -G;"
                    + " tr -s ' ' </proc/self/uid_map; head -n1 /proc/self/timens_offsets"
                    + " | tr -s ' '\""))
        .isEqualTo("7\n8 9\n 0 100000 65536\nmonotonic 86400 0\n");
  }

  @Test
  void aReaperIsProcessOneWhereOneIsAskedFor() {
    String look = "init on; shell 'echo $$ $PPID; id -u; grep CapEff /proc/1/status'";
    String killAlone = "CapEff:\t0000000000000020\n";
    assertThat(inside(look)).isEqualTo("2 1\n0\n" + killAlone);
    assertThat(inside("ns pid, user; " + look)).isEqualTo("2 1\n0\n" + killAlone);
    assertThat(inside("user 1000; " + look)).isEqualTo("2 1\n1000\n" + killAlone);
  }

  @Test
  void onlyTheFilesThatAreListedAreReached() {
    String look =
        "landlock < read /etc/passwd; write /dev/null; exec /usr >"
            + " shell 'exec 2>&1; head -c4 /etc/passwd; echo; cat /etc/group; ls /; true >/dev/null'";
    String seen =
        """
        root
        cat: /etc/group: Permission denied
        ls: cannot open directory '/': Permission denied
        """;
    assertThat(inside(look)).isEqualTo(seen);
    assertThat(inside("ns user, pid; " + look)).isEqualTo(seen);
    assertThat(inside("user 1000:1000; rlimit nofile 19; " + look)).isEqualTo(seen);
  }

  /** EDOM is no error that mkdir(2) has of itself. */
  @Test
  void aCallIsRefusedWithTheErrorThatTheFilesFilterNames() throws IOException {
    Files.writeString(
        folder.resolve("filter.json"),
        """
        {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", "mkdirat"],
         "action": "SCMP_ACT_ERRNO", "errnoRet": 33}]}
        """);
    String look = "tmpfs /tmp; shell 'cd /tmp; touch f; ls; mkdir d 2>&1 || echo $?'";
    assertThat(inside(look + "; seccomp file ./filter.json"))
        .startsWith("f\n")
        .contains("Numerical argument out of domain")
        .endsWith("\n1\n");
    assertThat(inside(look)).isEqualTo("f\n");
  }

  @Test
  void changesOfARootAreKeptApart() throws IOException {
    Path root = BusyboxRoot.make(folder.resolve("fs"));
    String source = "container inside < root ./fs overlay ./upper; run /bin/touch /new >";
    assertThat(BuiltContainer.of(folder, source).run())
        .isEqualTo(new BuiltContainer.Exit(0, "", ""));
    assertThat(root.resolve("new")).doesNotExist();
    assertThat(folder.resolve("upper/new")).exists();
  }

  @Test
  void onlyStandardStreamsAreOpen() {
    assertThat(inside("run ls /proc/self/fd")).isEqualTo("0\n1\n2\n3\n");
  }

  @Test
  void halfACpuIsEnforced() {
    String spin = "end=$(($(date +%s) + 2)); while [ $(date +%s) -lt $end ]; do :; done; times";
    assertThat(cpuSeconds(inside("cpu 50%; shell '" + spin + "'"))).isLessThan(1.3);
  }

  /** The shell prints user and system time, its own in one line and its children's in the next. */
  private static double cpuSeconds(String times) {
    return Pattern.compile("([0-9]+)m([0-9.]+)s")
        .matcher(times)
        .results()
        .mapToDouble(
            part -> 60 * Integer.parseInt(part.group(1)) + Double.parseDouble(part.group(2)))
        .sum();
  }

  private String inside(String body) {
    var exit =
        BuiltContainer.of(folder, "container inside < root host; %s >".formatted(body)).run();
    assertThat(exit.err()).isEmpty();
    return exit.out();
  }
}
