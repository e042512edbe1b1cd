package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What podman(1) asks of a runtime by its options, its pods and its health checks. */
@NeedsRoot
final class PodmanOptionsLinuxTest {
  private static final String NAME = "podman-options-test-" + ProcessHandle.current().pid();
  private static final int ATTEMPTS = 100;

  @TempDir private Path folder;
  private Podman podman;

  @BeforeEach
  void importImage() throws Exception {
    podman = new Podman(folder);
    podman.importImage();
  }

  @AfterEach
  void removeAll() throws Exception {
    podman.removeAll();
  }

  @Test
  void usersAreMapped() throws Exception {
    assertThat(
            podman.run(
                "--rm",
                "--uidmap=0:100000:1000",
                "--gidmap=0:200000:1000",
                "--device=/dev/zero:/dev/zero",
                "sh",
                "-c",
                "id -u; cat /proc/self/uid_map /proc/self/gid_map | tr -s ' ';"
                    + " head -c 1 /dev/zero | wc -c"))
        .isEqualTo(new Invocation(0, "0\n 0 100000 1000\n 0 200000 1000\n1\n", ""));
  }

  @Test
  void anInitReapsForTheCommand() throws Exception {
    Podman.assumeInstalled("catatonit");
    Invocation run = podman.run("--rm", "--init", "sh", "-c", "cat /proc/1/comm; exit 4");
    assertThat(run.out()).isIn("podman-init\n", "catatonit\n");
    assertThat(run.status()).isEqualTo(4);
  }

  @Test
  void capabilitiesAreAddedAndDropped() throws Exception {
    assertThat(
            podman.run(
                "--rm",
                "--cap-drop=all",
                "--cap-add=NET_ADMIN,CHOWN",
                "grep",
                "-E",
                "Cap(Prm|Eff|Bnd)",
                "/proc/self/status"))
        .isEqualTo(
            new Invocation(
                0,
                """
                CapPrm:\t0000000000001001
                CapEff:\t0000000000001001
                CapBnd:\t0000000000001001
                """,
                ""));
  }

  @Test
  void securityOptionsCount() throws Exception {
    Path filter =
        Files.writeString(
            folder.resolve("filter.json"),
            """
            {"defaultAction":"SCMP_ACT_ALLOW","syscalls":[
              {"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO","errnoRet":77}]}
            """);
    assertThat(podman.run("--rm", "--security-opt=seccomp=" + filter, "mkdir", "/new").err())
        .isEqualTo("mkdir: can't create directory '/new': File descriptor in bad state\n");
    assertThat(
            podman.run(
                "--rm",
                "--security-opt=seccomp=unconfined",
                "--security-opt=label=disable",
                "--security-opt=no-new-privileges",
                "--security-opt=mask=/srv/site/page",
                "--security-opt=unmask=/proc/keys",
                "sh",
                "-c",
                "grep -E 'Seccomp:|NoNewPrivs' /proc/self/status; wc -c </srv/site/page;"
                    + " grep -c ' /proc/keys ' /proc/mounts"))
        .isEqualTo(new Invocation(1, "NoNewPrivs:\t1\nSeccomp:\t0\n0\n0\n", ""));
  }

  @Test
  void devicesLimitsAndSettingsReachTheContainer() throws Exception {
    assertThat(
            podman.run(
                "--rm",
                "--device=/dev/null:/dev/nothing:rw",
                "--sysctl=net.ipv4.ip_forward=1",
                "--ulimit=nofile=100:200",
                "--ulimit=nproc=50:50",
                "--shm-size=1m",
                "--oom-score-adj=100",
                "--umask=0027",
                "sh",
                "-c",
                "echo x >/dev/nothing && stat -c '%a %t:%T' /dev/nothing;"
                    + " cat /proc/sys/net/ipv4/ip_forward; ulimit -Sn; ulimit -Hn;"
                    + " df -k /dev/shm | awk 'NR==2 {print $2}'; cat /proc/self/oom_score_adj; umask"))
        .isEqualTo(new Invocation(0, "666 1:3\n1\n100\n200\n1024\n100\n0027\n", ""));
  }

  @Test
  void aPrivilegedContainerHasTheDevicesAndCapabilitiesOfTheHost() throws Exception {
    Invocation run =
        podman.run(
            "--rm",
            "--privileged",
            "sh",
            "-c",
            "grep CapBnd /proc/self/status; readlink /dev/ptmx; stat -c %t:%T /dev/kmsg");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("CapBnd:\t000001ff").endsWith("\npts/ptmx\n1:b\n");
  }

