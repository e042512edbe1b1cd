package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/socket.h, linux/net.h, linux/sockios.h and linux/if.h. */
public final class Sockets {
  public static final Constant AF_UNIX = new Constant(1, "AF_UNIX");
  public static final Constant SOCK_DGRAM = new Constant(2, "SOCK_DGRAM");
  public static final Constant SOCK_CLOEXEC = new Constant(0x80000, "SOCK_CLOEXEC");
  public static final Constant SIOCSIFFLAGS = new Constant(0x8914, "SIOCSIFFLAGS");
  public static final Constant IFF_UP = new Constant(1, "IFF_UP");

  private Sockets() {}
}
