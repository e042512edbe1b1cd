package dev.cdlc.cli;

import dev.cdlc.runtime.registry.PullListener;
import dev.cdlc.runtime.root.UnpackListener;

/** Shows on a terminal how far pulling or unpacking is, and says afterwards what was left out. */
final class UnpackProgress implements UnpackListener, PullListener {
  private final Console console;
  private final Progress progress;

  private UnpackProgress(Console console) {
    this.console = console;
    this.progress = Progress.of(console, Progress.Unit.BYTE, true);
  }

  static UnpackProgress of(Console console) {
    return new UnpackProgress(console);
  }

  @Override
  public void expect(long bytes) {
    progress.expect(bytes);
  }

  @Override
  public void step(long bytes) {
    progress.step(bytes);
  }

  @Override
  public void end() {
    progress.wipe();
  }

  @Override
  public void leftOut(int devices) {
    console
        .err()
        .println(
            "cdlc: %s of the root left out: only root can make them"
                .formatted(Findings.counted(devices, "device node")));
  }
}
