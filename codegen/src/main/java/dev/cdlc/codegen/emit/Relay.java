package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isAtLeast;
import static dev.cdlc.codegen.sequence.Conditions.isLess;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.linux.Terminals;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Conclude;
import dev.cdlc.codegen.routine.Terminal;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;

/**
 * The supervisor between the caller's standard input and output and the master of the container's
 * terminal: one buffer each way, of which no more is read before all of it is written. The caller's
 * files may be shared with others, and so are never made non-blocking.
 */
final class Relay {
  /** The caller's input and output and the master, after the other files that are watched. */
  static final int WATCHED = 3;

  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_OUTPUT = 1;

  /** As much as a pipe takes at once after POLLOUT, PIPE_BUF. */
  private static final int BUFFER_BYTES = 4096;

  /** What ends a terminal's input: VEOF, Ctrl-D. */
  private static final int END_OF_INPUT = 4;

  private static final int WINSIZE_BYTES = 8;
  private static final int EVENTS = 4;
  private static final Constant NONE = new Constant(0xffff_ffffL, "-1");
  private static final Cell MASTER = new Cell("relay_master");
  private static final Cell INPUT_ENDED = new Cell("relay_input_ended");
  private static final Cell OUTPUT_ENDED = new Cell("relay_output_ended");
  private static final Cell RESULT = new Cell("relay_result");
  private static final Cell CURSOR = new Cell("relay_cursor");
  private static final Pipe INPUT = new Pipe("relay_input");
  private static final Pipe OUTPUT = new Pipe("relay_output");

  private Relay() {}

  /** One direction: {@code length} bytes of its buffer from {@code start} on are to be written. */
  private record Pipe(String name) {
    Cell start() {
      return new Cell(name + "_start");
    }

    Cell length() {
      return new Cell(name + "_length");
    }

    Address buffer(Data data) {
      return data.buffer(name, BUFFER_BYTES);
    }

    /** Leaves what read(2) gave in {@link #RESULT}. */
    void read(Sequence s, Data data, Operand from) {
      s.call(Syscall.READ, from, buffer(data), value(BUFFER_BYTES)).into(RESULT).orGoOn();
      s.when(
          isAtLeast(RESULT, 1),
          some -> {
            some.move(start(), value(0));
            some.move(length(), value(RESULT));
          });
    }

    /** What nobody takes any more is dropped. */
    void write(Sequence s, Data data, Operand to) {
      s.move(CURSOR, buffer(data));
      s.compute(CURSOR, Operation.ADD, value(start()));
      s.call(Syscall.WRITE, to, value(CURSOR), value(length())).into(RESULT).orGoOn();
      s.choose(
          isAtLeast(RESULT, 1),
          some -> {
            some.compute(start(), Operation.ADD, value(RESULT));
            some.compute(length(), Operation.SUBTRACT, value(RESULT));
          },
          none ->
              none.choose(
                  failedWith(RESULT, Errno.EAGAIN),
                  _ -> {},
                  gone -> gone.move(length(), value(0))));
    }
  }

  static void begin(Lowering l, SupervisorAction.RelayTerminal action) {
    PseudoTerminal.receive(l, MASTER);
    l.s().when(isLess(MASTER, value(1)), Conclude::call);
    Terminal.makeRaw(l.s(), l.data());
    action
        .size()
        .ifPresentOrElse(
            size -> PseudoTerminal.resize(l, MASTER, size), () -> resize(l.s(), l.data()));
  }

  /** The container's terminal becomes as large as the caller's, if that is one. */
  static void resize(Sequence s, Data data) {
    Address size = data.buffer("relay_size", WINSIZE_BYTES);
    s.call(Syscall.IOCTL, value(STANDARD_INPUT), Terminals.TIOCGWINSZ, size).into(RESULT).orGoOn();
    s.when(
        succeeded(RESULT),
        known -> known.call(Syscall.IOCTL, value(MASTER), Terminals.TIOCSWINSZ, size).orGoOn());
  }

