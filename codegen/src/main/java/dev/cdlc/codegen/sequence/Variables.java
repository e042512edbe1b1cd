package dev.cdlc.codegen.sequence;

import dev.cdlc.codegen.program.Cell;

/** The cells, and the one routine, that steps and routines share. */
public final class Variables {
  /** The routine that ends the running process after a failure: of {@link #SITE} or of the page. */
  public static final String FAIL = "fail";

  /** The supervisor's current site. */
  public static final Cell SITE = new Cell("site");

  /** The page that supervisor and init share; see {@link #PAGE_SITE}. */
  public static final Cell PAGE = new Cell("page");

  /** Where in the page the init's current site stands; 4 bytes. */
  public static final long PAGE_SITE = 0;

  /** Where in the page the errno of the init's failure stands, positive; 4 bytes. */
  public static final long PAGE_ERRNO = 4;

  /** Where in the page stands what is in the way of execve(2); 4 bytes. */
  public static final long PAGE_OBSTACLE = 8;

  /** Where in the page a joiner leaves the pid of the init that it has cloned; 4 bytes. */
  public static final long PAGE_INIT = 12;

  /** Where in the page stands which file or machine that is about; up to a NUL. */
  public static final long PAGE_DETAIL = 16;

  /**
   * Where in the page stands what ended a hook: a positive errno before its execve(2), later an
   * exit status or a signal; 4 bytes, behind the longest detail.
   */
  public static final long PAGE_HOOK = 512;

  /** Where in the page the init leaves its fd of what notifies of calls, plus 1; 4 bytes. */
  public static final long PAGE_LISTENER = 516;

  /** Where in the page the supervisor says that the listener has it, by anything but 0; 4 bytes. */
  public static final long PAGE_PASSED = 520;

  /** Nonzero in every process but the supervisor. */
  public static final Cell IN_INIT = new Cell("in_init");

  public static final Cell ARGC = new Cell("argc");
  public static final Cell ARGV = new Cell("argv");
  public static final Cell ENVP = new Cell("envp");

  /** The init's pid; 0 while there is none. */
  public static final Cell INIT = new Cell("init");

  public static final Cell PIDFD = new Cell("pidfd");

  /** The root that the container will pivot to, by its fd. */
  public static final Cell ROOT = new Cell("root");

  private Variables() {}
}
