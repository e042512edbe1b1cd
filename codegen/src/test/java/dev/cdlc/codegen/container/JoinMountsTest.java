package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mount namespace that exists before the container. */
class JoinMountsTest extends ContainerTest {
  /** Begins a process with mounts of its own, whose namespaces are {@code kept/KIND}. */
  static final String BESIDE =
      """
      cd "${1%%/*}"
      unshare --mount sh -c '%s; exec sleep 60' & other=$!
      trap 'kill -KILL $other' EXIT
      until test "$(cat /proc/$other/comm)" = sleep; do sleep 0.1; done
      ln -s /proc/$other/ns kept
      readlink kept/mnt
      "$1"
      """;

  @Test
  void rootIsBuiltInIt() throws Exception {
    var outcome = Host.script(BESIDE.formatted(":"), joining("readlink /proc/self/ns/mnt"), folder);
    var lines = outcome.out().lines().toList();
    assertThat(lines).as(outcome.err()).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo(lines.getLast());
  }

  @Test
  void hostHasTheMountsThatItHad() throws Exception {
    var before = Files.readString(Path.of("/proc/self/mountinfo"));
    Host.script(BESIDE.formatted(":"), joining("true"), folder);
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(before);
  }

  @Test
  void rootAndSourcesAreFilesOfTheHost() throws Exception {
    Host.write(folder.resolve("data/file"), "of the host");
    String hide = "mount -t tmpfs none %1$s && mkdir -p %1$s/root %1$s/data".formatted(folder);
    var plan =
        joining("cat /data/file")
            .mount(
                new InitAction.Bind(
                    folder.resolve("data").toString(), "/data", false, List.of(), false));
    assertThat(Host.script(BESIDE.formatted(hide), plan, folder).out()).endsWith("of the host");
  }

  @Test
  void sourceThatOnlyItHasIsNotTaken() throws Exception {
    String make = "mount -t tmpfs none /mnt && mkdir /mnt/data";
    var plan =
        joining("true").mount(new InitAction.Bind("/mnt/data", "/mnt", false, List.of(), false));
    var outcome = Host.script(BESIDE.formatted(make), plan, folder);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err()).contains("cannot mount /mnt/data on /mnt: ENOENT");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void usersOfItsOwnerAreJoinedWithIt() throws Exception {
    String script = BESIDE.replace("--mount", "--user --map-root-user --mount").formatted(":");
    var plan =
        shell("readlink /proc/self/ns/mnt; id -u")
            .namespaces(Namespace.PID)
            .join(Namespace.MNT, kept("mnt"))
            .join(Namespace.USER, kept("user"));
    var outcome = Host.script(script, plan, folder);
    var lines = outcome.out().lines().toList();
    assertThat(lines).as(outcome.err()).hasSize(3);
    assertThat(lines.get(1)).isEqualTo(lines.getFirst());
    assertThat(lines.get(2)).isEqualTo("0");
  }

  @Test
  void callersOwnIsRefusedBeforeAnythingIsDone() throws Exception {
    var outcome = run(shell("true").join(Namespace.MNT, "/proc/self/ns/mnt"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot join the mnt namespace /proc/self/ns/mnt: EBUSY")
        .contains("\n  help: it is the caller's own");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void namespaceOfAnotherKindIsReported() throws Exception {
    assertThat(run(shell("true").join(Namespace.MNT, "/proc/self/ns/uts")).err())
        .contains("cannot join the mnt namespace /proc/self/ns/uts: EINVAL");
  }

  private SamplePlan joining(String script) {
    return shell(script).join(Namespace.MNT, kept("mnt"));
  }

  private String kept(String kind) {
    return folder.resolve("kept").resolve(kind).toString();
  }
}
