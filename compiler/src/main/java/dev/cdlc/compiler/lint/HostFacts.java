package dev.cdlc.compiler.lint;

import dev.cdlc.plan.Controller;
import java.util.Optional;

/**
 * What can be asked of the machine on which containers are to run. What it cannot tell, for want of
 * permission, it does not lack.
 */
public interface HostFacts {
  /**
   * Whether there is surely nothing.
   *
   * @param path of the host, absolute or from the folder of the source
   */
  boolean lacks(String path);

  /** Whether the caller can set no limits of a controller. */
  boolean lacks(Controller controller);

  /**
   * What a program in a root file system is, its symbolic links followed inside it.
   *
   * @param root a folder, as in {@link #lacks(String)}
   * @param path absolute, in the container
   */
  Program program(String root, String path);

  /** What stands where a program is named. */
  sealed interface Program {
    /** Nothing does. */
    record Missing() implements Program {}

    /** Something that the kernel does not execute. */
    record NotExecutable() implements Program {}

    /**
     * A program.
     *
     * @param interpreter the absolute path of what the kernel loads first: behind {@code #!}, or
     *     the dynamic linker; see execve(2)
     */
    record Present(Optional<String> interpreter) implements Program {}

    /** It may not be looked at. */
    record Hidden() implements Program {}
  }
}
