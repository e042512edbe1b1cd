package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Signals;
import dev.cdlc.codegen.linux.Timers;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.routine.Terminal;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Signal;
import dev.cdlc.plan.SupervisorAction;

/**
 * What the supervisor does while the container runs.
 *
 * @param relays whether the container has a terminal
 * @param awaitsStart whether something is done once the command was executed
 */
record EventLoop(SupervisorAction.Tend action, boolean relays, boolean awaitsStart) {
  private static final int SIGNALFD_SIGINFO_BYTES = 128;
  private static final int SSI_SIGNO = 0;
  private static final int SSI_CODE = 8;

  /** How long after a first INT or TERM a second one kills. */
  private static final int IMPATIENCE_SECONDS = 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** The init, the signals, and the timer, once the container has been asked to end. */
  private static final int WATCHED = 3;

  private static final Cell TIMER = new Cell("stop_timer");
  private static final Cell SIGNALS = new Cell("signalfd");
  private static final Cell TIMEOUT = new Cell("timeout");
  private static final Cell EVENTS = new Cell("events");
  private static final Cell SIGNAL = new Cell("signal");
  private static final Cell CODE = new Cell("signal_code");

  void tend(Lowering l) {
    Sequence s = l.s();
    int site = l.site(Fault.HOST_RESOURCES, "cannot watch the container");
    s.call(
            Syscall.SIGNALFD4,
            value(-1),
            SignalSet.FORWARDED.address(l.data()),
            value(8),
            Signals.SFD_CLOEXEC)
        .into(SIGNALS)
        .orFail(site);
    Address polled = l.data().variable("events", PollFd.forInput(watched()));
    s.store(Width.WORD, polled, value(PollFd.fd(0)), value(Variables.PIDFD));
    s.store(Width.WORD, polled, value(PollFd.fd(1)), value(SIGNALS));
    s.store(Width.WORD, polled, value(PollFd.fd(2)), value(-1));
    if (awaitsStart) {
      s.store(Width.WORD, polled, value(PollFd.fd(started())), value(Hooks.startSeenAt(s)));
    }
    s.loop(next -> turn(l.in(next), polled));
    if (relays) {
      Relay.drain(s, l.data());
    }
    Conclude.call(s);
  }

  private int watched() {
    return awaitsStart ? started() + 1 : started();
  }

  /** Where it is watched, the last. */
  private int started() {
    return relays ? WATCHED + Relay.WATCHED : WATCHED;
  }

  private void turn(Lowering l, Address polled) {
    if (relays) {
      Relay.watch(l.s(), polled, WATCHED);
    }
    awaitEvent(l, polled);
    if (relays) {
      Relay.move(l, polled, WATCHED);
    }
    if (awaitsStart) {
      takeEarlySignal(l, polled);
      takeStart(l.s(), polled);
    }
    takeEvent(l, polled);
    if (!awaitsStart) {
      if (relays) {
        againWithoutSignal(l.s(), polled);
      }
      takeSignal(l, polled);
    }
  }

  /** ppoll(2) takes from the timeout what has passed, so that it runs on over other signals. */
  private void awaitEvent(Lowering l, Address polled) {
    Sequence s = l.s();
    s.call(Syscall.PPOLL, polled, value(watched()), value(TIMEOUT), value(0), value(0))
        .into(EVENTS)
        .orGoOn();
    s.when(is(EVENTS, 0), late -> late.move(TIMEOUT, value(0)));
    s.when(isLess(EVENTS, value(1)), Sequence::again);
  }

  /** Before the start and the end are looked at: a signal that is left pending ends a hook. */
  private void takeEarlySignal(Lowering l, Address polled) {
    l.s().load(EVENTS, Width.HALF, polled, value(PollFd.revents(1)));
    l.s()
        .when(
            isNot(EVENTS, 0),
            signal -> {
              takeSignal(l.in(signal), polled);
              signal.again();
            });
  }

  private void takeStart(Sequence s, Address polled) {
    s.load(EVENTS, Width.HALF, polled, value(PollFd.revents(started())));
    s.when(
        isNot(EVENTS, 0),
        start -> {
          start.store(Width.WORD, polled, value(PollFd.fd(started())), value(-1));
          Hooks.runBeside(start);
        });
  }

  /** The end of the container, or of the time in which it had to end. */
  private static void takeEvent(Lowering l, Address polled) {
    Sequence s = l.s();
    s.load(EVENTS, Width.HALF, polled, value(PollFd.revents(0)));
    s.when(isNot(EVENTS, 0), Sequence::leave);
    s.load(EVENTS, Width.HALF, polled, value(PollFd.revents(2)));
    s.when(isNot(EVENTS, 0), late -> endLate(late, polled));
  }

