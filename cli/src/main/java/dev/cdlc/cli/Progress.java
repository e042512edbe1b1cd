package dev.cdlc.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A line at the foot of a terminal that says how far something is, once it takes long. It is wiped
 * before anything else is printed there.
 */
final class Progress {
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
  private static final long PERIOD = Duration.ofMillis(100).toNanos();

  /** The variable that the services for continuous integration set. */
  private static final String CI = "CI";

  private static final int WIDTH = 30;

  /** Back to the start of the line, and all of it gone; see ECMA-48, EL. */
  private static final String WIPE = "\r\u001b[K";

  private final Optional<PrintStream> terminal;
  private final Unit unit;
  private final LongSupplier nanoseconds;
  private final long start;
  private long total;
  private long done;
  private long drawn;
  private boolean visible;

  /** What is counted. */
  enum Unit {
    FILE {
      @Override
      String text(long done, long total) {
        return "%d of %s".formatted(done, Findings.counted(total, "file"));
      }
    },
    BYTE {
      @Override
      String text(long done, long total) {
        return "%d of %d MB".formatted(done / MEGABYTE, total / MEGABYTE);
      }
    };

    private static final long MEGABYTE = 1_000_000;

    abstract String text(long done, long total);
  }

  /** That of what starts now; unseen where it would be in the way. */
  static Progress of(Console console, Unit unit, boolean wanted) {
    boolean seen = wanted && Color.isUnderstood(console) && !Color.isSet(console, CI);
    return seen ? new Progress(Optional.of(console.err()), unit, System::nanoTime) : unseen();
  }

  /** That of what is over at once, or told to no one. */
  static Progress unseen() {
    return new Progress(Optional.empty(), Unit.FILE, () -> 0);
  }

  /**
   * That of what starts now.
   *
   * @param nanoseconds a clock that never goes back
   */
  Progress(Optional<PrintStream> terminal, Unit unit, LongSupplier nanoseconds) {
    this.terminal = terminal;
    this.unit = unit;
    this.nanoseconds = nanoseconds;
    this.start = nanoseconds.getAsLong();
  }

  boolean isSeen() {
    return terminal.isPresent();
  }

  /** Takes down how much there is to do. */
  void expect(long all) {
    total = all;
  }

  /** Takes down that one more is done. */
  void step() {
    step(1);
  }

  /** Takes down that so many more are done. */
  void step(long more) {
    done += more;
    long now = nanoseconds.getAsLong();
    if (now - start > PATIENCE && (!visible || now - drawn > PERIOD)) {
      terminal.ifPresent(this::draw);
      drawn = now;
    }
  }

  private void draw(PrintStream screen) {
    int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
    screen.printf(
        "\r[%s%s] %s", "#".repeat(filled), " ".repeat(WIDTH - filled), unit.text(done, total));
    screen.flush();
    visible = true;
  }

  /** Makes room for what is printed next. */
  void wipe() {
    if (visible) {
      terminal.ifPresent(screen -> screen.print(WIPE));
      visible = false;
    }
  }
}
