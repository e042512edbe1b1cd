package dev.cdlc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small tables of names and numbers. */
class KernelNamesTest {
  @ParameterizedTest
  @CsvSource({
    "SIGTERM, 15",
    "TERM, 15",
    "SIGIOT, 6",
    "CLD, 17",
    "SIGPOLL, 29",
    "SIGUNUSED, 31",
    "SIGRTMIN, 34",
    "RTMIN+3, 37",
    "SIGRTMAX, 64",
    "SIGRTMAX-30, 34"
  })
  void signalHasANumber(String name, int number) {
    assertThat(Signal.number(name)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SIG",
        "SIGTEMR",
        "term",
        "RTMIN-1",
        "RTMAX+1",
        "SIGRTMIN+31",
        "RTMIN+",
        "RTM"
      })
  void signalIsUnknown(String name) {
    assertThat(Signal.number(name)).isEmpty();
  }

  @Test
  void signalHasANameUnlessTheCLibraryKeepsIt() {
    for (int number = 1; number <= Signal.HIGHEST; number++) {
      if (number != 32 && number != 33) {
        assertThat(Signal.number(Signal.name(number))).hasValue(number);
      }
    }
    assertThat(Signal.name(32)).isEqualTo("32");
    assertThat(Signal.name(34)).isEqualTo("SIGRTMIN");
  }

  @Test
  void signalsAreCompleteUpToTheRealTimeOnes() {
    assertThat(Signal.values())
        .extracting(Signal::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 31).boxed().toList());
  }

  @Test
  void rlimitsAreCompleteAndInOrder() {
    assertThat(Rlimit.values())
        .extracting(Rlimit::number)
        .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
    assertThat(Rlimit.NOFILE.constantName()).isEqualTo("RLIMIT_NOFILE");
    assertThat(Rlimit.MEMLOCK.unit()).isEqualTo(Rlimit.Unit.BYTES);
  }

  /** EWOULDBLOCK and EDEADLOCK are other names of 11 and 35; 41 and 58 are no errors. */
  @Test
  void errnosAreCompleteAndInOrder() {
    assertThat(Arrays.stream(Errno.values()).map(Errno::number))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 133).filter(n -> n != 41 && n != 58).boxed().toList());
    assertThat(Errno.EHWPOISON.description()).isEqualTo("Memory page has hardware error");
  }

  @ParameterizedTest
  @CsvSource({
    "net.core.somaxconn, NET",
    "net.ipv4.ip_forward, NET",
    "fs.mqueue.msg_max, IPC",
    "kernel.shmmax, IPC",
    "kernel.sem, IPC",
    "kernel.domainname, UTS"
  })
  void sysctlBelongsToANamespace(String name, Namespace namespace) {
    assertThat(NamespacedSysctl.namespace(name)).hasValue(namespace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel.pid_max",
        "vm.swappiness",
        "kernel.panic",
        "network.x",
        "fs.file-max",
        "fs.mqueue.x"
      })
  void sysctlIsTheHosts(String name) {
    assertThat(NamespacedSysctl.namespace(name)).isEmpty();
  }
}
