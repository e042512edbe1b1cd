package dev.cdlc.codegen.emit;

/**
 * What can stop a container, by what its reader must do about it. The ids are those of {@code cdlc
 * explain} and are never given to another fault; each has its page in docs/diagnostics.
 */
enum Fault {
  /** The executable could not be copied into sealed memory. */
  SEAL(7001),
  /** The host lacks what every program needs: /dev/null, memory, fds. */
  HOST_RESOURCES(7002),
  /** The cgroup that a limit needs could not be made. */
  CGROUP(7003),
  /** The kernel refused a limit. */
  LIMIT(7004),
  /** The fresh namespaces could not be made. */
  NAMESPACES(7005),
  /** The caller could not be mapped to root in its user namespace. */
  ID_MAP(7006),
  /** The root folder could not be opened or mounted. */
  ROOT(7010),
  /** A file system could not be mounted. */
  MOUNT(7011),
  /** A file or folder of the host could not be mounted into the container. */
  BIND(7012),
  /** A place in the container to mount on was not there and could not be made. */
  MOUNT_POINT(7013),
  /** A device, link or folder could not be made in the container. */
  NODE(7014),
  /** A path could not be hidden or made read-only. */
  PROTECT(7015),
  /** The container's root could not become the process's root. */
  PIVOT(7016),
  /** A setting of the container as a whole was refused: its host name, its session. */
  SETTING(7017),
  /** The user or group does not exist, or could not be assumed. */
  USER(7020),
  /** The working folder could not be entered. */
  WORKING_FOLDER(7021),
  /** A capability is not there to be given. */
  CAPABILITY(7022),
  /** The command could not be executed. */
  COMMAND(7030);

  private final int number;

  Fault(int number) {
    this.number = number;
  }

  /** The digits of {@code CDL7012}. */
  int number() {
    return number;
  }
}
