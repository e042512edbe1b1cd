package dev.cdlc.codegen.routine;

import dev.cdlc.plan.Errno;
import java.util.Optional;

/**
 * What to do about a failure for one reason.
 *
 * @param reason the number of an errno or of an {@link Obstacle}; {@link FailureTable#ANY} for all
 * @param setting that the host must have for this to help
 */
public record Help(int reason, String text, Optional<Setting> setting) {
  public Help(Errno errno, String text) {
    this(errno.number(), text, Optional.empty());
  }

  public Help(Errno errno, Setting setting, String text) {
    this(errno.number(), text, Optional.of(setting));
  }

  /** Whatever the reason. */
  public Help(String text) {
    this(FailureTable.ANY, text, Optional.empty());
  }

  /**
   * A file of the host that begins with a character: {@code /proc/sys/user/max_user_namespaces}
   * with {@code 0}.
   */
  public record Setting(String path, char first) {}
}