  @Test
  void namespacesAreSharedWithTheHostAndWithContainers() throws Exception {
    assertThat(podman.run("--detach", "--name=" + NAME, "sleep", "600").status()).isZero();
    String namespaces =
        "for n in pid ipc net; do readlink /proc/self/ns/$n; done; cat /proc/1/comm";
    String inside = podman.invoke("exec", NAME, "sh", "-c", namespaces).out();
    assertThat(inside).endsWith("sleep\n");
    assertThat(
            podman
                .run(
                    "--rm",
                    "--pid=container:" + NAME,
                    "--ipc=container:" + NAME,
                    "--network=container:" + NAME,
                    "sh",
                    "-c",
                    namespaces)
                .out())
        .isEqualTo(inside);
    assertThat(
            podman
                .run("--rm", "--pid=host", "--network=host", "readlink", "/proc/self/ns/net")
                .out()
                .strip())
        .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
  }

  @Test
  void execTakesAnotherProcess() throws Exception {
    assertThat(podman.run("--detach", "--name=" + NAME, "--user=3:4", "sleep", "600").status())
        .isZero();
    assertThat(
            podman.invoke(
                "exec",
                "--user=0",
                "--workdir=/srv",
                "--env=WORD=said",
                "--privileged",
                NAME,
                "sh",
                "-c",
                "id -u; pwd; echo $WORD; grep CapEff /proc/self/status"))
        .satisfies(exec -> assertThat(exec.out()).startsWith("0\n/srv\nsaid\nCapEff:\t000001ff"));
    assertThat(
            podman
                .invoke("exec", "--detach", "--user=0", NAME, "sh", "-c", "echo up >/done")
                .status())
        .isZero();
    podman.await("the detached command", "up\n", "exec", NAME, "cat", "/done");
  }

  @Test
  void healthChecksAreCommandsInTheContainer() throws Exception {
    assertThat(
            podman
                .run(
                    "--detach",
                    "--name=" + NAME,
                    "--health-cmd=test -e /healthy",
                    "--health-interval=disable",
                    "sleep",
                    "600")
                .status())
        .isZero();
    assertThat(podman.invoke("healthcheck", "run", NAME).status()).isEqualTo(1);
    assertThat(podman.invoke("exec", NAME, "touch", "/healthy").status()).isZero();
    assertThat(podman.invoke("healthcheck", "run", NAME).status()).isZero();
  }

  @Test
  void usageIsCountedAndLimitsChange() throws Exception {
    assertThat(podman.run("--detach", "--name=" + NAME, "sleep", "600").status()).isZero();
    Invocation stats =
        podman.invoke("stats", "--no-stream", "--format", "{{.MemUsageBytes}} {{.PIDs}}", NAME);
    assertThat(stats.err()).isEmpty();
    assertThat(stats.out()).matches("[1-9].*iB / .* 1\n").doesNotStartWith("0B");
    assertThat(podman.invoke("update", "--memory=64m", "--cpus=0.5", NAME).status()).isZero();
    assertThat(limits(podman.inspect(NAME, "{{.State.Pid}}"))).containsExactly("67108864");
  }