  private static void againWithoutSignal(Sequence s, Address polled) {
    s.load(EVENTS, Width.HALF, polled, value(PollFd.revents(1)));
    s.when(is(EVENTS, 0), Sequence::again);
  }

  private void takeSignal(Lowering l, Address polled) {
    Sequence s = l.s();
    Address siginfo = l.data().buffer("signalfd_siginfo", SIGNALFD_SIGINFO_BYTES);
    s.call(Syscall.READ, value(SIGNALS), siginfo, value(SIGNALFD_SIGINFO_BYTES)).orGoOn();
    s.load(SIGNAL, Width.WORD, siginfo, value(SSI_SIGNO));
    s.load(CODE, Width.WORD, siginfo, value(SSI_CODE));
    if (relays) {
      s.when(is(SIGNAL, Signals.SIGWINCH), changed -> resize(changed, l.data()));
    }
    s.when(is(SIGNAL, Signals.SIGINT), interrupt -> endSoon(interrupt, l.data()));
    s.when(is(SIGNAL, Signals.SIGTERM), terminate -> endSoon(terminate, l.data()));
    s.when(is(SIGNAL, Signals.SIGTERM), asked -> askToEnd(l.in(asked), polled));
    s.when(is(CODE, Signals.SI_KERNEL), EventLoop::takeFromTerminal);
    send(s, value(SIGNAL));
  }

  private static void resize(Sequence s, Data data) {
    Relay.resize(s, data);
    s.again();
  }

  /** What SIGTERM means to the container; the first says by when it must have heeded it. */
  private void askToEnd(Lowering l, Address polled) {
    Sequence s = l.s();
    s.move(SIGNAL, new Constant(action.stopSignal(), Signal.name(action.stopSignal())));
    s.when(is(TIMER, 0), first -> startTimer(l.in(first), polled));
  }

  private void startTimer(Lowering l, Address polled) {
    Sequence s = l.s();
    s.call(Syscall.TIMERFD_CREATE, Timers.CLOCK_MONOTONIC, Timers.TFD_CLOEXEC).into(TIMER).orGoOn();
    s.call(Syscall.TIMERFD_SETTIME, value(TIMER), value(0), expiry(l.data()), value(0)).orGoOn();
    s.store(Width.WORD, polled, value(PollFd.fd(2)), value(TIMER));
  }

  /** A timer of no time at all would never expire. */
  private Address expiry(Data data) {
    long nanos = Math.max(1, action.stopTimeout());
    return data.constant(
        time("tv_sec", 0),
        time("tv_nsec", 0),
        time("tv_sec", nanos / NANOS_PER_SECOND),
        time("tv_nsec", nanos % NANOS_PER_SECOND));
  }

  private static Part time(String name, long count) {
    return new Part.Field(name, Width.DOUBLE, new Constant(count, Long.toString(count)));
  }

  private static void endLate(Sequence s, Address polled) {
    s.store(Width.WORD, polled, value(PollFd.fd(2)), value(-1));
    send(s, Signals.SIGKILL);
    s.again();
  }

  /** What the terminal sends reaches its whole session; the container is not told twice. */
  private static void takeFromTerminal(Sequence s) {
    s.when(
        is(SIGNAL, Signals.SIGTSTP),
        stop -> {
          stop(stop);
          stop.again();
        });
    s.when(isNot(Terminal.SHARED, 0), Sequence::again);
  }

  /** PID 1 without a handler ignores INT and TERM, so a second one within the time kills. */
  private static void endSoon(Sequence s, Data data) {
    Address timeout = data.buffer("impatience", 16);
    s.when(isNot(TIMEOUT, 0), second -> second.move(SIGNAL, Signals.SIGKILL));
    s.when(isNot(TIMEOUT, 0), second -> second.move(CODE, value(0)));
    s.store(Width.DOUBLE, timeout, value(0), value(IMPATIENCE_SECONDS));
    s.store(Width.DOUBLE, timeout, value(8), value(0));
    s.move(TIMEOUT, timeout);
  }

  /**
   * The terminal stops whom it reaches, but PID 1 takes only SIGSTOP; then the shell that waits for
   * the supervisor must see it stopped. SIGCONT reaches both.
   */
  private static void stop(Sequence s) {
    send(s, Signals.SIGSTOP);
    s.call(Syscall.GETPID).into(SIGNAL).orGoOn();
    s.call(Syscall.KILL, value(SIGNAL), Signals.SIGSTOP).orGoOn();
    send(s, Signals.SIGCONT);
  }

  private static void send(Sequence s, Operand signal) {
    s.call(Syscall.PIDFD_SEND_SIGNAL, value(Variables.PIDFD), signal, value(0), value(0)).orGoOn();
  }
}
