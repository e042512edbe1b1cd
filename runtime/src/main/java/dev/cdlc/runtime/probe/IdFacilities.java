package dev.cdlc.runtime.probe;

import java.util.List;
import java.util.OptionalLong;

/** The ids that the caller may map into a user namespace; see subuid(5), newuidmap(1). */
record IdFacilities(Machine machine) {
  private static final String NOT_NEEDED = "not needed: the caller maps any";
  private static final int FIELDS = 3;

  /**
   * The ranges of the caller.
   *
   * @param kind {@code subuid} or {@code subgid}, after the file in /etc
   */
  Facility subordinate(String kind) {
    if (machine.privileged()) {
      return Facility.ok(kind, NOT_NEEDED);
    }
    List<String> ranges =
        machine.file("/etc/" + kind).lines().stream().filter(this::isOfCaller).toList();
    return ranges.isEmpty() ? without(kind) : Facility.ok(kind, String.join(", ", ranges));
  }

  private Facility without(String kind) {
    return Facility.missing(
        kind,
        "/etc/%s gives no ids to %s: a user namespace has one only".formatted(kind, user()),
        "run 'sudo usermod --add-%ss 100000-165535 %s', or with a range that no other line has"
            .formatted(kind, user()));
  }

  /** {@code NAME-OR-ID:FIRST:COUNT}. */
  private boolean isOfCaller(String line) {
    String[] fields = line.strip().split(":", -1);
    return fields.length == FIELDS
        && (fields[0].equals(user()) || fields[0].equals(uid()))
        && number(fields[1]).isPresent()
        && number(fields[2]).orElse(0) > 0;
  }

  private static OptionalLong number(String digits) {
    return digits.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** By name, as passwd(5) has it; else the uid. */
  private String user() {
    return machine.file("/etc/passwd").lines().stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2 && fields[2].equals(uid()))
        .map(fields -> fields[0])
        .findFirst()
        .orElse(uid());
  }

  private String uid() {
    return Long.toString(machine.host().effectiveUser());
  }

  /** A program that maps the ranges. */
  Facility program(MappingProgram program) {
    if (machine.privileged()) {
      return Facility.ok(program.program(), NOT_NEEDED);
    }
    var file = machine.file(program.path());
    if (!file.exists()) {
      return Facility.missing(
          program.program(),
          "there is no " + program.path(),
          "install it, with Debian's package 'uidmap' or with shadow-utils");
    }
    if (machine.capable().contains(program)) {
      return Facility.ok(
          program.program(), "%s with %s".formatted(program.path(), program.capability()));
    }
    return file.isSetUserIdRoot()
        ? Facility.ok(program.program(), program.path() + ", set-user-ID root")
        : withoutPrivilege(program);
  }

  private static Facility withoutPrivilege(MappingProgram program) {
    return Facility.missing(
        program.program(),
        "%s is neither set-user-ID root nor has %s".formatted(program.path(), program.capability()),
        "run 'sudo chown root %1$s && sudo chmod u+s %1$s'".formatted(program.path()));
  }
}
