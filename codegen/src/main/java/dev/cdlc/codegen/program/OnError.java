package dev.cdlc.codegen.program;

import dev.cdlc.plan.Errno;
import java.util.List;
import java.util.Optional;

/**
 * What a program does when a call returns an error.
 *
 * @param ignored errnos after which the program goes on, the negative errno in the result cell
 * @param retried errnos after which the call is made again, at once, with the same arguments
 * @param failure the routine that any other error leads to, with the negative errno in {@link
 *     #ERRNO}; it never returns. Empty: every other error is kept in the result cell.
 */
public record OnError(List<Errno> ignored, List<Errno> retried, Optional<String> failure) {
  /** Where the negative errno of a failed call stands when its failure routine runs. */
  public static final Cell ERRNO = new Cell("errno");

  /** The program looks at the result itself. */
  public static final OnError KEEP = new OnError(List.of(), List.of(), Optional.empty());

  public OnError {
    ignored = List.copyOf(ignored);
    retried = List.copyOf(retried);
  }

  public static OnError fail(String routine) {
    return new OnError(List.of(), List.of(), Optional.of(routine));
  }
}
