package dev.cdlc.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.routine.ExplainExecve;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Actor;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitCalls;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Rlimit;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The plan knows which calls the init makes after its filter: those that the program makes. */
class InitCallsTest {
  /** Run once all is lost, and only to end or to explain it. */
  private static final Set<String> AFTER_FAILURE = Set.of(Variables.FAIL, ExplainExecve.NAME);

  @TestFactory
  Stream<DynamicTest> namesEveryCallThatTheProgramMakes() {
    return Stream.of(
            new InitAction.SetUser(
                new InitAction.Id.Named("www-data"),
                Optional.empty(),
                List.of(new InitAction.Id.Numeric(5), new InitAction.Id.Named("audio"))),
            new InitAction.DieWithSupervisor(),
            new InitAction.Chdir("/srv"),
            new InitAction.Chdir("/"),
            new InitAction.LimitResource(Rlimit.NOFILE, 9, 10),
            new InitAction.LimitResource(Rlimit.NOFILE, 9, 10, true),
            new InitAction.SetCapabilities(
                List.of(Capability.CAP_KILL),
                List.of(Capability.CAP_KILL),
                List.of(Capability.CAP_KILL),
                List.of(Capability.CAP_KILL)),
            new InitAction.NoNewPrivileges(),
            new InitAction.RestrictSelf(),
            new InitAction.Execve(List.of("/bin/true"), List.of()),
            new InitAction.Execve(List.of("true"), List.of(new EnvironmentEntry.Pass("PATH"))))
        .map(
            action ->
                DynamicTest.dynamicTest(
                    action.toString(),
                    () -> assertThat(Set.copyOf(InitCalls.of(action))).isEqualTo(calls(action))));
  }

  private static Set<String> calls(Action action) {
    Program program = Emit.program(plan(action), Target.X86_64);
    Set<String> with = new TreeSet<>();
    collect(program, init(program), with, new HashSet<>());
    with.remove("exit_group");
    return with;
  }

  /** What the child of clone3(2) runs, without what every child begins with. */
  private static List<Instruction> init(Program program) {
    List<Instruction> child =
        program.main().stream()
            .flatMap(
                instruction ->
                    instruction instanceof Instruction.Fork fork
                        ? fork.child().stream()
                        : Stream.empty())
            .collect(Collectors.toList());
    return child.subList(marked(child), child.size());
  }

  private static int marked(List<Instruction> child) {
    int first = 0;
    while (!(child.get(first) instanceof Instruction.Mark)) {
      first++;
    }
    return first;
  }

  private static void collect(
      Program program, List<Instruction> body, Set<String> calls, Set<String> seen) {
    for (Instruction instruction : body) {
      if (instruction instanceof Instruction.Call call) {
        calls.add(call.syscall().kernelName());
      }
      instruction.bodies().forEach(inner -> collect(program, inner, calls, seen));
      for (String routine : instruction.routines()) {
        if (!AFTER_FAILURE.contains(routine) && seen.add(routine)) {
          collect(program, program.routine(routine).body(), calls, seen);
        }
      }
    }
  }

  private static Plan plan(Action action) {
    return new Plan(
        "sample",
        List.of(
            step(Actor.SUPERVISOR, new SupervisorAction.MakeCgroup("sample", List.of())),
            step(Actor.SUPERVISOR, new SupervisorAction.Clone(List.of(Namespace.PID))),
            step(Actor.INIT, action),
            step(Actor.SUPERVISOR, new SupervisorAction.Release()),
            step(Actor.SUPERVISOR, new SupervisorAction.Tend(15, 10))));
  }

  private static Step step(Actor actor, Action action) {
    return new Step(actor, action, new Origin("sample.cdl", 1, 1, false));
  }
}
