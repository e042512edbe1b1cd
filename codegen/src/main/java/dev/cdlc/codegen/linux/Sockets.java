package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/socket.h, linux/net.h, linux/sockios.h and linux/if.h. */
public final class Sockets {
  public static final Constant AF_UNIX = new Constant(1, "AF_UNIX");
  public static final Constant SOCK_STREAM = new Constant(1, "SOCK_STREAM");
  public static final Constant SOCK_DGRAM = new Constant(2, "SOCK_DGRAM");
  public static final Constant SOCK_CLOEXEC = new Constant(0x80000, "SOCK_CLOEXEC");
  public static final Constant SOL_SOCKET = new Constant(1, "SOL_SOCKET");
  public static final Constant SCM_RIGHTS = new Constant(1, "SCM_RIGHTS");
  public static final Constant MSG_NOSIGNAL = new Constant(0x4000, "MSG_NOSIGNAL");
  public static final Constant MSG_CMSG_CLOEXEC = new Constant(0x4000_0000, "MSG_CMSG_CLOEXEC");
  public static final Constant SIOCSIFFLAGS = new Constant(0x8914, "SIOCSIFFLAGS");
  public static final Constant IFF_UP = new Constant(1, "IFF_UP");

  public static final Constant AF_INET = new Constant(2, "AF_INET");
  public static final Constant SO_REUSEADDR = new Constant(2, "SO_REUSEADDR");

  public static final Constant AF_NETLINK = new Constant(16, "AF_NETLINK");
  public static final Constant SOCK_RAW = new Constant(3, "SOCK_RAW");
  public static final Constant NETLINK_ROUTE = new Constant(0, "NETLINK_ROUTE");
  public static final Constant SIOCGIFINDEX = new Constant(0x8933, "SIOCGIFINDEX");

  private Sockets() {}
}
