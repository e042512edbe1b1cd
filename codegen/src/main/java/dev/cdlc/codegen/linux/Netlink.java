package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/netlink.h, linux/rtnetlink.h, linux/if_addr.h and linux/if_link.h. */
public final class Netlink {
  public static final Constant NLMSG_ERROR = new Constant(2, "NLMSG_ERROR");
  public static final Constant NLMSG_DONE = new Constant(3, "NLMSG_DONE");
  public static final Constant RTM_NEWLINK = new Constant(16, "RTM_NEWLINK");
  public static final Constant RTM_NEWADDR = new Constant(20, "RTM_NEWADDR");
  public static final Constant RTM_GETADDR = new Constant(22, "RTM_GETADDR");
  public static final Constant NLM_F_REQUEST = new Constant(1, "NLM_F_REQUEST");
  public static final Constant NLM_F_ACK = new Constant(4, "NLM_F_ACK");
  public static final Constant NLM_F_DUMP = new Constant(0x300, "NLM_F_DUMP");
  public static final Constant NLM_F_EXCL = new Constant(0x200, "NLM_F_EXCL");
  public static final Constant NLM_F_CREATE = new Constant(0x400, "NLM_F_CREATE");
  public static final Constant IFA_F_PERMANENT = new Constant(0x80, "IFA_F_PERMANENT");
  public static final Constant IFA_LABEL = new Constant(3, "IFA_LABEL");
  public static final Constant IFLA_IFNAME = new Constant(3, "IFLA_IFNAME");
  public static final Constant IFLA_NET_NS_PID = new Constant(19, "IFLA_NET_NS_PID");

  /** The size of {@code struct nlmsghdr}, and where in it the type and the flags stand. */
  public static final int HEADER_BYTES = 16;

  public static final int NLMSG_TYPE = 4;
  public static final int NLMSG_FLAGS = 6;

  /** Where in a message of an address, behind the header, these members of ifaddrmsg stand. */
  public static final int IFA_FLAGS = HEADER_BYTES + 2;

  public static final int IFA_SCOPE = HEADER_BYTES + 3;
  public static final int IFA_INDEX = HEADER_BYTES + 4;

  /** Where its attributes begin. */
  public static final int IFA_ATTRIBUTES = HEADER_BYTES + 8;

  /** Where in a message of a link, behind the header, ifi_index stands. */
  public static final int IFI_INDEX = HEADER_BYTES + 4;

  /** The size of {@code struct ifinfomsg}. */
  public static final int LINK_BYTES = 16;

  /**
   * Where in an answer of {@link #NLMSG_ERROR} the negative errno stands, of 32 bits; 0 for none.
   */
  public static final int ERROR = HEADER_BYTES;

  /** No datagram of an answer is longer; see netlink(7). */
  public static final int MOST_BYTES = 32 * 1024;

  private Netlink() {}
}
