package dev.cdlc.cli;

import dev.cdlc.plan.SupervisorAction.WritePid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run of an executable that joins a container.
 *
 * @param command its arguments, where they are the command
 * @param detached whether it leaves the command to others
 * @param pidFile absolute
 */
record OciExecution(List<String> command, boolean detached, Optional<Path> pidFile) {
  OciExecution {
    command = List.copyOf(command);
  }

  /** Returns its exit status, which in the foreground is the command's. */
  int of(Path executable) throws CommandException, IOException {
    return end(start(executable));
  }

  /** The executable has a sealed copy of itself once it runs, and nobody needs the file. */
  int once(Path file, byte[] executable) throws CommandException, IOException {
    Process process;
    try {
      Files.write(file, executable);
      process = start(file);
    } finally {
      Files.delete(file);
    }
    return end(process);
  }

  static CommandException notRun(String status) {
    return new CommandException("the command was not run; its executable exited with " + status);
  }

  private Process start(Path file) throws IOException {
    List<String> words = new ArrayList<>(List.of(file.toString()));
    words.addAll(command);
    var builder = new ProcessBuilder(words).inheritIO();
    Map<String, String> environment = builder.environment();
    environment.remove(WritePid.VARIABLE);
    pidFile.ifPresent(path -> environment.put(WritePid.VARIABLE, path.toString()));
    return builder.start();
  }

  private int end(Process process) throws CommandException, IOException {
    int status = await(process);
    if (detached && status != 0) {
      throw notRun(Integer.toString(status));
    }
    return status;
  }

  /** What is sent to this program is for the command, whose end is then this one's. */
  private static int await(Process process) throws IOException {
    PassedSignals.to(process.pid());
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
