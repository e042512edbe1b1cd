package dev.cdlc.compiler.check.value;

import java.util.Arrays;
import java.util.List;

/** What Linux security modules call the confinement of a process. */
public final class SecurityLabel {
  /** A user, a role and a type; a level, with its own colons, may follow. */
  private static final int LEAST_PARTS = 3;

  private SecurityLabel() {}

  /** Reads the name of an AppArmor profile; see apparmor.d(5). */
  public static Reading<String> apparmor(String text) {
    return isLine(text)
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` cannot be the name of a profile",
            "name a profile that aa-status(8) lists on the host");
  }

  /** Reads an SELinux label, {@code user:role:type[:level]}. */
  public static Reading<String> selinux(String text) {
    List<String> parts = Arrays.asList(text.split(":", -1));
    boolean whole = parts.size() >= LEAST_PARTS && parts.stream().noneMatch(String::isEmpty);
    return whole && isLine(text) && text.indexOf(' ') < 0
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` is not an SELinux label",
            "a label is USER:ROLE:TYPE or USER:ROLE:TYPE:LEVEL, as ps -Z shows it");
  }

  private static boolean isLine(String text) {
    return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
  }
}
