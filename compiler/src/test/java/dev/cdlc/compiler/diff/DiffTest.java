package dev.cdlc.compiler.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.SchemaProperties;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
  private static SortedMap<String, CompiledContainer> compiled(String text) {
    var source = new Source(new SourceId("web.cdl"), text);
    var compilation = Compile.compile(source, new Bundle("/srv", Bundle.Paths.RELATIVE));
    var containers = new TreeMap<String, CompiledContainer>();
    compilation
        .containers()
        .forEach(container -> containers.put(container.model().name().value(), container));
    assertThat(containers).as(text).isNotEmpty();
    return containers;
  }

  private static List<Change> between(String before, String after) {
    String frame = "container web < root ./r; run /bin/true; %s >\n";
    return Diff.between(compiled(frame.formatted(before)), compiled(frame.formatted(after)));
  }

  @Test
  void eachPropertyOfConfigJsonIsCompared() {
    List<String> known = Property.ALL.stream().map(Property::path).toList();
    assertThat(SchemaProperties.ofOciConfig())
        .filteredOn(
            path ->
                known.stream()
                    .noneMatch(
                        one ->
                            path.equals(one)
                                || path.startsWith(one + ".")
                                || path.startsWith(one + "[")
                                || one.startsWith(path + ".")))
        .isEmpty();
    assertThat(known).doesNotHaveDuplicates();
    assertThat(SchemaProperties.ofOciConfig()).containsAll(known);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cap drop ALL | cap drop ALL; cap add SYS_TIME | process.capabilities[CAP_SYS_TIME]",
        "bind ./a /a ro | bind ./a /a | mounts[/a]",
        "user 5 < umask 0027 > | user 5 < umask 0022 > | process.user.umask",
        "bind ./a /a ro | bind ./a /a ro; bind ./b /b ro | mounts[/b]",
        "memory 1GiB | memory 2GiB | linux.resources.memory.limit",
        "memory 1GiB | user 0 | linux.resources.memory.limit",
        "pids 5 | pids unlimited | linux.resources.pids.limit",
        "cpu 50% | cpu 80% | linux.resources.cpu.quota",
        "user 1000:1000 | user 0:1000 | process.user.uid",
        "ns pid, uts, ipc | ns pid, uts | linux.namespaces[ipc]",
        "ns pid, uts, net | ns pid, uts, net=/run/netns/x | linux.namespaces[network]",
        "masked-paths default | masked-paths none | linux.maskedPaths[/proc/kcore]",
        "no-new-privs on | no-new-privs off | process.noNewPrivileges",
        "seccomp default | seccomp unconfined | linux.seccomp.defaultAction",
        "rlimit nofile 10 | rlimit nofile 10:20 | process.rlimits[RLIMIT_NOFILE]",
        "oom-score-adj 5 | oom-score-adj 0 | process.oomScoreAdj",
        "seccomp < default errno EPERM; allow read > | seccomp < default errno EPERM; allow read,"
            + " ptrace > | linux.seccomp.syscalls[ptrace]",
        "seccomp < default allow; deny errno EPERM bpf > | seccomp < default allow; deny errno EPERM"
            + " ptrace > | linux.seccomp.syscalls[bpf]"
      })
  void whatWidensOneWayNarrowsTheOther(String before, String after, String subject) {
    assertThat(of(subject, between(before, after)).effect()).isEqualTo(Effect.WIDENS);
    assertThat(of(subject, between(after, before)).effect()).isEqualTo(Effect.NARROWS);
  }

  @Test
  void whatCannotBeComparedWidens() {
    assertThat(of("mounts[/a]", between("bind ./a /a", "bind ./b /a")).effect())
        .isEqualTo(Effect.WIDENS);
    assertThat(of("process.apparmorProfile", between("apparmor a", "apparmor b")).effect())
        .isEqualTo(Effect.WIDENS);
  }

  private static Change of(String subject, List<Change> changes) {
    return changes.stream()
        .filter(change -> change.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(changes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hostname a | hostname b | hostname",
        "env A=1 | env A=2 | process.env[A]",
        "annotation a.b=1 | annotation a.b=2 | annotations[a.b]"
      })
  void whatIsWithinTheSameWallsIsNeutral(String before, String after, String subject) {
    assertThat(between(before, after))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.subject()).isEqualTo(subject);
              assertThat(change.effect()).isEqualTo(Effect.NEUTRAL);
            });
  }

  @Test
  void sameContainerSaidOtherwiseDoesNotChange() {
    assertThat(between("cpu 50%; memory 1GiB", "# said\nmemory 1024MiB; cpu < limit 50% >"))
        .isEmpty();
  }

  @Test
  void containersComeAndGo() {
    var one = compiled("container one < root ./r >");
    var two = compiled("container two < root ./r >");
    assertThat(Diff.between(one, two))
        .extracting(Change::container, Change::effect)
        .containsExactly(tuple("one", Effect.NARROWS), tuple("two", Effect.WIDENS));
  }

  @Test
  void eachFormTellsChangeAndPlace() {
    List<Change> changes = between("pids 5", "pids 6");
    assertThat(DiffFormats.names()).containsExactly("text", "markdown", "json", "sarif");
    assertThat(form("text", changes))
        .startsWith("widens   web: linux.resources.pids.limit: 5 -> 6\n")
        .endsWith("1 change: 1 widens\n");
    assertThat(form("markdown", changes))
        .startsWith("### 1 change: 1 widens\n\n|")
        .contains("| **widens** | web | linux.resources.pids.limit | 5 -> 6 |");
    assertThat(form("json", changes)).contains("\"effect\": \"widens\"", "\"before\": \"5\"");
    assertThat(form("sarif", changes)).contains("\"uri\": \"web.cdl\"", "\"startColumn\": 47");
    assertThat(form("text", List.of())).isEqualTo("nothing changes for a container\n");
  }

  private static String form(String name, List<Change> changes) {
    return DiffFormats.named(name).orElseThrow().of(changes);
  }
}
