package dev.cdlc.compiler.syntax;

import dev.cdlc.grammar.BlockKind;
import dev.cdlc.grammar.StatementNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The statement names of the whole language, from a table: what stands in which kind of block. */
final class LanguageNames implements StatementNames {
  /**
   * One kind of block a paragraph: its name, then the statements it may hold. {@code !} marks a
   * command, {@code =} a list of entries, {@code :KIND} the kind of the block that a statement
   * opens.
   */
  private static final String TABLE =
      """
      top cdl include param:param let profile:container container:container stack:stack \
      network:network variant:overlay

      param doc from-env min max one-of secret
      network subnet
      stack network:network container:container profile:container param:param let variant:overlay
      overlay container:container

      container root init landlock:landlock net try reset run! shell! exec! cwd terminal env= \
      user:user cap:cap no-new-privs rlimit apparmor selinux mount-label oom-score-adj \
      scheduler:scheduler nice io-priority exec-cpu-affinity:affinity hostname domainname bind:mount \
      tmpfs:mount mount:mount default-mounts masked-paths readonly-paths rootfs-propagation ns \
      uid-map gid-map userns time-offset sysctl cgroup cpu:cpu memory:memory pids io:io hugepages \
      net-class net-priority rdma:rdma cgroup-file device device-rule net-device seccomp:seccomp \
      rdt:rdt numa-policy:numa personality hook:hook annotation oci publish join after ready:ready \
      restart stop-signal stop-timeout secret variant:container

      landlock read write exec
      user groups umask
      cap bounding ambient drop add only base
      scheduler priority flags runtime deadline period nice
      affinity initial final
      mount options idmap:idmap
      idmap uid gid
      cpu limit period burst weight shares set mems rt-runtime rt-period idle
      memory limit reservation swap swap-total swappiness oom-kill kernel kernel-tcp use-hierarchy \
      check-before-update
      io weight leaf-weight device:io-device
      io-device weight leaf-weight read-bps write-bps read-iops write-iops
      rdma handles objects
      seccomp default arch flags allow:syscalls deny:syscalls kill-process:syscalls \
      kill-thread:syscalls trap:syscalls log:syscalls trace:syscalls notify:syscalls listener
      syscalls arg
      rdt clos-id l3 mem-bw schemata monitoring
      numa flags
      hook timeout env=
      ready interval timeout retries
      """;

  private final Map<String, Kind> kinds = new HashMap<>();

  LanguageNames() {
    TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> List.of(line.strip().split(" +")))
        .forEach(words -> kinds.put(words.getFirst(), kind(words.subList(1, words.size()))));
  }

  private Kind kind(List<String> entries) {
    Map<String, BlockKind.Form> forms = new HashMap<>();
    Map<String, String> blocks = new HashMap<>();
    for (String entry : entries) {
      int colon = entry.indexOf(':');
      String marked = colon < 0 ? entry : entry.substring(0, colon);
      String name = marked.replaceFirst("[!=]$", "");
      forms.put(name, form(marked));
      if (colon > 0) {
        blocks.put(name, entry.substring(colon + 1));
      }
    }
    return new Kind(forms, blocks);
  }

  private static BlockKind.Form form(String marked) {
    return switch (marked.charAt(marked.length() - 1)) {
      case '!' -> BlockKind.Form.COMMAND;
      case '=' -> BlockKind.Form.ENTRIES;
      default -> BlockKind.Form.PLAIN;
    };
  }

  @Override
  public BlockKind top(OptionalInt version) {
    return kinds.getOrDefault("top", new Kind(Map.of(), Map.of()));
  }

  private final class Kind implements BlockKind {
    private final Map<String, BlockKind.Form> forms;
    private final Map<String, String> blocks;

    Kind(Map<String, BlockKind.Form> forms, Map<String, String> blocks) {
      this.forms = forms;
      this.blocks = blocks;
    }

    @Override
    public Optional<Form> form(String name) {
      return Optional.ofNullable(forms.get(name));
    }

    @Override
    public BlockKind block(List<String> head) {
      String name =
          head.getFirst().equals("try") && head.size() > 1 ? head.get(1) : head.getFirst();
      return Optional.ofNullable(blocks.get(name))
          .<BlockKind>map(kinds::get)
          .orElse(BlockKind.UNKNOWN);
    }
  }
}
