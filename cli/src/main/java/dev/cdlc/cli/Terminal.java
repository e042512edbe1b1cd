package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells terminals from files and pipes without isatty(3), which Java offers for stdin only. */
final class Terminal {
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final Pattern DEVICE = Pattern.compile("/dev/(pts/|tty|console|hvc|ttyS).*");

  private Terminal() {}

  static boolean isStandardInput() {
    return isTerminal(STANDARD_INPUT);
  }

  static boolean isStandardOutput() {
    return isTerminal(STANDARD_OUTPUT);
  }

  static boolean isStandardError() {
    return isTerminal(STANDARD_ERROR);
  }

  /**
   * Whether standard input and output of who waits for this process to become something else are
   * terminals: its own input is none.
   */
  static boolean isCallers() {
    return ProcessHandle.current()
        .parent()
        .map(parent -> Path.of("/proc", Long.toString(parent.pid()), "fd"))
        .filter(files -> isTerminal(files.resolve("0")) && isTerminal(files.resolve("1")))
        .isPresent();
  }

  private static boolean isTerminal(Path stream) {
    try {
      return DEVICE.matcher(Files.readSymbolicLink(stream).toString()).matches();
    } catch (IOException e) {
      return false;
    }
  }
}
