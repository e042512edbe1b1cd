package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Netlink;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.SupervisorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Network devices of the host that move into the container. The kernel takes the addresses of a
 * device that moves, so they are read before and given back after; see OCI config-linux.md,
 * "Network Devices". The supervisor does both, in the one namespace and then in the other.
 */
final class NetDevices {
  /** IFNAMSIZ of linux/if.h. */
  private static final int NAME_BYTES = 16;

  /** The size of struct ifreq, of linux/if.h. */
  private static final int REQUEST_BYTES = 40;

  private static final int ADDRESS_BYTES = 8;
  private static final int ATTRIBUTE_BYTES = 4;
  private static final int BUFFER_BYTES = 4 * Netlink.MOST_BYTES;
  private static final int ANSWER_BYTES = 4096;
  private static final long NEGATIVE = -1L << 32;

  private static final Cell SOCKET = new Cell("netlink");
  private static final Cell OWN = new Cell("own_network");
  private static final Cell INDEX = new Cell("device_index");
  private static final Cell OLD_INDEX = new Cell("old_device_index");
  private static final Cell START = new Cell("message_start");
  private static final Cell END = new Cell("message_end");
  private static final Cell LENGTH = new Cell("message_length");
  private static final Cell FIELD = new Cell("message_field");
  private static final Cell ATTRIBUTE = new Cell("attribute");
  private static final Cell RESULT = new Cell("netlink_result");

  private NetDevices() {}

  static void move(Lowering l, SupervisorAction.MoveNetDevice action) {
    int site =
        l.site(Fault.NET_DEVICE, "cannot move the network device %s".formatted(action.device()));
    l.s().note(site);
    open(l);
    failIfItDid(l.s());
    find(l, action.device());
    failIfItDid(l.s());
    l.s().move(OLD_INDEX, value(INDEX));
    readAddresses(l);
    sendAway(l, action);
    failIfItDid(l.s());
    l.call(Syscall.CLOSE, value(SOCKET)).orGoOn();
    within(l, action, site);
  }

