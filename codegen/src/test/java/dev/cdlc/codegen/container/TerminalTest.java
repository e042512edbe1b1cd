package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The container's own terminal, and what of it reaches the caller's. */
class TerminalTest extends ContainerTest {
  /** Runs {@code $1} on a terminal; what is typed there comes from standard input. */
  private static final String ON_TERMINAL = "script -qefc \"$1\" /dev/null";

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void isStandardInputAndOutputAndTheConsole() throws Exception {
    var outcome =
        run(
            terminal(
                """
                tty; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all
                [ /dev/console -ef /dev/pts/0 ] && echo console
                stat -c %u /dev/pts/0; echo to the console >/dev/console; echo here >/dev/tty
                ls /proc/self/fd | tr '\\n' ' '
                exit 3
                """));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            lines(
                "/dev/pts/0",
                "all",
                "console",
                "" + SamplePlan.TERMINAL_OWNER,
                "to the console",
                "here",
                "0 1 2 3 "));
    assertThat(outcome.status()).isEqualTo(3);
  }

  @Test
  void isAsLargeAsAskedFor() throws Exception {
    var plan = plan("stty size").terminal(new SupervisorAction.WindowSize(40, 120));
    assertThat(run(plan).out()).isEqualTo("40 120\r\n");
  }

  @Test
  void isAsLargeAsTheCallersTerminalAndFollowsIt() throws Exception {
    String script =
        """
        cat >"$1.sh" <<END
        stty rows 30 cols 70
        (sleep 1; stty rows 33 cols 77 </dev/tty) &
        exec "$1"
        END
        script -qefc "sh '$1.sh'" /dev/null </dev/null
        """;
    var outcome =
        Host.script(script, terminal("stty size; trap 'stty size' WINCH; sleep 3 & wait"), folder);
    assertThat(outcome.out()).contains("30 70\r").contains("33 77\r");
  }

  @Test
  void inputReachesTheCommandUpToItsEnd() throws Exception {
    String script = "printf 'one\\ntwo\\n' | \"$1\"";
    var outcome = Host.script(script, terminal("stty -echo; echo up; cat; echo end"), folder);
    assertThat(outcome.out()).endsWith("end\r\n").contains("one\r\ntwo\r\n");
  }

  @Test
  void outputIsRelayedWhole() throws Exception {
    var outcome = run(terminal("seq 100000"));
    assertThat(outcome.out().lines()).hasSize(100_000).last().isEqualTo("100000");
    var closed = Host.script("\"$1\" | head -n 1", terminal("seq 100000"), folder);
    assertThat(closed.out()).isEqualTo("1\r\n");
  }

  @Test
  void keysThatSendSignalsReachTheContainer() throws Exception {
    var plan = terminal("trap 'echo interrupted; exit 7' INT; echo up; sleep 9 & wait");
    String script = "{ sleep 2; printf '\\003'; sleep 2; } | " + ON_TERMINAL + "; echo $?";
    assertThat(Host.script(script, plan, folder).out()).contains("interrupted\r\n").endsWith("7\n");
  }

  @Test
  void callersTerminalIsAsItWas() throws Exception {
    String script =
        """
        cat >"$1.sh" <<END
        before=\\$(stty -g); "$1"; echo status \\$?; [ "\\$before" = "\\$(stty -g)" ] && echo same
        END
        script -qefc "sh '$1.sh'" /dev/null </dev/null
        """;
    assertThat(Host.script(script, terminal("exit 4"), folder).out())
        .endsWith("status 4\r\nsame\r\n");
    assertThat(Host.script(script, plan("true").terminal().run("/missing"), folder).out())
        .endsWith("status 127\r\nsame\r\n");
  }

  @Test
  void needsADevptsOfTheContainer() throws Exception {
    var outcome = run(shell("exit 0").terminal());
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .contains("cannot open a terminal in the container: ENOENT")
        .contains("a terminal needs a devpts");
    Host.write(root.resolve("dev/pts/ptmx"), "no terminal");
    assertThat(run(shell("exit 0").terminal()).err()).contains("no devpts is mounted on /dev/pts");
  }

  private SamplePlan terminal(String script) {
    return plan(script).terminal();
  }

  private SamplePlan plan(String script) {
    return shell(script)
        .mount(
            SamplePlan.tmpfs("/dev", "mode", "755"),
            new InitAction.Device("/dev/null", 1, 3, 0666, false),
            new InitAction.Device("/dev/tty", 5, 0, 0666, false),
            new InitAction.Mount(
                "devpts",
                "devpts",
                "/dev/pts",
                List.of(),
                List.of(
                    new InitAction.FsOption("newinstance", Optional.empty()),
                    new InitAction.FsOption("ptmxmode", Optional.of("0666")))));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }
}
