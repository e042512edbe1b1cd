package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.plan.InitAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who answers for calls that the filter of a container holds. */
class ListenerTest extends ContainerTest {
  /** Tells what it is told, then lets no call be made: EPERM. Structures: seccomp_unotify(2). */
  private static final String AGENT =
      """
      import array, fcntl, socket, struct, sys
      s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(1)
      c, _ = s.accept()
      text, passed, _, _ = c.recvmsg(65536, socket.CMSG_SPACE(4))
      fd = array.array('i', passed[0][2])[0]
      print(text.decode(), flush=True)
      if len(sys.argv) > 2: sys.exit()
      while True:
        asked = bytearray(80); fcntl.ioctl(fd, 0xc0502100, asked)
        answer = struct.pack('<QqiI', struct.unpack_from('<Q', asked)[0], 0, -1, 0)
        fcntl.ioctl(fd, 0xc0182101, bytearray(answer))
      """;

  private static final String ASKED =
      """
      cd "${1%/*}"
      python3 agent.py agent.sock >told & agent=$!
      trap 'kill -KILL $agent' EXIT
      until test -S agent.sock; do sleep 0.1; done
      "$1"; echo "status $?"
      cat told
      """;

  @Test
  void isToldOfTheContainerAndAnswers() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "needs python3");
    Files.writeString(folder.resolve("agent.py"), AGENT);
    var outcome = Host.script(ASKED, asking("mkdir /made"), folder);
    assertThat(outcome.err()).contains("mkdir: can't create directory '/made'");
    assertThat(outcome.out().replaceAll("\"pid\":[1-9][0-9]*", "PID"))
        .isEqualTo(
            "status 1\n{\"ociVersion\":\"1.2.0\",\"fds\":[\"seccompFd\"],\"metadata\":\"of web\","
                + "\"state\":{\"ociVersion\":\"1.2.0\",\"id\":\"%s\",\"status\":\"creating\","
                    .formatted(SamplePlan.OF_THIS_RUN)
                + "\"bundle\":\"/srv\",\"annotations\":{},PID},PID}\n");
  }

  /** The listener is there before the command is, and is asked of execve(2) as well. */
  @Test
  void mayDenyTheCommandItself() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "needs python3");
    Files.writeString(folder.resolve("agent.py"), AGENT);
    var plan =
        shell("echo ran")
            .filter(FilterTest.asking(folder.resolve("agent.sock").toString(), "execve"));
    var outcome = Host.script(ASKED, plan, folder);
    assertThat(outcome.out()).startsWith("status 126\n");
    assertThat(outcome.err()).contains("cannot run /bin/sh: EPERM");
  }

  @Test
  void mustListenBeforeTheContainerIsMade() throws Exception {
    var outcome = run(asking("true"));
    assertThat(outcome.status()).isEqualTo(125);
    assertThat(outcome.err())
        .startsWith("error[CDL7023]: sample.cdl:4:3: cannot reach the listener ")
        .contains(": ENOENT", "\n  help: start what answers for the calls first");
    assertThat(Host.cgroups()).isEmpty();
  }

  @Test
  void whatFailsBeforeTheFilterIsToldAsEver() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "needs python3");
    Files.writeString(folder.resolve("agent.py"), AGENT);
    var plan = asking("true").identity(new InitAction.Chdir("/none"));
    var outcome = Host.script(ASKED, plan, folder);
    assertThat(outcome.out()).isEqualTo("status 125\n");
    assertThat(outcome.err()).contains("cannot enter /none: ENOENT");
  }

  private SamplePlan asking(String script) {
    String socket = folder.resolve("agent.sock").toString();
    return shell(script).filter(FilterTest.asking(socket, "mkdir"));
  }
}
