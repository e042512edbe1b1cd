package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountIds;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Binds that show the files of some users as those of others. */
class IdmappedMountsTest extends ContainerTest {
  private static final List<IdMapping> TO_100_000 = List.of(new IdMapping(0, 100_000, 1000));

  @BeforeEach
  void makeData() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("file"), "text");
    own("3:4", "data/file");
  }

  @Test
  void filesAreThoseOfOthers() throws Exception {
    assertThat(run(shell("stat -c %u:%g /data/file").mount(data(TO_100_000))).out())
        .isEqualTo("100003:100004\n");
  }

  @Test
  void whatIsMadeThereBelongsToWhomItIsShownAs() throws Exception {
    own("0:0", "data");
    var plan = shell("touch /data/made").mount(data(List.of(new IdMapping(5, 0, 1))));
    own("5:5", "data");
    assertThat(run(plan).status()).isZero();
    assertThat(owner("data/made")).isEqualTo("5:5\n");
  }

  @Test
  void filesOfUsersThatAreNotMappedAreNobodys() throws Exception {
    var plan = shell("stat -c %u:%g /data/file").mount(data(List.of(new IdMapping(0, 7, 1))));
    assertThat(run(plan).out()).isEqualTo("65534:65534\n");
  }

  @Test
  void usersOfTheContainerOwnTheFilesOfTheHosts() throws Exception {
    own("100000:100000", "root");
    Host.run(List.of("chmod", "0755", folder.toString()));
    var plan =
        shell("stat -c %u:%g /data/file")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .maps(new SupervisorAction.MapIds(TO_100_000, TO_100_000))
            .mount(data(TO_100_000));
    assertThat(run(plan).out()).isEqualTo("3:4\n");
  }

  @Test
  void mountsBelowAreMappedWhereTheyAreAskedFor() throws Exception {
    String script =
        """
        cd "${1%/*}" && mkdir data/below && mount -t tmpfs -o uid=3,gid=4 none data/below || exit
        "$1"
        umount data/below
        """;
    for (boolean recursive : new boolean[] {true, false}) {
      Files.deleteIfExists(folder.resolve("data/below"));
      var ids = new MountIds(TO_100_000, TO_100_000, recursive);
      var plan = shell("stat -c %u /data/below /data/file").mount(bind(true, ids));
      assertThat(Host.script(script, plan, folder).out())
          .isEqualTo(recursive ? "100003\n100003\n" : "3\n100003\n");
    }
  }

  @Test
  void twoMapsAreTwo() throws Exception {
    var other =
        new MountIds(List.of(new IdMapping(3, 9, 1)), List.of(new IdMapping(4, 8, 1)), false);
    var plan =
        shell("stat -c %u:%g /data/file /other/file")
            .mount(
                data(TO_100_000),
                new InitAction.Bind(
                    folder.resolve("data").toString(),
                    "/other",
                    false,
                    List.of(),
                    false,
                    Optional.of(other)));
    assertThat(run(plan).out()).isEqualTo("100003:100004\n9:8\n");
  }

  @Test
  void fileSystemThatCannotMapIdsIsReportedAndAllIsUndone() throws Exception {
    var ids = new MountIds(TO_100_000, TO_100_000, false);
    var plan =
        shell("true")
            .mount(
                new InitAction.Bind(
                    "/proc/sys", "/mnt", false, List.of(), false, Optional.of(ids)));
    var outcome = run(plan);
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7012]")
        .contains("cannot map the ids of /proc/sys: EINVAL")
        .contains("\n  help: its file system");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void whoIsNotRootIsTold() throws Exception {
    own("65534:65534", "root");
    Host.run(List.of("chmod", "0755", folder.toString()));
    var plan =
        shell("true")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .mount(data(TO_100_000));
    String script = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$1\"";
    assertThat(Host.script(script, plan, folder).err())
        .contains("cannot map the ids of " + folder.resolve("data") + ": EPERM")
        .contains("\n  help: only root");
  }

  @Test
  void sourceThatIsMissingIsReported() throws Exception {
    var ids = new MountIds(TO_100_000, TO_100_000, false);
    var plan =
        shell("true")
            .mount(
                new InitAction.Bind("/no/such", "/mnt", false, List.of(), false, Optional.of(ids)));
    assertThat(run(plan).err()).contains("cannot mount /no/such on /mnt: ENOENT");
  }

  private Action data(List<IdMapping> mappings) {
    return bind(false, new MountIds(mappings, mappings, false));
  }

  private Action bind(boolean recursive, MountIds ids) {
    String source = folder.resolve("data").toString();
    return new InitAction.Bind(source, "/data", recursive, List.of(), false, Optional.of(ids));
  }

  private void own(String owner, String path) throws Exception {
    Host.run(List.of("chown", "-R", owner, folder.resolve(path).toString()));
  }

  private String owner(String path) throws Exception {
    return Host.run(List.of("stat", "-c", "%u:%g", folder.resolve(path).toString())).out();
  }
}
