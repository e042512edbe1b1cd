package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whoever runs cdlc, as {@code /proc/self/status} has it: read without a native call, which would
 * cost more than all else that {@code cdlc run} does; see proc_pid_status(5).
 *
 * @param uid effective
 * @param privileged whether it has CAP_SYS_ADMIN: it makes namespaces without a user namespace
 * @param confined whether no_new_privs is set: programs that are set-user-ID give it nothing
 */
public record Caller(long uid, boolean privileged, boolean confined) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Asks the kernel. */
  public static Caller read() throws IOException {
    return read(STATUS);
  }

  static Caller read(Path status) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line : Files.readAllLines(status)) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    long effective = Long.parseUnsignedLong(field(fields, "CapEff"), 16);
    return new Caller(
        id(field(fields, "Uid")),
        ((effective >>> Capability.CAP_SYS_ADMIN.number()) & 1) == 1,
        field(fields, "NoNewPrivs").equals("1"));
  }

  private static String field(Map<String, String> fields, String name) throws IOException {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> new IOException("no %s in %s".formatted(name, STATUS)));
  }

  /** Real, effective, saved, and that of file systems. */
  private static long id(String ids) {
    return Long.parseLong(ids.split("\\s+", -1)[1]);
  }

  /**
   * The ids that it may map beside its own.
   *
   * @param capable whether a program has its capability from its file; asked where that decides
   */
  public SubordinateIds subordinateIds(Path root, Predicate<MappingProgram> capable) {
    return new IdFacilities(this, root, capable).ids();
  }
}
