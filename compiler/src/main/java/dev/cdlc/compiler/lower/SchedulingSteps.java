package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.ExecutionDomain;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.IoClass;
import dev.cdlc.plan.MemoryPolicyMode;
import dev.cdlc.plan.SchedulingPolicy;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lowers {@code process.oomScoreAdj}, {@code process.scheduler}, {@code process.ioPriority}, {@code
 * linux.memoryPolicy} and {@code linux.personality}. The schema knows no other names than those of
 * the plan.
 */
record SchedulingSteps(Input input) {
  private static final String OOM_SCORE = "/process/oomScoreAdj";

  /** What the init does while its files in proc(5) are its own. */
  List<Step> oomScore() {
    return input.config().process().oomScoreAdj().stream()
        .mapToObj(score -> new InitAction.AdjustOomScore(score, input.isTried(OOM_SCORE)))
        .map(action -> input.init(action, OOM_SCORE))
        .toList();
  }

  /** While the init has all its privileges. */
  List<Step> steps() {
    OciConfig.Process process = input.config().process();
    OciConfig.Linux linux = input.config().linux();
    return Stream.of(
            step(process.scheduler().map(SchedulingSteps::action), "/process/scheduler"),
            step(process.ioPriority().map(SchedulingSteps::action), "/process/ioPriority"),
            step(linux.memoryPolicy().map(SchedulingSteps::action), "/linux/memoryPolicy"),
            step(linux.personality().map(SchedulingSteps::action), "/linux/personality"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Step> step(Optional<? extends Action> action, String pointer) {
    return action.map(asked -> input.init(asked, pointer));
  }

  private static InitAction.SetScheduler action(OciConfig.Scheduler scheduler) {
    return new InitAction.SetScheduler(
        SchedulingPolicy.valueOf(without("SCHED_", scheduler.policy())),
        scheduler.flags().stream()
            .map(flag -> SchedulingPolicy.Flag.valueOf(without("SCHED_FLAG_", flag)))
            .toList(),
        scheduler.nice().orElse(0),
        scheduler.priority().orElse(0),
        scheduler.runtime().orElse(0L),
        scheduler.deadline().orElse(0L),
        scheduler.period().orElse(0L));
  }

  private static InitAction.SetIoPriority action(OciConfig.IoPriority priority) {
    return new InitAction.SetIoPriority(
        IoClass.valueOf(without("IOPRIO_CLASS_", priority.type())), priority.priority().orElse(0));
  }

  private static InitAction.SetMemoryPolicy action(OciConfig.MemoryPolicy policy) {
    return new InitAction.SetMemoryPolicy(
        MemoryPolicyMode.valueOf(without("MPOL_", policy.mode())),
        policy.flags().stream()
            .map(flag -> MemoryPolicyMode.Flag.valueOf(without("MPOL_F_", flag)))
            .toList(),
        policy
            .nodes()
            .flatMap(nodes -> NumberList.of(nodes, NumberList.MOST_NODE))
            .orElse(List.of()));
  }

  private static InitAction.SetPersonality action(OciConfig.Personality personality) {
    return new InitAction.SetPersonality(ExecutionDomain.valueOf(personality.domain()));
  }

  private static String without(String prefix, String name) {
    return name.substring(prefix.length());
  }
}
