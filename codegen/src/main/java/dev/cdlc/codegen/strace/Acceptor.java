package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether the processes of a log made the calls that their program allows, in its order. The
 * first process of the log runs the main sequence, and what it forks, the children's. What a
 * process does after execve(2) is another program's business; after execveat(2) the first process
 * is the program itself from the start, for that is how an executable seals itself.
 */
public final class Acceptor {
  private final Program program;
  private final Follower follower;

  public Acceptor(Program program) {
    this.program = program;
    follower = new Follower(Trim.trim(program));
  }

  /** One verdict for each process that the program accounts for, in the log's order. */
  public List<Verdict> judge(StraceLog log) {
    Map<Long, Birth> births = new HashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (TracedProcess process : log.processes()) {
      Birth birth =
          verdicts.isEmpty()
              ? new Birth(program.process(), List.of(follower.start()))
              : births.get(process.pid());
      if (birth != null) {
        Trail trail = new Trail(follower, process, birth);
        verdicts.add(trail.judge());
        births.putAll(trail.births());
      }
    }
    return verdicts;
  }
}