  /** Of memory, in whichever hierarchy has that controller. */
  private static List<String> limits(String pid) throws IOException {
    List<String> limits = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc", pid, "cgroup"))) {
      String[] fields = line.split(":", 3);
      Path v1 = Path.of("/sys/fs/cgroup/memory", fields[2], "memory.limit_in_bytes");
      Path v2 = Path.of("/sys/fs/cgroup", fields[2], "memory.max");
      Path file = fields[1].equals("memory") ? v1 : v2;
      if ((fields[1].equals("memory") || fields[1].isEmpty()) && Files.exists(file)) {
        limits.add(Files.readString(file).strip());
      }
    }
    return limits;
  }

  @Test
  void aContainerIsStartedAgainAndWaitedFor() throws Exception {
    assertThat(
            podman
                .run(
                    "--detach",
                    "--name=" + NAME,
                    "sh",
                    "-c",
                    "trap 'exit 3' TERM; while :; do sleep 0.1; done")
                .status())
        .isZero();
    String pid = podman.inspect(NAME, "{{.State.Pid}}");
    assertThat(podman.invoke("restart", "--time", "30", NAME).status()).isZero();
    assertThat(podman.inspect(NAME, "{{.State.Status}}")).isEqualTo("running");
    assertThat(podman.inspect(NAME, "{{.State.Pid}}")).isNotEqualTo(pid);
    assertThat(podman.invoke("kill", "--signal", "TERM", NAME).status()).isZero();
    assertThat(podman.invoke("wait", NAME).out()).isEqualTo("3\n");
  }

  @Test
  void portsArePublished() throws Exception {
    Podman.assumeInstalled("slirp4netns");
    int port = freePort();
    Invocation run =
        podman.run(
            "--detach",
            "--name=" + NAME,
            "--network=slirp4netns",
            "--publish=127.0.0.1:%d:8080".formatted(port),
            "httpd",
            "-f",
            "-p",
            "8080",
            "-h",
            "/srv/site");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(fetched(port)).isEqualTo("page\n");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The server listens a moment after its container has started. */
  private static String fetched(int port) throws Exception {
    IOException last = new IOException("never tried");
    for (int i = 0; i < ATTEMPTS; i++) {
      try (var in = URI.create("http://127.0.0.1:%d/page".formatted(port)).toURL().openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        last = e;
        Thread.sleep(ATTEMPTS);
      }
    }
    throw last;
  }

  @Test
  void aPodHasContainersThatShareItsNamespaces() throws Exception {
    Podman.assumeInstalled("catatonit");
    Invocation pod = podman.invoke("pod", "create", "--name", NAME, "--network", "none");
    assertThat(pod.status()).as(pod.err()).isZero();
    for (String one : new String[] {"a", "b"}) {
      assertThat(
              podman
                  .run("--detach", "--pod=" + NAME, "--name=" + NAME + one, "sleep", "600")
                  .status())
          .isZero();
    }
    String[] shared = {"sh", "-c", "readlink /proc/self/ns/ipc; readlink /proc/self/ns/net"};
    String inA = podman.invoke("exec", NAME + "a", shared[0], shared[1], shared[2]).out();
    assertThat(inA).startsWith("ipc:[");
    assertThat(podman.invoke("exec", NAME + "b", shared[0], shared[1], shared[2]).out())
        .isEqualTo(inA);
    assertThat(
            podman
                .invoke("pod", "inspect", "--format", "{{.State}} {{.NumContainers}}", NAME)
                .out())
        .isEqualTo("Running 3\n");
    assertThat(
            podman
                .invoke("pod", "stats", "--no-stream", "--format", "{{.Name}} {{.PIDS}}", NAME)
                .out()
                .lines())
        .contains(NAME + "a 1", NAME + "b 1");
    assertThat(podman.invoke("pod", "stop", "--time", "0", NAME).status()).isZero();
    assertThat(podman.invoke("pod", "rm", NAME).status()).isZero();
  }

  @Test
  void aPodOfAManifestIsPlayed() throws Exception {
    Podman.assumeInstalled("catatonit");
    Path manifest =
        Files.writeString(
            folder.resolve("pod.yaml"),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s}
            spec:
              containers:
              - name: one
                image: localhost/busybox:latest
                command: ["sh", "-c", "id -u; echo $WORD; grep CapBnd /proc/self/status; sleep 600"]
                env: [{name: WORD, value: said}]
                resources: {limits: {memory: 64Mi, cpu: "0.5"}}
                securityContext:
                  runAsUser: 1000
                  readOnlyRootFilesystem: true
                  capabilities: {drop: [ALL]}
                volumeMounts: [{name: shared, mountPath: /mnt}]
              - name: two
                image: localhost/busybox:latest
                command: ["sleep", "600"]
                volumeMounts: [{name: shared, mountPath: /mnt}]
              volumes: [{name: shared, emptyDir: {}}]
            """
                .formatted(NAME));
    Invocation played = podman.invoke("play", "kube", "--network=none", manifest.toString());
    assertThat(played.status()).as(played.err() + played.out()).isZero();
    podman.await(
        "the first container's output",
        "1000\nsaid\nCapBnd:\t0000000000000000\n",
        "logs",
        NAME + "-one");
    assertThat(podman.invoke("exec", NAME + "-two", "touch", "/mnt/file").status()).isZero();
    assertThat(podman.invoke("exec", NAME + "-one", "ls", "/mnt").out()).isEqualTo("file\n");
    assertThat(podman.invoke("play", "kube", "--down", manifest.toString()).status()).isZero();
    assertThat(podman.invoke("ps", "--all", "--quiet").out()).isEmpty();
  }
}
