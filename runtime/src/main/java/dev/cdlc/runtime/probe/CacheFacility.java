package dev.cdlc.runtime.probe;

import java.nio.file.Path;

/**
 * Whether executables are kept for the next start. The launcher trusts a folder that only the
 * caller, or root, can have written to, by a path without symbolic links; one above may be sticky,
 * as /tmp is.
 */
record CacheFacility(Machine machine) {
  private static final String NAME = "warm starts";
  private static final String ELSEWHERE = "set XDG_CACHE_HOME to a folder of yours";

  Facility warmStarts() {
    return machine
        .cache()
        .map(this::walk)
        .orElseGet(
            () ->
                Facility.missing(
                    NAME,
                    "there is no folder to keep executables in",
                    "set HOME or XDG_CACHE_HOME to an absolute path"));
  }

  private Facility walk(Path cache) {
    for (int count = 1; count <= cache.getNameCount(); count++) {
      Path path = Path.of("/").resolve(cache.subpath(0, count));
      HostFile folder = machine.file(path.toString());
      if (!folder.exists()) {
        return unmade(path, cache);
      }
      Fault fault = fault(folder, path.equals(cache));
      if (fault != Fault.NONE) {
        return Facility.missing(NAME, path + fault.what, fault.fix.formatted(path));
      }
    }
    return Facility.ok(NAME, "kept in " + cache);
  }

  private Facility unmade(Path path, Path cache) {
    HostFile folder = machine.file(String.valueOf(path.getParent()));
    return isOfCaller(folder) || folder.isSticky()
        ? Facility.ok(NAME, "will be kept in " + cache)
        : Facility.missing(NAME, "%s cannot be made".formatted(path), ELSEWHERE);
  }

  private Fault fault(HostFile folder, boolean last) {
    if (folder.isSymbolicLink()) {
      return Fault.LINK;
    }
    if (!folder.isFolder()) {
      return Fault.FILE;
    }
    if (!isOfCaller(folder) && (last || !folder.isOwnedBy(0))) {
      return Fault.FOREIGN;
    }
    return folder.isWritableByOthers() && (last || !folder.isSticky()) ? Fault.SHARED : Fault.NONE;
  }

  private boolean isOfCaller(HostFile folder) {
    return folder.isOwnedBy(machine.host().effectiveUser());
  }

  /** Why a folder is not trusted. */
  private enum Fault {
    NONE("", ""),
    LINK(" is a symbolic link", "set XDG_CACHE_HOME to a path without"),
    FILE(" is no folder", "remove %s"),
    FOREIGN(" belongs to another user", ELSEWHERE),
    SHARED(" can be written to by other users", "run 'chmod go-w %s'");

    private final String what;
    private final String fix;

    Fault(String what, String fix) {
      this.what = what;
      this.fix = fix;
    }
  }
}
