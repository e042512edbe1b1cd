package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.linux.Sockets;
import dev.cdlc.codegen.linux.Terminals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.SupervisorAction;

/**
 * The container's own terminal, of its own devpts, so that it has a name in the container. The init
 * opens it and the supervisor relays it; see {@link Relay}.
 */
final class PseudoTerminal {
  /** By which programs know a master. */
  static final String NAME = "/dev/ptmx";

  private static final String MASTER_PATH = "/dev/pts/ptmx";
  private static final String CONSOLE = "/dev/console";
  private static final int STATFS_BYTES = 128;
  private static final int SOCKETS_BYTES = 8;
  private static final Constant KEPT = new Constant(0xffff_ffffL, "-1");
  private static final Cell OUTSIDE = new Cell("terminal_outside");
  private static final Cell INSIDE = new Cell("terminal_inside");
  private static final Cell MASTER = new Cell("terminal_master");
  private static final Cell SLAVE = new Cell("terminal_slave");
  private static final Cell TYPE = new Cell("terminal_type");

  private PseudoTerminal() {}

  static void prepare(Lowering l) {
    Address sockets = l.data().buffer("terminal_sockets", SOCKETS_BYTES);
    l.call(
            Syscall.SOCKETPAIR,
            Sockets.AF_UNIX,
            Flags.or(Sockets.SOCK_STREAM, Sockets.SOCK_CLOEXEC),
            value(0),
            sockets)
        .orFail(l.site(Fault.TERMINAL, "cannot make a socket for the terminal"));
    l.s().load(OUTSIDE, Width.WORD, sockets, value(0));
    l.s().load(INSIDE, Width.WORD, sockets, value(4));
  }

  /** In the init. What it has for standard output until then is nobody's to write to. */
  static void open(Lowering l, InitAction.OpenTerminal action) {
    int site = l.site(Fault.TERMINAL, "cannot open a terminal in the container");
    openMaster(l, site);
    l.call(Syscall.IOCTL, value(MASTER), Terminals.TIOCSPTLCK, l.data().constant(new Part.Zero(8)))
        .orFail(site);
    l.call(
            Syscall.IOCTL,
            value(MASTER),
            Terminals.TIOCGPTPEER,
            Flags.or(Fcntl.O_RDWR, Fcntl.O_NOCTTY, Fcntl.O_CLOEXEC))
        .into(SLAVE)
        .orFail(site);
    if (action.console()) {
      mountConsole(l);
    }
    for (int fd = 0; fd < 3; fd++) {
      l.call(Syscall.DUP3, value(SLAVE), value(fd), value(0)).orFail(site);
    }
    FdMessage.put(l.s(), l.data(), MASTER);
    l.call(Syscall.SENDMSG, value(INSIDE), FdMessage.header(l.data()), Sockets.MSG_NOSIGNAL)
        .orFail(site);
    for (Cell fd : new Cell[] {SLAVE, MASTER, INSIDE, OUTSIDE}) {
      l.call(Syscall.CLOSE, value(fd)).orGoOn();
    }
  }

  /** The root may hold anything at that path; what it should hold is the container's devpts. */
  private static void openMaster(Lowering l, int site) {
    int noDevpts = l.site(Fault.TERMINAL, "no devpts is mounted on /dev/pts");
    Address statfs = l.data().buffer("statfs", STATFS_BYTES);
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(MASTER_PATH),
            OpenHow.master(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(MASTER)
        .orFail(site);
    l.call(Syscall.FSTATFS, value(MASTER), statfs).orFail(site);
    l.s().load(TYPE, Width.DOUBLE, statfs, value(0));
    l.s()
        .when(
            isNot(TYPE, Files.DEVPTS_SUPER_MAGIC),
            other -> {
              other.note(noDevpts);
              other.move(TYPE, new Constant(-Errno.ENOTTY.number(), "-ENOTTY"));
              other.fail(TYPE);
            });
  }

  private static void mountConsole(Lowering l) {
    String what = "cannot mount the terminal on " + CONSOLE;
    l.call(
            Syscall.OPEN_TREE,
            value(SLAVE),
            l.text(""),
            Flags.or(MountApi.OPEN_TREE_CLONE, MountApi.OPEN_TREE_CLOEXEC, Fcntl.AT_EMPTY_PATH))
        .into(Mounts.TREE)
        .orFail(l.site(Fault.TERMINAL, what));
    Mounts.attach(l, CONSOLE, what);
  }

  /** In the init: the terminal that is its standard input is that of its session. */
  static void control(Lowering l, InitAction.ControlTerminal action) {
    int site = l.site(Fault.TERMINAL, "cannot take the terminal for the container's session");
    l.call(Syscall.SETSID).orFail(site);
    l.call(Syscall.IOCTL, value(0), Terminals.TIOCSCTTY, value(0)).orFail(site);
    l.call(Syscall.FCHOWN, value(0), Identity.uid(l, action.owner()), KEPT)
        .orFail(l.site(Fault.TERMINAL, "cannot give the terminal to the container's user"));
  }

  static void resize(Lowering l, Cell master, SupervisorAction.WindowSize size) {
    l.call(Syscall.IOCTL, value(master), Terminals.TIOCSWINSZ, size(l.data(), size)).orGoOn();
  }

  /** {@code struct winsize}, without pixels. */
  private static Address size(Data data, SupervisorAction.WindowSize size) {
    return data.constant(
        new Part.Field("ws_row", Width.HALF, count(size.rows())),
        new Part.Field("ws_col", Width.HALF, count(size.columns())),
        new Part.Field("ws_xpixel", Width.HALF, count(0)),
        new Part.Field("ws_ypixel", Width.HALF, count(0)));
  }

  private static Constant count(int number) {
    return new Constant(number, Integer.toString(number));
  }

  /**
   * In the supervisor: the master, in {@code master}; not positive if the init has failed before it
   * could send it.
   */
  static void receive(Lowering l, Cell master) {
    l.call(Syscall.CLOSE, value(INSIDE)).orGoOn();
    l.call(Syscall.RECVMSG, value(OUTSIDE), FdMessage.header(l.data()), Sockets.MSG_CMSG_CLOEXEC)
        .retrying(Errno.EINTR)
        .into(master)
        .orGoOn();
    l.s().when(isAtLeast(master, 1), sent -> FdMessage.take(sent, l.data(), master));
    l.call(Syscall.CLOSE, value(OUTSIDE)).orGoOn();
  }
}