  /** Says what poll(2) is to wait for, in the entries from {@code first} on. */
  static void watch(Sequence s, Address polled, int first) {
    store(s, polled, first, NONE, Files.POLLIN);
    store(s, polled, first + 1, NONE, value(0));
    store(s, polled, first + 2, NONE, Files.POLLOUT);
    s.when(
        is(INPUT.length(), 0),
        empty ->
            empty.when(
                is(INPUT_ENDED, 0), more -> storeFd(more, polled, first, value(STANDARD_INPUT))));
    s.move(RESULT, value(0));
    s.when(isNot(INPUT.length(), 0), some -> some.compute(RESULT, Operation.OR, Files.POLLOUT));
    s.choose(
        isNot(OUTPUT.length(), 0),
        some -> storeFd(some, polled, first + 2, value(STANDARD_OUTPUT)),
        none -> none.compute(RESULT, Operation.OR, Files.POLLIN));
    s.when(isNot(OUTPUT_ENDED, 0), ended -> ended.move(RESULT, value(0)));
    s.when(isNot(RESULT, 0), some -> store(some, polled, first + 1, value(MASTER), value(RESULT)));
  }

  private static void store(Sequence s, Address polled, int index, Operand fd, Operand events) {
    storeFd(s, polled, index, fd);
    s.store(Width.WORD, polled, value(PollFd.fd(index) + EVENTS), events);
  }

  private static void storeFd(Sequence s, Address polled, int index, Operand fd) {
    s.store(Width.WORD, polled, value(PollFd.fd(index)), fd);
  }

  /** Does what poll(2) says can be done. */
  static void move(Lowering l, Address polled, int first) {
    Sequence s = l.s();
    Data data = l.data();
    s.load(RESULT, Width.HALF, polled, value(PollFd.revents(first)));
    s.when(isNot(RESULT, 0), ready -> readInput(ready, data));
    s.load(RESULT, Width.HALF, polled, value(PollFd.revents(first + 1)));
    s.when(isNot(RESULT, 0), ready -> moveMaster(ready, data));
    s.load(RESULT, Width.HALF, polled, value(PollFd.revents(first + 2)));
    s.when(isNot(RESULT, 0), ready -> OUTPUT.write(ready, data, value(STANDARD_OUTPUT)));
  }

  private static void readInput(Sequence s, Data data) {
    INPUT.read(s, data, value(STANDARD_INPUT));
    s.when(isLess(RESULT, value(1)), end -> endInput(end, data));
  }

  /** A terminal has no end of file; its driver makes one of a character. */
  private static void endInput(Sequence s, Data data) {
    s.move(INPUT_ENDED, value(1));
    s.store(Width.BYTE, INPUT.buffer(data), value(0), value(END_OF_INPUT));
    s.move(INPUT.start(), value(0));
    s.move(INPUT.length(), value(1));
  }

  /** The master never blocks, so it need not be asked what it is ready for. */
  private static void moveMaster(Sequence s, Data data) {
    s.when(isNot(INPUT.length(), 0), some -> INPUT.write(some, data, value(MASTER)));
    s.when(is(OUTPUT.length(), 0), empty -> readOutput(empty, data));
  }

  /** EIO: nobody has the terminal open any more. */
  private static void readOutput(Sequence s, Data data) {
    OUTPUT.read(s, data, value(MASTER));
    s.when(failedWith(RESULT, Errno.EIO), closed -> closed.move(OUTPUT_ENDED, value(1)));
  }

  /** Writes what the container has left in its terminal. */
  static void drain(Sequence s, Data data) {
    s.loop(
        next -> {
          next.when(
              is(OUTPUT.length(), 0),
              empty -> {
                OUTPUT.read(empty, data, value(MASTER));
                empty.when(isLess(RESULT, value(1)), Sequence::leave);
              });
          OUTPUT.write(next, data, value(STANDARD_OUTPUT));
        });
  }
}
