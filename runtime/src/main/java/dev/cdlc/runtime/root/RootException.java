package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.SyscallException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a root cannot be put together: one clause, and what to do about it. */
public final class RootException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String clause;
  private final String help;

  RootException(String clause, String help) {
    this.clause = clause;
    this.help = help;
  }

  @Override
  public String getMessage() {
    return clause;
  }

  /** That an archive could not be unpacked, for what the kernel says. */
  static RootException ofUnpacking(String name, SyscallException failure) {
    if (failure.errno().equals(Errno.ENOSPC) || failure.errno().equals(Errno.EDQUOT)) {
      return new RootException(
          "there is no room to unpack " + name,
          "nothing of it is kept; make room where the .cdl file is, or copy it elsewhere");
    }
    return new RootException(
        "%s cannot be unpacked: %s".formatted(name, failure.getMessage()),
        failure.errno().equals(Errno.EINVAL)
            ? "an owner that it says may be none that this user namespace has"
            : "nothing of it is kept");
  }

  /** Why something failed, in words that fit after a colon. */
  static String reason(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException detailed when detailed.getReason() != null -> detailed.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** What the user can do, in the imperative. */
  public String help() {
    return help;
  }
}
