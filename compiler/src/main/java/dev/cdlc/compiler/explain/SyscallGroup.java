package dev.cdlc.compiler.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * System calls that serve one purpose. The groups are those of {@code syscall-groups.txt}, whose
 * own first lines say how it is written.
 *
 * @param purpose one sentence
 */
record SyscallGroup(String name, String purpose, List<String> calls) {
  private static final String HEAD = "= ";
  private static final String SEPARATOR = ": ";
  private static final List<SyscallGroup> ALL = read(text());

  SyscallGroup {
    calls = List.copyOf(calls);
  }

  static List<SyscallGroup> all() {
    return ALL;
  }

  private static List<SyscallGroup> read(String text) {
    List<SyscallGroup> groups = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(HEAD)) {
        int end = line.indexOf(SEPARATOR);
        groups.add(
            new SyscallGroup(
                line.substring(HEAD.length(), end),
                line.substring(end + SEPARATOR.length()),
                List.of()));
      } else if (line.startsWith("  ")) {
        groups.addLast(groups.removeLast().with(List.of(line.strip().split(" ", -1))));
      }
    }
    return List.copyOf(groups);
  }

  static Optional<SyscallGroup> named(String name) {
    return ALL.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** The group of a system call. */
  static Optional<SyscallGroup> of(String call) {
    return ALL.stream().filter(group -> group.calls().contains(call)).findFirst();
  }

  private SyscallGroup with(List<String> more) {
    var both = new ArrayList<>(calls);
    both.addAll(more);
    return new SyscallGroup(name, purpose, both);
  }

  private static String text() {
    try (InputStream text = SyscallGroup.class.getResourceAsStream("syscall-groups.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
