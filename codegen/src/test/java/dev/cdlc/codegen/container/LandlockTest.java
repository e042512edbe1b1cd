package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.Action;
import dev.cdlc.plan.FileAccess;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Rlimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the kernel makes of rules for files. */
class LandlockTest extends ContainerTest {
  private static final Action BIN = new InitAction.AllowBeneath("/bin", List.of(FileAccess.EXEC));

  @Test
  void whatNoRuleGivesIsDeniedToRootAsWell() throws Exception {
    Host.write(root.resolve("etc/secret"), "secret\n");
    Host.write(root.resolve("srv/open"), "open\n");
    var plan =
        shell("cat /srv/open; cat /etc/secret; echo x >/srv/new; ls /; id -u")
            .identity(restricted(BIN, allow("/srv", FileAccess.READ)));
    var outcome = run(plan);
    assertThat(outcome.out()).isEqualTo("open\n0\n");
    assertThat(outcome.err().lines())
        .containsExactly(
            "cat: can't open '/etc/secret': Permission denied",
            "/bin/sh: can't create /srv/new: Permission denied",
            "ls: can't open '/': Permission denied");
  }

  @Test
  void foldersAndFilesMayBeWritten() throws Exception {
    Host.write(root.resolve("srv/file"), "long\n");
    Host.write(root.resolve("srv/other"), "other\n");
    var plan =
        shell(
                "echo a >/srv/file; cat /srv/file; echo b >/srv/other;"
                    + " cd /work && mkdir a b && echo c >a/c && mv a/c b/c && cat b/c && rm -r a b")
            .mount(SamplePlan.tmpfs("/work", "mode", "0700"))
            .identity(
                restricted(
                    BIN, allow("/srv/file", FileAccess.WRITE), allow("/work", FileAccess.WRITE)));
    var outcome = run(plan);
    assertThat(outcome.out()).isEqualTo("a\nc\n");
    assertThat(outcome.err()).isEqualTo("/bin/sh: can't create /srv/other: Permission denied\n");
  }

  @Test
  void pathsAreThoseOfTheContainer() throws Exception {
    Host.write(root.resolve("srv/open"), "open\n");
    Files.createSymbolicLink(root.resolve("link"), Path.of("/../../srv"));
    var plan = shell("cat /srv/open").identity(restricted(BIN, allow("/link", FileAccess.READ)));
    assertThat(run(plan).out()).isEqualTo("open\n");
  }

  @Test
  void holdsInAUserNamespace() throws Exception {
    var plan =
        shell("ls /; echo $?")
            .namespaces(Namespace.MNT, Namespace.PID, Namespace.USER)
            .identity(restricted(BIN));
    assertThat(run(plan).out()).isEqualTo("1\n");
  }

  /** More rules than the executable lets files be open for. */
  @Test
  void rulesMayBeMany() throws Exception {
    Action[] rules =
        IntStream.range(0, 300)
            .mapToObj(i -> allow(i % 2 == 0 ? "/srv/" + i : "/bin", FileAccess.EXEC))
            .toArray(Action[]::new);
    for (int i = 0; i < rules.length; i += 2) {
      Host.write(root.resolve("srv/" + i), "of " + i + "\n");
    }
    var plan =
        shell("cat /srv/0 /srv/298; ls /; echo $?")
            .identity(restricted(rules))
            .identity(new InitAction.LimitResource(Rlimit.NOFILE, 5, 5));
    String script = "ulimit -n 256; exec \"$1\"";
    assertThat(Host.script(script, plan, folder).out()).isEqualTo("of 0\nof 298\n1\n");
  }

  @Test
  void theRuleForWhatIsNotThereIsNamed() throws Exception {
    var outcome = run(shell("true").identity(restricted(BIN, allow("/none", FileAccess.READ))));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7027]: sample.cdl:21:3: cannot let /none be reached: ENOENT")
        .contains("\n  help: the container has nothing there");
  }

  @Test
  void aCommandThatMayNotBeExecutedIsReported() throws Exception {
    var outcome = run(shell("true").identity(restricted(allow("/bin", FileAccess.READ))));
    assertThat(outcome.status()).isEqualTo(126);
    assertThat(outcome.err()).contains("cannot run /bin/sh: EACCES").contains("`landlock`");
  }

  @Test
  void aRequiredRulesetNeedsTheKernels() throws Exception {
    var outcome = run(withoutLandlock(false));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains(
            "error[CDL7027]: sample.cdl:16:3: cannot restrict which files are reached: ENOSYS")
        .contains("\n  help: this kernel has no Landlock; `try landlock`");
  }

  @Test
  void aDispensableRulesetIsPassedOverWithANote() throws Exception {
    var outcome = run(withoutLandlock(true));
    assertThat(outcome.out()).isEqualTo("bin\n");
    assertThat(outcome.err())
        .isEqualTo(
            "note: sample.cdl:16:3: this kernel has no Landlock;"
                + " all files can be reached, as `try` allows\n");
  }

  /** A container in a container that denies the calls as a kernel does which lacks them. */
  private SamplePlan withoutLandlock(boolean dispensable) throws Exception {
    var inner =
        new SamplePlan(Path.of("/inner"))
            .named(SamplePlan.OF_THIS_RUN + "-inner")
            .namespaces(Namespace.MNT, Namespace.PID)
            .identity(
                new InitAction.CreateRuleset(dispensable),
                BIN,
                new InitAction.NoNewPrivileges(),
                new InitAction.RestrictSelf())
            .run("/bin/ls", "/");
    Path bin = Files.createDirectories(root.resolve("inner/bin"));
    Files.copy(root.resolve("bin/busybox"), bin.resolve("ls"));
    Path executable = Host.executable(inner, root);
    return shell("exec /" + executable.getFileName())
        .filter(FilterTest.absent("landlock_create_ruleset"));
  }

  private static Action allow(String path, FileAccess access) {
    return new InitAction.AllowBeneath(path, List.of(access));
  }

  private static Action[] restricted(Action... rules) {
    List<Action> actions = new ArrayList<>();
    actions.add(new InitAction.CreateRuleset(false));
    actions.addAll(Arrays.asList(rules));
    actions.add(new InitAction.NoNewPrivileges());
    actions.add(new InitAction.RestrictSelf());
    return actions.toArray(Action[]::new);
  }
}
