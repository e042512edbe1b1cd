package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.NodeType;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands beneath a container's root, seen from inside, and the host's tree left alone. */
class MountTest extends ContainerTest {
  @Test
  void mountsWithAttributesAndOptions() throws Exception {
    var mount =
        new InitAction.Mount(
            "tmpfs",
            "scratch",
            "/a/b",
            List.of(MountAttribute.NOSUID, MountAttribute.NOATIME, MountAttribute.RDONLY),
            List.of(new InitAction.FsOption("size", Optional.of("64k"))));
    var outcome = run(shell("grep ' /a/b ' /proc/mounts").mount(mount));
    assertThat(outcome.out()).isEqualTo("scratch /a/b tmpfs ro,nosuid,noatime,size=64k 0 0\n");
    assertThat(root.resolve("a/b")).as("a missing mount point is made").isDirectory();
  }

  @Test
  void bindsAFolderReadOnly() throws Exception {
    Path source = Files.createDirectories(folder.resolve("data"));
    Files.writeString(source.resolve("file"), "content\n");
    var outcome =
        run(
            shell("cat /srv/file; touch /srv/new || echo refused")
                .mount(bind(source, "/srv", MountAttribute.RDONLY)));
    assertThat(outcome.out()).isEqualTo("content\nrefused\n");
    assertThat(source.resolve("new")).doesNotExist();
  }

  @Test
  void bindsAFileOnOneThatItMakes() throws Exception {
    Path source = Files.writeString(folder.resolve("source"), "content\n");
    var outcome = run(shell("cat /etc/deep/conf").mount(bind(source, "/etc/deep/conf")));
    assertThat(outcome.out()).isEqualTo("content\n");
    assertThat(root.resolve("etc/deep/conf")).isEmptyFile();
  }

