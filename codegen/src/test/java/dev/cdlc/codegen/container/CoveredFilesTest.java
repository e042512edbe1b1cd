package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that are made for a container. */
class CoveredFilesTest extends ContainerTest {
  private static final String SHOW = "cat /etc/hosts /etc/hostname";
  private static final String MADE = "127.0.0.1\tlocalhost\nsample\n";

  /** Two, for {@code /etc/hosts} and {@code /etc/hostname}. */
  static InitAction.CoverFiles files(boolean ifThere, MountAttribute... attributes) {
    return new InitAction.CoverFiles(
        List.of(
            new InitAction.TextFile("/etc/hosts", "127.0.0.1\tlocalhost\n"),
            new InitAction.TextFile("/etc/hostname", "sample\n")),
        List.of(attributes),
        List.of(new InitAction.FsOption("size", Optional.of("64k"))),
        ifThere);
  }

  @Test
  void areSeenInPlaceOfTheRootsOwn() throws Exception {
    Path own = Files.writeString(root.resolve("etc/hosts"), "own\n");
    var outcome = run(shell(SHOW + "; grep -c ' / tmpfs' /proc/mounts").path(files(false)));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).as("and the root itself is no tmpfs").isEqualTo(MADE + "0\n");
    assertThat(own).hasContent("own");
    assertThat(root.resolve("etc/hostname")).as("what to mount on is made").isEmptyFile();
  }

  @Test
  void canBeWrittenToAndGrowNoLargerThanTheirTmpfs() throws Exception {
    String grow = "head -c 1000000 /dev/zero >/etc/hosts 2>/dev/null || echo full";
    var outcome =
        run(
            shell("echo more >>/etc/hostname; cat /etc/hostname; " + grow)
                .mount(new InitAction.Bind("/dev", "/dev", false, List.of(), false))
                .path(files(false)));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("sample\nmore\nfull\n");
    assertThat(root.resolve("etc/hosts")).isEmptyFile();
  }

  @Test
  void canBeReadOnly() throws Exception {
    var plan = shell("echo >/etc/hosts || echo refused").path(files(false, MountAttribute.RDONLY));
    assertThat(run(plan).out()).isEqualTo("refused\n");
  }

  @Test
  void arePassedOverWhereTheRootHasNone() throws Exception {
    Files.writeString(root.resolve("etc/hosts"), "own\n");
    assertThat(run(shell(SHOW).path(files(true))).out()).isEqualTo("127.0.0.1\tlocalhost\n");
    assertThat(root.resolve("etc/hostname")).doesNotExist();
  }

  /** A link of the root leads within it, and nothing is written to where it leads. */
  @Test
  void areNotWrittenThroughLinks() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside"), "the host's\n");
    Path inside = Files.writeString(root.resolve("inside"), "the root's\n");
    Files.createSymbolicLink(root.resolve("etc/hosts"), Path.of("../../outside"));
    Files.createSymbolicLink(root.resolve("etc/hostname"), Path.of("/inside"));
    var outcome = run(shell(SHOW).path(files(false)));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo(MADE);
    assertThat(outside).hasContent("the host's");
    assertThat(inside).hasContent("the root's");
  }

  @Test
  void areNotMountedOverWhatTheKernelShows() throws Exception {
    Files.createSymbolicLink(root.resolve("etc/hosts"), Path.of("/proc/self/status"));
    var outcome = run(shell(SHOW).path(files(false)));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err()).contains("cannot make the mount point /etc/hosts: ELOOP");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void areMadeInAUserNamespaceToo() throws Exception {
    var plan = shell(SHOW).namespaces(Namespace.MNT, Namespace.PID, Namespace.USER);
    assertThat(run(plan.path(files(false))).out()).isEqualTo(MADE);
  }
}
