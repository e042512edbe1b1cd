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

  private static InitAction.Bind bind(Path source, String target, MountAttribute... attributes) {
    return new InitAction.Bind(source.toString(), target, false, List.of(attributes), false);
  }
}