  @Test
  void keepsAMountBeneathTheRootWhateverTheLinks() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createDirectories(root.resolve("outside"));
    Files.createSymbolicLink(root.resolve("srv"), Path.of("../outside"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../../../../../../.."));
    var outcome =
        run(
            shell("grep -c ' tmpfs ' /proc/mounts")
                .mount(
                    SamplePlan.tmpfs("/srv/new", "size", "64k"),
                    SamplePlan.tmpfs("/up/there", "size", "64k")));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("2\n");
    assertThat(outside).isEmptyDirectory();
    assertThat(Path.of("/there")).doesNotExist();
  }

  @Test
  void refusesAProcThatIsALink() throws Exception {
    Files.createDirectories(root.resolve("fake"));
    Files.createSymbolicLink(root.resolve("proc"), Path.of("/fake"));
    var outcome = run(shell("true"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err()).contains("cannot mount proc on /proc: ELOOP");
  }

  @Test
  void makesDevicesAndLinks() throws Exception {
    var outcome =
        run(
            shell("stat -c '%F %t:%T %a' /dev/null; readlink /dev/fd; ls /dev/core || true")
                .mount(
                    SamplePlan.tmpfs("/dev", "mode", "755"),
                    new InitAction.Device("/dev/null", 1, 3, 0666, false),
                    new InitAction.Symlink("/proc/self/fd", "/dev/fd", false),
                    new InitAction.Symlink("/no/such/target", "/dev/core", true)));
    assertThat(outcome.out()).isEqualTo("character special file 1:3 666\n/proc/self/fd\n");
  }

  @Test
  void makesNodesOfEveryTypeForTheirOwners() throws Exception {
    var owner = Optional.of(new SupervisorAction.Owner(7, 6));
    var outcome =
        run(
            shell("cd /dev && stat -c '%F %t:%T %a %u:%g' sdz pipe tty0")
                .mount(
                    SamplePlan.tmpfs("/dev", "mode", "755"),
                    new InitAction.Device("/dev/sdz", NodeType.BLOCK, 8, 400, 0660, false, owner),
                    new InitAction.Device("/dev/pipe", NodeType.FIFO, 0, 0, 0622, false, owner),
                    new InitAction.Device(
                        "/dev/tty0", NodeType.CHARACTER, 4, 0, 0620, false, owner)));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            block special file 8:190 660 7:6
            fifo 0:0 622 7:6
            character special file 4:0 620 7:6
            """);
  }

  @Test
  void hidesAndProtectsPaths() throws Exception {
    Files.createDirectories(root.resolve("secret/deep"));
    Files.createDirectories(root.resolve("other/deep"));
    Files.writeString(root.resolve("key"), "secret");
    Files.createDirectories(root.resolve("kept"));
    var outcome =
        run(
            shell("ls /secret /other; cat /key; touch /kept/x || touch /secret/x || echo refused")
                .path(
                    new InitAction.MaskPath("/secret"),
                    new InitAction.MaskPath("/other"),
                    new InitAction.MaskPath("/key"),
                    new InitAction.MaskPath("/missing"),
                    new InitAction.ReadonlyPath("/kept"),
                    new InitAction.ReadonlyPath("/missing")));
    assertThat(outcome.out()).isEqualTo("/other:\n\n/secret:\nrefused\n");
  }

  @Test
  void makesOnlyTheMountItselfReadOnly() throws Exception {
    var outcome =
        run(
            shell("touch /tmp/x || echo refused; touch /tmp/below/x && echo allowed")
                .mount(SamplePlan.tmpfs("/tmp", "size", "64k"))
                .mount(SamplePlan.tmpfs("/tmp/below", "size", "64k"))
                .path(new InitAction.ReadonlyMount("/tmp")));
    assertThat(outcome.out()).isEqualTo("refused\nallowed\n");
  }

  @Test
  void makesOnlyTheRootItselfReadOnly() throws Exception {
    var outcome =
        run(
            shell("touch /x || echo refused; touch /tmp/x && echo allowed")
                .mount(SamplePlan.tmpfs("/tmp", "size", "64k"))
                .path(new InitAction.ReadonlyRoot()));
    assertThat(outcome.out()).isEqualTo("refused\nallowed\n");
  }

  @Test
  void takesTheHostsOwnTreeReadOnly() throws Exception {
    var plan =
        new SamplePlan(Path.of("/"))
            .readOnly()
            .mount(
                new InitAction.Cover("/tmp", List.of(), List.of()),
                new InitAction.Cover("/no/such/folder", List.of(), List.of()))
            .run("/bin/sh", "-c", "ls -A /tmp; touch /etc/x 2>/dev/null || echo refused");
    var outcome = run(plan);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("refused\n");
  }

  @Test
  void mountsMoreThanTheCallerMayHaveFiles() throws Exception {
    var plan = shell("grep -c ' /many/' /proc/mounts");
    for (int i = 0; i < 100; i++) {
      plan.mount(SamplePlan.tmpfs("/many/" + i, "size", "64k"));
    }
    var outcome = Host.script("ulimit -n 256; exec \"$1\"", plan, folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("100\n");
  }

  @Test
  void leavesNoMountOnTheHost() throws Exception {
    String before = Files.readString(Path.of("/proc/self/mountinfo"));
    run(shell("true").mount(SamplePlan.tmpfs("/tmp", "size", "64k")));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(before);
  }

  @Test
  void fillsATmpfsWithWhatTheRootHasInItsPlace() throws Exception {
    Path data = Files.createDirectories(root.resolve("data/folder"));
    Files.writeString(data.resolve("file"), "content\n");
    Files.setAttribute(data.resolve("file"), "unix:mode", 0);
    Files.createSymbolicLink(root.resolve("data/link"), Path.of("/no/such"));
    made("chown", "-h", "5:6", root.resolve("data/link").toString());
    made("chown", "7:8", data.toString(), data.resolve("file").toString());
    made("chmod", "4751", data.resolve("file").toString());
    made("chmod", "1733", data.toString());
    made("chmod", "2705", root.resolve("data").toString());
    made("mknod", "-m", "0666", root.resolve("data/device").toString(), "b", "8", "400");
    var outcome =
        run(
            shell(
                    "cd /data && stat -c '%n %F %a %u:%g %t:%T' . * */*; readlink link; cat */file;"
                        + " touch new && stat -f -c %T . && ls")
                .mount(filled("/data", List.of(MountAttribute.NOSUID))));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            . directory 2705 0:0 0:0
            device block special file 666 0:0 8:190
            folder directory 1733 7:8 0:0
            link symbolic link 777 5:6 0:0
            folder/file regular file 4751 7:8 0:0
            /no/such
            content
            tmpfs
            device
            folder
            link
            new
            """);
    assertThat(root.resolve("data/new")).doesNotExist();
  }

  @Test
  void fillsOneThatIsReadOnly() throws Exception {
    Files.createDirectories(root.resolve("data/folder"));
    var outcome =
        run(
            shell("ls /data /cover; touch /data/x || touch /cover/x || echo refused")
                .mount(
                    filled("/data", List.of(MountAttribute.RDONLY)),
                    new InitAction.Bind(
                        root.resolve("data").toString(), "/cover", false, List.of(), false),
                    new InitAction.Cover(
                        "/cover", List.of(MountAttribute.RDONLY), List.of(), true)));
    assertThat(outcome.out()).isEqualTo("/cover:\nfolder\n\n/data:\nfolder\nrefused\n");
  }

  @Test
  void leavesTheModeOfAFolderThatItHadToMakeToTheKernel() throws Exception {
    var outcome = run(shell("stat -c '%a %u' /deep/new").mount(filled("/deep/new", List.of())));
    assertThat(outcome.out()).isEqualTo("1777 0\n");
  }

  @Test
  void tellsThatATmpfsIsTooSmallForWhatIsToBeInIt() throws Exception {
    Files.createDirectories(root.resolve("data"));
    Files.write(root.resolve("data/large"), new byte[1 << 20]);
    var size = List.of(new InitAction.FsOption("size", Optional.of("64k")));
    var outcome =
        run(
            shell("true")
                .mount(new InitAction.Mount("tmpfs", "tmpfs", "/data", List.of(), size, true)));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("error[CDL7035]", "cannot copy what is in /data to its tmpfs: ENOSPC", "`size`");
  }

  @Test
  void copiesNothingOfProcThroughALink() throws Exception {
    Files.createSymbolicLink(root.resolve("data"), Path.of("/proc"));
    var outcome = run(shell("true").mount(filled("/data", List.of())));
    assertThat(outcome.err()).contains("cannot mount tmpfs on /data: ELOOP");
  }

  /** Where the caller may have few files, those that mounts have left open are closed before. */
  @Test
  void fillsDeepFoldersWithFewFiles() throws Exception {
    Files.createDirectories(root.resolve("data/" + "d/".repeat(64)));
    var plan = shell("find /data -type d | grep -c .");
    for (int i = 0; i < 40; i++) {
      plan.mount(SamplePlan.tmpfs("/many/" + i, "size", "64k"));
    }
    var outcome =
        Host.script("ulimit -n 256; exec \"$1\"", plan.mount(filled("/data", List.of())), folder);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("65\n");
  }

  private static InitAction.Mount filled(String target, List<MountAttribute> attributes) {
    return new InitAction.Mount("tmpfs", "tmpfs", target, attributes, List.of(), true);
  }

  private static void made(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static InitAction.Bind bind(Path source, String target, MountAttribute... attributes) {
    return new InitAction.Bind(source.toString(), target, false, List.of(attributes), false);
  }
}
