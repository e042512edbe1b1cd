package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Roots that stay as they are, and where changes to them go. */
class OverlayTest extends ContainerTest {
  private static final String CHANGE = "echo new >/new; echo >>/etc/old; rm /bin/vi";

  @Test
  void changesInMemoryEndWithTheContainer() throws Exception {
    Host.write(root.resolve("etc/old"), "old\n");
    var plan = shell(CHANGE + "; cat /new; wc -l </etc/old; ls /bin/vi").overlay(Optional.empty());

    var first = run(plan);
    assertThat(first.out()).isEqualTo("new\n2\n");
    assertThat(first.err()).isEqualTo("ls: /bin/vi: No such file or directory\n");
    assertThat(run(plan)).isEqualTo(first);
    assertThat(root.resolve("new")).doesNotExist();
    assertThat(root.resolve("etc/old")).hasContent("old");
    assertThat(root.resolve("bin/vi")).isSymbolicLink();
  }

  @Test
  void changesInAFolderAreKeptThere() throws Exception {
    Path upper = folder.resolve("upper");
    assertThat(run(shell(CHANGE).overlay(Optional.of(upper))).err()).isEmpty();
    assertThat(upper.resolve("new")).hasContent("new");
    assertThat(root.resolve("new")).doesNotExist();

    var later = run(shell("cat /new; ls /bin/vi").overlay(Optional.of(upper)));
    assertThat(later.out()).isEqualTo("new\n");
    assertThat(later.err()).isEqualTo("ls: /bin/vi: No such file or directory\n");
  }

  /** Nothing of the host is left between the root and what it lies over. */
  @Test
  void theContainerSeesNoMountsBelowItsRoot() throws Exception {
    String mounts = "cut -d' ' -f4,5 </proc/self/mountinfo";
    assertThat(run(shell(mounts).overlay(Optional.empty())).out()).isEqualTo("/ /\n/ /proc\n");
    assertThat(run(shell(mounts).overlay(Optional.of(folder.resolve("upper")))).out())
        .isEqualTo("/ /\n/ /proc\n");
  }

  @Test
  void theRootInMemoryHasTheModeAndOwnerOfTheFolder() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x--x"));
    Files.setAttribute(root, "unix:uid", 1234);
    Files.setAttribute(root, "unix:gid", 567);
    assertThat(run(shell("stat -c '%a %u %g' /").overlay(Optional.empty())).out())
        .isEqualTo("751 1234 567\n");
  }

  @Test
  void takesAUserNamespace() throws Exception {
    Path upper = folder.resolve("upper");
    for (Optional<Path> kept : List.of(Optional.<Path>empty(), Optional.of(upper))) {
      var plan =
          shell(CHANGE + "; cat /new; ls /bin/vi || ls -d /etc")
              .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
              .overlay(kept);
      assertThat(run(plan).out()).isEqualTo("new\n/etc\n");
    }
    assertThat(upper.resolve("new")).hasContent("new");
    assertThat(root.resolve("new")).doesNotExist();
  }

  @Test
  void aFolderThatIsMadeBelongsToTheContainersRoot() throws Exception {
    Path upper = folder.resolve("upper");
    assertThat(run(mapped("echo new >/new; cat /new", upper)).out()).isEqualTo("new\n");
    assertThat(Files.getAttribute(upper, "unix:uid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(100_000);
    assertThat(Files.getAttribute(upper, "unix:gid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(200_000);
  }

  @Test
  void aFolderThatTheContainerMayNotWriteToIsReported() throws Exception {
    Path upper = Files.createDirectory(folder.resolve("upper"));
    Files.createDirectory(folder.resolve("upper.work"));
    assertThat(run(mapped("true", upper)))
        .satisfies(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(125);
              assertThat(outcome.err())
                  .contains("cannot keep changes of the root in " + upper + ": EROFS")
                  .contains("\n  help: the folder and its `.work` must be writable");
            });
  }

  @Test
  void aLinkInPlaceOfTheFolderIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path upper = Files.createSymbolicLink(folder.resolve("upper"), elsewhere);
    var outcome = run(shell("echo new >/new").overlay(Optional.of(upper)));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err()).contains("cannot keep changes of the root in " + upper + ": ELOOP");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void theFolderAboveMustExist() throws Exception {
    var outcome = run(shell("true").overlay(Optional.of(folder.resolve("none/upper"))));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot make the folder " + folder + "/none/upper: ENOENT")
        .contains("\n  help: the folder above it must exist");
  }

  private SamplePlan mapped(String script, Path upper) {
    return shell(script)
        .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
        .maps(
            new SupervisorAction.MapIds(
                List.of(new IdMapping(0, 100_000, 10)), List.of(new IdMapping(0, 200_000, 10))))
        .overlay(Optional.of(upper));
  }
}
