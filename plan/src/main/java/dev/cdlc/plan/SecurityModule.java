package dev.cdlc.plan;

/** A module of the kernel that confines processes by a label that execve(2) gives them. */
public enum SecurityModule {
  /** By the name of a profile; see apparmor(7). */
  APPARMOR("AppArmor"),
  /** By a context, {@code user:role:type[:level]}; see selinux(8). */
  SELINUX("SELinux");

  private final String text;

  SecurityModule(String text) {
    this.text = text;
  }

  /** As its makers write it. */
  public String text() {
    return text;
  }
}
