package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.Leftover;
import dev.cdlc.runtime.cgroup.Leftovers;
import dev.cdlc.runtime.cgroup.Leftovers.Outcome.Kept;
import dev.cdlc.runtime.cgroup.Leftovers.Outcome.Removed;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import java.io.IOException;
import java.util.List;

/** Tidies the host that this process runs on. */
final class HostTidying implements Tidying {
  @Override
  public void removeLeftovers(Console console) {
    try {
      if (Leftovers.possible()) {
        remove(console);
      }
    } catch (IOException e) {
      console.err().println("cdlc: note: cannot look for leftovers: " + SourceFile.reason(e));
    } catch (LinkageError e) {
      // jffi found no native library, or could not load it; it adds its own stack trace.
      String reason = e.toString().lines().findFirst().orElseThrow();
      console.err().println("cdlc: note: cannot remove leftovers: " + reason);
    }
  }

  private static void remove(Console console) throws IOException {
    Leftovers leftovers = Leftovers.ofHost();
    List<Leftover> found = leftovers.find();
    if (!found.isEmpty()) {
      leftovers
          .remove(found, new LinuxSyscalls())
          .forEach(outcome -> console.err().println("cdlc: note: " + text(outcome)));
    }
  }

  static String text(Leftovers.Outcome outcome) {
    return switch (outcome) {
      case Removed(var leftover) ->
          "removed what was left of the container '%s', whose supervisor (process %d) was killed"
              .formatted(leftover.container(), leftover.supervisor());
      case Kept(var leftover, var reason) ->
          "the container '%s', whose supervisor (process %d) was killed, cannot be removed: %s"
              .formatted(leftover.container(), leftover.supervisor(), reason);
    };
  }
}
