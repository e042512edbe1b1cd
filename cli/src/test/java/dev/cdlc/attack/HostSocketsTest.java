package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets by which one could have the host do something. */
class HostSocketsTest extends AttackTest {
  /** Of the host's own tree a container sees no place where services listen. */
  @ParameterizedTest
  @ValueSource(strings = {"/run", "/tmp", "/var/tmp", "/var/run"})
  void socketsAreHiddenUnderTheHostsRoot(String place) throws IOException {
    Path socket = Files.createTempDirectory(Path.of(place), "cdlc-attack").resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      BuiltContainer built =
          BuiltContainer.of(
              folder,
              "container visitor < root host; shell 'ls -A %s; test -e %s || echo none' >"
                  .formatted(place, socket));
      assertThat(built.run().out()).isEqualTo("none\n");
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(socket.getParent());
    }
  }

  /** CVE-2020-15257: sockets without a file are open to all who share the network. */
  @Test
  void neitherSupervisorNorInitHasASocket() throws Exception {
    Process started = container("shell 'cat /proc/net/unix; echo up; read end'").start(List.of());
    try (var out = started.inputReader()) {
      assertThat(out.readLine()).startsWith("Num");
      assertThat(out.readLine()).isEqualTo("up");
      assertThat(socketsOf(started.toHandle())).isEmpty();
      assertThat(socketsOf(started.children().findAny().orElseThrow())).isEmpty();
    } finally {
      started.outputWriter().close();
      started.waitFor();
    }
  }

  private static List<Path> socketsOf(ProcessHandle process) throws IOException {
    Path fds = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> links = Files.list(fds)) {
      return links.filter(HostSocketsTest::isSocket).toList();
    }
  }

  private static boolean isSocket(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
