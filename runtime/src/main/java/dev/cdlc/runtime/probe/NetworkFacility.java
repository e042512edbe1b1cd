package dev.cdlc.runtime.probe;

import dev.cdlc.plan.NetworkProgram.Kind;

/** Whether a program is there that connects containers of {@code net user}. */
record NetworkFacility(Machine machine) {
  private static final String NAME = "net user";
  private static final String TUN = "/dev/net/tun";

  Facility userNetworks() {
    if (!machine.file(TUN).exists()) {
      return Facility.missing(NAME, "there is no " + TUN, "run 'sudo modprobe tun'");
    }
    if (!machine.privileged() && !machine.file(TUN).isOpenToOthers()) {
      return Facility.missing(
          NAME, TUN + " is closed to ordinary users", "run 'sudo chmod 0666 " + TUN + "'");
    }
    return program();
  }

  /** As executables choose it; pasta serves nobody that is root. */
  private Facility program() {
    if (has(Kind.SLIRP4NETNS)) {
      return Facility.ok(NAME, "connected by " + Kind.SLIRP4NETNS.path());
    }
    if (has(Kind.PASTA)) {
      return machine.privileged()
          ? Facility.missing(
              NAME,
              "there is no %s, and pasta serves only callers without root"
                  .formatted(Kind.SLIRP4NETNS.path()),
              "install the package 'slirp4netns'")
          : Facility.ok(NAME, "connected by " + Kind.PASTA.path());
    }
    return Facility.missing(
        NAME,
        "there is neither %s nor %s".formatted(Kind.SLIRP4NETNS.path(), Kind.PASTA.path()),
        machine.privileged()
            ? "install the package 'slirp4netns'"
            : "install the package 'slirp4netns' or 'passt'");
  }

  private boolean has(Kind kind) {
    return machine.file(kind.path()).exists();
  }
}
