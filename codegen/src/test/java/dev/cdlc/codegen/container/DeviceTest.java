package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.DeviceException.Access;
import dev.cdlc.plan.DeviceException.Known;
import dev.cdlc.plan.DeviceException.Numbered;
import dev.cdlc.plan.SupervisorAction.LookUpDevice;
import dev.cdlc.plan.SupervisorAction.RestrictDevices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices that a container may use, on whichever version of cgroups the host has. */
class DeviceTest extends ContainerTest {
  private static final Numbered NULL =
      new Numbered(
          DeviceException.Type.CHARACTER,
          Optional.of(1),
          Optional.of(3),
          List.of(Access.READ, Access.WRITE));
  private static final Numbered ZERO =
      new Numbered(
          DeviceException.Type.CHARACTER, Optional.of(1), Optional.of(5), List.of(Access.WRITE));
  private static final Numbered ANY_NODE =
      new Numbered(
          DeviceException.Type.CHARACTER,
          Optional.empty(),
          Optional.empty(),
          List.of(Access.MKNOD));

  /** Makes three nodes, and says which it may make, write and read. */
  private static final String TRY =
      """
      cd /tmp
      try() { mknod $1 c $2 $3 && echo node $1; true > $1 && echo write $1; head -c0 $1 && echo read $1; }
      try null 1 3; try zero 1 5; try full 1 7
      """;

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void allowsNoneButSome() throws Exception {
    var outcome = run(nodes(new RestrictDevices(false, List.of(NULL, ZERO, ANY_NODE))));
    assertThat(outcome.out().lines())
        .containsExactly(
            "node null", "write null", "read null", "node zero", "write zero", "node full");
  }

  @Test
  void allowsAllButSome() throws Exception {
    var outcome = run(nodes(new RestrictDevices(true, List.of(NULL, ZERO))));
    assertThat(outcome.out().lines())
        .containsExactly(
            "node null", "node zero", "read zero", "node full", "write full", "read full");
  }

  @Test
  void allowsWhatTheHostHasAtAPath() throws Exception {
    var outcome =
        run(
            nodes(
                new LookUpDevice("/dev/zero"),
                new RestrictDevices(
                    false, List.of(ANY_NODE, new Known("/dev/zero", List.of(Access.READ))))));
    assertThat(outcome.out().lines())
        .containsExactly("node null", "node zero", "read zero", "node full");
  }

  @Test
  void namesADeviceThatTheHostLacks() throws Exception {
    var outcome = run(nodes(new LookUpDevice("/dev/none"), new RestrictDevices(false, List.of())));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7008]: sample.cdl:5:3: cannot look up the device /dev/none: ENOENT")
        .contains("help: the host has no device of that path");
  }

  @Test
  void namesAPathOfNoDevice() throws Exception {
    var outcome = run(nodes(new LookUpDevice("/dev"), new RestrictDevices(false, List.of())));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7008]: sample.cdl:5:3: cannot look up the device /dev: ENODEV");
  }

  private SamplePlan nodes(Action... restrictions) {
    return shell(TRY).mount(SamplePlan.tmpfs("/tmp", "mode", "1777")).devices(restrictions);
  }
}
