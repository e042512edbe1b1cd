package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SecurityModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a kernel without security modules makes of labels, and an executable of a false /proc. */
class LabelsTest extends ContainerTest {
  private static final String LABEL = "system_u:system_r:container_t:s0:c1,c2";

  @BeforeAll
  static void modulesAreOff() {
    assumeFalse(Files.exists(Path.of("/sys/fs/selinux/enforce")), "SELinux is on");
    assumeFalse(Files.exists(Path.of("/sys/kernel/security/apparmor")), "AppArmor is on");
  }

  @Test
  void aProfileNeedsAppArmor() throws Exception {
    var outcome = run(confined(SecurityModule.APPARMOR, "web-profile", false));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7029]: sample.cdl:")
        .contains("cannot confine the command by AppArmor: web-profile: E")
        .contains("\n  help: AppArmor is off on this host; `try apparmor` does without");
  }

  @Test
  void aLabelNeedsSelinux() throws Exception {
    var outcome = run(confined(SecurityModule.SELINUX, LABEL, false));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot confine the command by SELinux: " + LABEL + ": EINVAL")
        .contains("\n  help: SELinux is off on this host");
  }

  @Test
  void whatIsDispensableIsPassedOverWithANote() throws Exception {
    for (SecurityModule module : SecurityModule.values()) {
      var outcome = run(confined(module, LABEL, true));
      assertThat(outcome.out()).isEqualTo("ran\n");
      assertThat(outcome.err())
          .contains("note: sample.cdl:")
          .endsWith("; the command is not confined by it, as `try` allows\n");
    }
  }

  /** As a mount namespace has that somebody else made; see CVE-2019-16884 for images. */
  @Test
  void noLabelIsWrittenToAFalseProc() throws Exception {
    String fake =
        "mount -t tmpfs none /proc && mkdir -p /proc/self/attr/apparmor &&"
            + " touch /proc/self/attr/exec /proc/self/attr/apparmor/exec";
    for (SecurityModule module : SecurityModule.values()) {
      var plan =
          confined(module, LABEL, true)
              .join(Namespace.MNT, folder.resolve("kept").resolve("mnt").toString());
      var outcome = Host.script(JoinMountsTest.BESIDE.formatted(fake), plan, folder);
      Files.deleteIfExists(folder.resolve("kept"));
      assertThat(outcome.status()).isEqualTo(125);
      assertThat(outcome.err())
          .contains("ENODEV")
          .contains("\n  help: what the host has on /proc is not proc(5)");
    }
  }

  @Test
  void mountsAreLabelledOrTheReaderIsTold() throws Exception {
    var refused = run(shell("echo ran").mount(labelled("/work", false)));
    assertThat(refused.status()).isEqualTo(125);
    assertThat(refused.err())
        .contains(
            "error[CDL7029]", "cannot mount tmpfs on /work with context=" + LABEL + ": EINVAL");

    var told = run(shell("echo ran").mount(labelled("/work", true), labelled("/srv", true)));
    assertThat(told.out()).isEqualTo("ran\n");
    assertThat(told.err().lines()).hasSize(1).allMatch(line -> line.contains("mounts have none"));
  }

  @Test
  void aLabelIsNotWrittenToWhatIsNoFileSystemOfSelinux() throws Exception {
    var mqueue = new InitAction.Mount("mqueue", "mqueue", "/work", List.of(), List.of());
    var refused =
        run(shell("echo ran").mount(mqueue, new InitAction.LabelMount("/work", LABEL, false)));
    assertThat(refused.err()).contains("cannot label /work " + LABEL + ": EOPNOTSUPP");

    var told =
        run(shell("echo ran").mount(mqueue, new InitAction.LabelMount("/work", LABEL, true)));
    assertThat(told.out()).isEqualTo("ran\n");
    assertThat(told.err()).contains("mounts have none, as `try` allows");
  }

  private SamplePlan confined(SecurityModule module, String label, boolean dispensable) {
    return shell("echo ran").path(new InitAction.SetExecLabel(module, label, dispensable));
  }

  private static InitAction labelled(String target, boolean dispensable) {
    var option = new InitAction.FsOption("context", Optional.of(LABEL), dispensable);
    return new InitAction.Mount("tmpfs", "tmpfs", target, List.of(), List.of(option));
  }
}
