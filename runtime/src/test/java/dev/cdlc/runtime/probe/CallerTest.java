package dev.cdlc.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cdlc.runtime.probe.SubordinateIds.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs cdlc, and which ids that one has; hosts are made by hand. */
final class CallerTest {
  @TempDir private Path folder;
  private MachineTree tree;
  private Caller alice;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new MachineTree(folder);
    long owner = Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid"));
    alice = new Caller(owner, false, false);
  }

  @Test
  void isWhatTheKernelSays() throws IOException {
    assertThat(caller("1000\t1001\t1002\t1003", "0000000000000400", "0"))
        .isEqualTo(new Caller(1001, false, false));
    assertThat(caller("0\t0\t0\t0", "000001ffffffffff", "1")).isEqualTo(new Caller(0, true, true));
    assertThat(caller("0\t4294967294\t0\t0", "ffffffffffdfffff", "0"))
        .isEqualTo(new Caller(4_294_967_294L, false, false));
  }

  @Test
  void kernelThatDoesNotSayIsAnError() throws IOException {
    Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\n");
    assertThatIOException()
        .isThrownBy(() -> Caller.read(status))
        .withMessageStartingWith("no CapEff");
  }

  private Caller caller(String ids, String capabilities, String noNewPrivileges)
      throws IOException {
    String status =
        "Name:\tjava\nUid:\t%s\nCapEff:\t%s\nNoNewPrivs:\t%s\n"
            .formatted(ids, capabilities, noNewPrivileges);
    return Caller.read(Files.writeString(folder.resolve("status"), status));
  }

  @Test
  void hasTheRangesOfItsNameAndOfItsUid() throws IOException {
    tree.file(
        "/etc/subuid",
        "alice:165536:65536\n%d:500000:10\nbob:1:9\nalice:4294967290:9\n".formatted(alice.uid()));
    SubordinateIds ids = ids();
    assertThat(ids.lack()).isEmpty();
    assertThat(ids.uids()).containsExactly(new Range(165_536, 65_536), new Range(500_000, 10));
    assertThat(ids.gids()).containsExactly(new Range(165_536, 65_536));
  }

  @Test
  void hasNeitherUsersNorGroupsIfOneKindIsMissing() throws IOException {
    tree.without("/etc/subgid");
    isLacking("/etc/subgid gives no ids to alice: a user namespace has one only");
  }

  @Test
  void hasNoneWithoutTheProgramThatMapsThem() throws IOException {
    tree.without("/usr/bin/newgidmap");
    isLacking("there is no /usr/bin/newgidmap");
  }

  @Test
  void hasNoneIfTheProgramHasNoPrivilege() {
    SubordinateIds ids = alice.subordinateIds(folder, _ -> false);
    assertThat(ids.lack().orElseThrow().detail())
        .isEqualTo("/usr/bin/newuidmap is neither set-user-ID root nor has CAP_SETUID");
  }

  @Test
  void hasNoneIfItGainsNoPrivileges() {
    alice = new Caller(alice.uid(), false, true);
    isLacking("no_new_privs is set for this process: /usr/bin/newuidmap gets no privilege");
  }

  private void isLacking(String what) {
    SubordinateIds ids = ids();
    assertThat(ids.uids()).isEmpty();
    assertThat(ids.gids()).isEmpty();
    assertThat(ids.lack().orElseThrow().detail()).isEqualTo(what);
  }

  private SubordinateIds ids() {
    return alice.subordinateIds(folder, _ -> true);
  }
}
