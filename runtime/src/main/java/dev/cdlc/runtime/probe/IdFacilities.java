package dev.cdlc.runtime.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The ids that the caller may map into a user namespace; see subuid(5), newuidmap(1). */
record IdFacilities(Caller caller, Path root, Predicate<MappingProgram> capable) {
  static final String PASSWD = "/etc/passwd";
  static final String SUBUID = "/etc/subuid";
  static final String SUBGID = "/etc/subgid";

  private static final String NOT_NEEDED = "not needed: the caller maps any";
  private static final int FIELDS = 3;

  /** Ids end below the one that means none. */
  private static final long END = 0xffff_ffffL;

  /** What {@code cdlc run} maps: all or nothing. */
  SubordinateIds ids() {
    Optional<Facility> lack =
        Stream.<Supplier<Facility>>of(
                () -> subordinate("subuid"),
                () -> subordinate("subgid"),
                () -> program(MappingProgram.NEWUIDMAP),
                () -> program(MappingProgram.NEWGIDMAP))
            .map(Supplier::get)
            .filter(facility -> facility.state() != Facility.State.OK)
            .findFirst();
    return lack.isPresent()
        ? new SubordinateIds(List.of(), List.of(), lack)
        : new SubordinateIds(ranges(SUBUID), ranges(SUBGID), lack);
  }

  private List<SubordinateIds.Range> ranges(String file) {
    return file(file).lines().stream().flatMap(line -> range(line).stream()).toList();
  }

  private HostFile file(String path) {
    return new HostFile(root.resolve(path.substring(1)));
  }

  /**
   * The ranges of the caller.
   *
   * @param kind {@code subuid} or {@code subgid}, after the file in /etc
   */
  Facility subordinate(String kind) {
    if (caller.privileged()) {
      return Facility.ok(kind, NOT_NEEDED);
    }
    List<String> ranges =
        file("/etc/" + kind).lines().stream().filter(line -> range(line).isPresent()).toList();
    return ranges.isEmpty() ? without(kind) : Facility.ok(kind, String.join(", ", ranges));
  }

  private Facility without(String kind) {
    return Facility.missing(
        kind,
        "/etc/%s gives no ids to %s: a user namespace has one only".formatted(kind, user()),
        "run 'sudo usermod --add-%ss 100000-165535 %s', or with a range that no other line has"
            .formatted(kind, user()));
  }

  /** The caller's, if it is: {@code NAME-OR-ID:FIRST:COUNT}. */
  private Optional<SubordinateIds.Range> range(String line) {
    String[] fields = line.strip().split(":", -1);
    if (fields.length != FIELDS || !(fields[0].equals(user()) || fields[0].equals(uid()))) {
      return Optional.empty();
    }
    long first = number(fields[1]).orElse(END);
    long count = number(fields[2]).orElse(0);
    return count > 0 && first + count <= END
        ? Optional.of(new SubordinateIds.Range(first, count))
        : Optional.empty();
  }

  private static OptionalLong number(String digits) {
    return digits.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** By name, as passwd(5) has it; else the uid. */
  private String user() {
    return file(PASSWD).lines().stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2 && fields[2].equals(uid()))
        .map(fields -> fields[0])
        .findFirst()
        .orElse(uid());
  }

  private String uid() {
    return Long.toString(caller.uid());
  }

  /** A program that maps the ranges. */
  Facility program(MappingProgram program) {
    if (caller.privileged()) {
      return Facility.ok(program.program(), NOT_NEEDED);
    }
    var file = file(program.path());
    if (!file.exists()) {
      return Facility.missing(
          program.program(),
          "there is no " + program.path(),
          "install it, with Debian's package 'uidmap' or with shadow-utils");
    }
    if (caller.confined()) {
      return Facility.missing(
          program.program(),
          "no_new_privs is set for this process: %s gets no privilege".formatted(program.path()),
          "start cdlc from a session where /proc/self/status says 'NoNewPrivs: 0'");
    }
    if (file.isSetUserIdRoot()) {
      return Facility.ok(program.program(), program.path() + ", set-user-ID root");
    }
    return capable.test(program)
        ? Facility.ok(
            program.program(), "%s with %s".formatted(program.path(), program.capability()))
        : withoutPrivilege(program);
  }

  private static Facility withoutPrivilege(MappingProgram program) {
    return Facility.missing(
        program.program(),
        "%s is neither set-user-ID root nor has %s".formatted(program.path(), program.capability()),
        "run 'sudo chown root %1$s && sudo chmod u+s %1$s'".formatted(program.path()));
  }
}
