package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/**
 * asm-generic/ioctls.h and asm-generic/termbits.h, with the sets of flags that cfmakeraw(3)
 * changes.
 */
public final class Terminals {
  public static final Constant TCGETS = new Constant(0x5401, "TCGETS");
  public static final Constant TCSETS = new Constant(0x5402, "TCSETS");
  public static final Constant TIOCSCTTY = new Constant(0x540e, "TIOCSCTTY");
  public static final Constant TIOCGPGRP = new Constant(0x540f, "TIOCGPGRP");
  public static final Constant TIOCSPGRP = new Constant(0x5410, "TIOCSPGRP");
  public static final Constant TIOCSTI = new Constant(0x5412, "TIOCSTI");
  public static final Constant TIOCGWINSZ = new Constant(0x5413, "TIOCGWINSZ");
  public static final Constant TIOCSWINSZ = new Constant(0x5414, "TIOCSWINSZ");
  public static final Constant TIOCLINUX = new Constant(0x541c, "TIOCLINUX");
  public static final Constant TIOCGPTPEER = new Constant(0x5441, "TIOCGPTPEER");
  public static final Constant TIOCSPTLCK = new Constant(0x4004_5431, "TIOCSPTLCK");

  /** IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL and IXON. */
  public static final long COOKED_INPUT = 0x5eb;

  /** OPOST. */
  public static final long COOKED_OUTPUT = 0x1;

  /** CSIZE and PARENB. */
  public static final long CHARACTER_SIZE = 0x130;

  /** CS8. */
  public static final long EIGHT_BITS = 0x30;

  /** ISIG, ICANON, ECHO, ECHONL and IEXTEN. */
  public static final long COOKED_LOCAL = 0x804b;

  private Terminals() {}
}
