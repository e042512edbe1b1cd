package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Library;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program of {@code oci-launch}. Its first argument is the script {@code bin/cdlc}, the others
 * are the script's. It does what a verb is asked for where all is plain, as engines ask for it all
 * day; it becomes the script for anything else.
 */
public final class OciLaunch {
  private OciLaunch() {}

  /**
   * The launcher of one build of cdlc.
   *
   * @param build what no other build is known by, so that none runs what another has kept
   */
  public static Program program(String build) {
    Data data = new Data();
    Sequence s = Sequence.ofRoutine();
    Launch.readStack(s);
    s.loop(stdio -> Launch.fillStdio(stdio, data));
    OciWords.read(s, data);
    StateFolder.open(s);
    for (OciVerb verb : OciVerb.values()) {
      s.when(is(OciWords.VERB, verb.number()), it -> run(it, data, verb, build));
    }
    s.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
    return new Program("launcher", s.instructions(), routines(data, build), data.all());
  }

  private static void run(Sequence s, Data data, OciVerb verb, String build) {
    switch (verb) {
      case STATE -> StateVerb.run(s, data);
      case KILL -> KillVerb.run(s, data);
      case START -> StartVerb.run(s, data);
      case DELETE -> DeleteVerb.run(s, data);
      case EXEC -> ExecVerb.run(s, data, build);
    }
  }

  private static List<Routine> routines(Data data, String build) {
    List<Routine> own =
        List.of(
            Append.routine(),
            CacheEntry.routine(
                data, OciScript::become, (found, file) -> ExecVerb.execute(found, data, file)),
            ContainerStatus.routine(data),
            Freshness.routine(data),
            Prefix.routine(),
            SignalWord.routine(data));
    return Stream.of(
            own,
            OciScript.routines(data, build),
            OciWords.routines(),
            StateFolder.routines(data),
            Library.independent(data))
        .flatMap(List::stream)
        .toList();
  }
}
