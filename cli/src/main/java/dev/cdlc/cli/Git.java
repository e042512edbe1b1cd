package dev.cdlc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks git(1) about the repository that a folder is in. */
record Git(Path folder) {
  /** What a git command prints; empty where it fails. */
  Optional<byte[]> output(String... arguments) throws CommandException {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      git.getOutputStream().close();
      try (InputStream out = git.getInputStream()) {
        byte[] printed = out.readAllBytes();
        return git.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
      }
    } catch (IOException e) {
      throw new CommandException("cannot run git: " + SourceFile.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("git was interrupted");
    }
  }

  /** Refuses a name that is of no commit. */
  void refuseUnknown(String revision) throws CommandException {
    // A revision that begins with a dash would be an option.
    if (revision.startsWith("-")
        || output("rev-parse", "--verify", "-q", revision + "^{commit}").isEmpty()) {
      throw new CommandException("git knows no revision '%s'".formatted(revision));
    }
  }

  /** The top folder of the repository. */
  Path top() throws CommandException {
    return output("rev-parse", "--show-toplevel")
        .map(bytes -> Path.of(new String(bytes, StandardCharsets.UTF_8).stripTrailing()))
        .orElseThrow(() -> new CommandException(folder + " is in no git repository"));
  }
}