  /** Whatever fails, the supervisor is where it was when it is told. */
  private static void within(Lowering l, SupervisorAction.MoveNetDevice action, int site) {
    Constant network = Cloning.flag(Namespace.NET);
    l.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            l.text("/proc/self/ns/net"),
            Flags.or(Fcntl.O_RDONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(OWN)
        .orFail(site);
    l.call(Syscall.SETNS, value(Variables.PIDFD), network).orFail(site);
    open(l);
    ifDone(l, done -> find(done, action.name()));
    ifDone(l, NetDevices::giveAddresses);
    ifDone(l, NetDevices::setUp);
    l.call(Syscall.SETNS, value(OWN), network).orFail(site);
    for (Cell fd : List.of(SOCKET, OWN)) {
      l.call(Syscall.CLOSE, value(fd)).orGoOn();
    }
    failIfItDid(l.s());
  }

  private static void ifDone(Lowering l, Consumer<Lowering> next) {
    l.s().when(succeeded(RESULT), done -> next.accept(l.in(done)));
  }

  private static void failIfItDid(Sequence s) {
    s.when(failed(RESULT), refused -> refused.fail(RESULT));
  }

  private static void open(Lowering l) {
    l.call(
            Syscall.SOCKET,
            Sockets.AF_NETLINK,
            Flags.or(Sockets.SOCK_RAW, Sockets.SOCK_CLOEXEC),
            Sockets.NETLINK_ROUTE)
        .into(RESULT)
        .orGoOn();
    l.s().move(SOCKET, value(RESULT));
  }

  /** Any socket will do; see netdevice(7). */
  private static void find(Lowering l, String name) {
    Address request =
        l.data()
            .variable(
                "ifreq_" + name,
                List.of(
                    Part.Bytes.of(name),
                    new Part.Zero(NAME_BYTES - name.getBytes(UTF_8).length),
                    new Part.Zero(REQUEST_BYTES - NAME_BYTES)));
    l.call(Syscall.IOCTL, value(SOCKET), Sockets.SIOCGIFINDEX, request).into(RESULT).orGoOn();
    l.s().load(INDEX, Width.WORD, request, value(NAME_BYTES));
  }

  private static void readAddresses(Lowering l) {
    Sequence s = l.s();
    Address request =
        l.data()
            .constant(
                header(ADDRESS_BYTES, Netlink.RTM_GETADDR, Netlink.NLM_F_DUMP, ADDRESS_BYTES));
    s.call(Syscall.WRITE, value(SOCKET), request, value(Netlink.HEADER_BYTES + ADDRESS_BYTES))
        .into(RESULT)
        .orGoOn();
    failIfItDid(s);
    s.move(START, messages(l));
    s.move(END, messages(l));
    s.loop(message -> readMessage(l.in(message)));
  }

  /** A datagram has several messages; none may be cut off at the end of the buffer. */
  private static void readMessage(Lowering l) {
    Sequence s = l.s();
    s.when(is(START, value(END)), empty -> readDatagram(l.in(empty)));
    s.load(FIELD, Width.HALF, value(START), value(Netlink.NLMSG_TYPE));
    s.when(is(FIELD, Netlink.NLMSG_DONE), Sequence::leave);
    s.when(
        is(FIELD, Netlink.NLMSG_ERROR),
        refused -> {
          refused.load(RESULT, Width.WORD, value(START), value(Netlink.ERROR));
          refused.compute(RESULT, Operation.OR, value(NEGATIVE));
          refused.fail(RESULT);
        });
    next(s);
  }

  private static void readDatagram(Lowering l) {
    Sequence s = l.s();
    s.move(LENGTH, messages(l));
    s.compute(LENGTH, Operation.ADD, value(BUFFER_BYTES - Netlink.MOST_BYTES));
    s.when(
        isLess(LENGTH, value(END)),
        full -> {
          full.move(RESULT, new Constant(-Errno.ENOSPC.number(), "-ENOSPC"));
          full.fail(RESULT);
        });
    s.call(Syscall.READ, value(SOCKET), value(END), value(Netlink.MOST_BYTES))
        .retrying(Errno.EINTR)
        .into(RESULT)
        .orGoOn();
    failIfItDid(s);
    s.compute(END, Operation.ADD, value(RESULT));
  }

  /** Messages and attributes begin at multiples of four bytes. */
  private static void next(Sequence s) {
    s.load(LENGTH, Width.WORD, value(START), value(0));
    align(s, LENGTH);
    s.compute(START, Operation.ADD, value(LENGTH));
  }

  private static void align(Sequence s, Cell length) {
    s.compute(length, Operation.ADD, value(3));
    s.compute(length, Operation.AND, value(-4));
  }

  private static Address messages(Lowering l) {
    return l.data().buffer("netlink_messages", BUFFER_BYTES);
  }

  private static void sendAway(Lowering l, SupervisorAction.MoveNetDevice action) {
    byte[] name = (action.name() + "\0").getBytes(UTF_8);
    int padded = (name.length + 3) & ~3;
    int attributes = 2 * ATTRIBUTE_BYTES + Width.WORD.bytes() + padded;
    List<Part> parts = new ArrayList<>();
    parts.addAll(link(attributes, 0));
    parts.addAll(attribute(Netlink.IFLA_NET_NS_PID, Width.WORD.bytes()));
    parts.add(new Part.Field("", Width.WORD, number(0)));
    parts.addAll(attribute(Netlink.IFLA_IFNAME, name.length));
    parts.add(Part.Bytes.of(name));
    parts.add(Part.Bytes.of(new byte[padded - name.length]));
    Address message = l.data().variable("move_" + action.device(), parts);
    int length = Netlink.HEADER_BYTES + Netlink.LINK_BYTES + attributes;
    l.s().store(Width.WORD, message, value(Netlink.IFI_INDEX), value(INDEX));
    int pid = Netlink.HEADER_BYTES + Netlink.LINK_BYTES + ATTRIBUTE_BYTES;
    l.s().store(Width.WORD, message, value(pid), value(Variables.INIT));
    l.s().move(START, message);
    l.s().move(LENGTH, value(length));
    transact(l);
  }

  private static void setUp(Lowering l) {
    Address message = l.data().variable("link_up", link(0, 1));
    l.s().store(Width.WORD, message, value(Netlink.IFI_INDEX), value(INDEX));
    l.s().move(START, message);
    l.s().move(LENGTH, value(Netlink.HEADER_BYTES + Netlink.LINK_BYTES));
    transact(l);
  }

  /** Sends what begins at {@link #START} and takes the answer. */
  private static void transact(Lowering l) {
    Sequence s = l.s();
    Address answer = l.data().buffer("netlink_answer", ANSWER_BYTES);
    s.call(Syscall.WRITE, value(SOCKET), value(START), value(LENGTH)).into(RESULT).orGoOn();
    s.when(
        succeeded(RESULT),
        sent -> {
          sent.call(Syscall.READ, value(SOCKET), answer, value(ANSWER_BYTES))
              .retrying(Errno.EINTR)
              .into(RESULT)
              .orGoOn();
          sent.when(
              succeeded(RESULT),
              answered -> {
                answered.load(RESULT, Width.WORD, answer, value(Netlink.ERROR));
                answered.when(
                    isNot(RESULT, 0),
                    refused -> refused.compute(RESULT, Operation.OR, value(NEGATIVE)));
              });
        });
  }

  /** Those that somebody gave the device, which nothing else would bring back. */
  private static void giveAddresses(Lowering l) {
    Sequence s = l.s();
    s.move(START, messages(l));
    s.loop(
        message -> {
          message.load(FIELD, Width.HALF, value(START), value(Netlink.NLMSG_TYPE));
          message.when(is(FIELD, Netlink.NLMSG_DONE), Sequence::leave);
          message.load(FIELD, Width.WORD, value(START), value(Netlink.IFA_INDEX));
          message.when(is(FIELD, value(OLD_INDEX)), own -> giveIfLasting(l.in(own)));
          message.when(failed(RESULT), Sequence::leave);
          next(message);
        });
  }

  private static void giveIfLasting(Lowering l) {
    Sequence s = l.s();
    s.load(FIELD, Width.BYTE, value(START), value(Netlink.IFA_FLAGS));
    s.compute(FIELD, Operation.AND, Netlink.IFA_F_PERMANENT);
    s.when(
        isNot(FIELD, 0),
        lasting -> {
          lasting.load(FIELD, Width.BYTE, value(START), value(Netlink.IFA_SCOPE));
          lasting.when(is(FIELD, 0), global -> give(l.in(global)));
        });
  }

  /** The message that told of the address asks for it, but for its label: the device's old name. */
  private static void give(Lowering l) {
    Sequence s = l.s();
    s.store(Width.HALF, value(START), value(Netlink.NLMSG_FLAGS), value(GIVING.value()));
    s.store(Width.WORD, value(START), value(Netlink.IFA_INDEX), value(INDEX));
    s.load(LENGTH, Width.WORD, value(START), value(0));
    s.move(END, value(START));
    s.compute(END, Operation.ADD, value(LENGTH));
    s.move(ATTRIBUTE, value(START));
    s.compute(ATTRIBUTE, Operation.ADD, value(Netlink.IFA_ATTRIBUTES));
    s.loop(NetDevices::forgetLabel);
    transact(l);
  }

  private static final Constant GIVING =
      Flags.or(Netlink.NLM_F_REQUEST, Netlink.NLM_F_ACK, Netlink.NLM_F_CREATE, Netlink.NLM_F_EXCL);

  /** Attributes of type 0 are passed over. */
  private static void forgetLabel(Sequence s) {
    s.move(FIELD, value(ATTRIBUTE));
    s.compute(FIELD, Operation.ADD, value(ATTRIBUTE_BYTES));
    s.when(isLess(END, value(FIELD)), Sequence::leave);
    s.load(FIELD, Width.HALF, value(ATTRIBUTE), value(2));
    s.when(
        is(FIELD, Netlink.IFA_LABEL),
        label -> label.store(Width.HALF, value(ATTRIBUTE), value(2), value(0)));
    s.load(FIELD, Width.HALF, value(ATTRIBUTE), value(0));
    s.when(isLess(FIELD, value(ATTRIBUTE_BYTES)), Sequence::leave);
    align(s, FIELD);
    s.compute(ATTRIBUTE, Operation.ADD, value(FIELD));
  }

  /** {@code struct nlmsghdr} and so many zero bytes. */
  private static List<Part> header(int body, Constant type, Constant flags, int zeros) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Field("nlmsg_len", Width.WORD, number(Netlink.HEADER_BYTES + body)));
    parts.add(new Part.Field("nlmsg_type", Width.HALF, type));
    parts.add(new Part.Field("nlmsg_flags", Width.HALF, Flags.or(Netlink.NLM_F_REQUEST, flags)));
    parts.add(new Part.Field("nlmsg_seq", Width.WORD, number(0)));
    parts.add(new Part.Field("nlmsg_pid", Width.WORD, number(0)));
    if (zeros > 0) {
      parts.add(new Part.Zero(zeros));
    }
    return parts;
  }

  /** With {@code struct ifinfomsg}, whose flags and changes are the same. */
  private static List<Part> link(int attributes, int flags) {
    List<Part> parts =
        header(Netlink.LINK_BYTES + attributes, Netlink.RTM_NEWLINK, Netlink.NLM_F_ACK, 0);
    Constant up = flags == 0 ? number(0) : Sockets.IFF_UP;
    parts.add(new Part.Field("ifi_family", Width.WORD, number(0)));
    parts.add(new Part.Field("ifi_index", Width.WORD, number(0)));
    parts.add(new Part.Field("ifi_flags", Width.WORD, up));
    parts.add(new Part.Field("ifi_change", Width.WORD, up));
    return parts;
  }

  private static List<Part> attribute(Constant type, int bytes) {
    return List.of(
        new Part.Field("nla_len", Width.HALF, number(ATTRIBUTE_BYTES + bytes)),
        new Part.Field("nla_type", Width.HALF, type));
  }

  private static Constant number(int value) {
    return new Constant(value, Integer.toString(value));
  }
}
