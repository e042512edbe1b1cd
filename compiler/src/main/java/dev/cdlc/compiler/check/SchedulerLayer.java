package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Scheduler.Flag;
import dev.cdlc.compiler.model.Scheduler.Policy;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.SchedulerKeyword;
import java.util.List;
import java.util.Optional;

/** What one layer says by {@code scheduler} and {@code nice}. */
final class SchedulerLayer {
  /** The bounds of setpriority(2). */
  private static final int FIRST_NICE = -20;

  private static final int LAST_NICE = 19;

  /** MAX_RT_PRIO of linux/sched/prio.h, less one. */
  private static final int HIGHEST_PRIORITY = 99;

  private static final Choice<Policy> POLICIES =
      new Choice<>(List.of(Policy.values()), Policy::constantName, "policy");
  private static final Choice<Flag> FLAGS =
      new Choice<>(List.of(Flag.values()), Flag::constantName, "flag");

  private final Values values;
  private final BlockReader<SchedulerKeyword> settings;
  private final Once<Policy> policy;
  private final Once<Integer> nice;
  private final Once<Integer> priority;
  private final Once<List<Flag>> flags;
  private final Once<Long> runtimeNanos;
  private final Once<Long> deadlineNanos;
  private final Once<Long> periodNanos;
  private boolean understood = true;

  SchedulerLayer(Cells cells) {
    values = new Values(cells.findings());
    settings = cells.blocks(Context.SCHEDULER, SchedulerKeyword.class, this::readSetting);
    policy = cells.once("the policy");
    nice = cells.once("the nice value");
    priority = cells.once("the priority");
    flags = cells.once("`flags`");
    runtimeNanos = cells.once("the runtime");
    deadlineNanos = cells.once("the deadline");
    periodNanos = cells.once("the period");
  }

  void read(Arguments arguments) {
    values.read(arguments.one(0), SchedulerLayer::policy).ifPresentOrElse(policy::say, this::miss);
    arguments.block().ifPresent(settings::read);
  }

  void nice(Arguments arguments) {
    values.read(arguments.one(0), SchedulerLayer::nice).ifPresentOrElse(nice::say, this::miss);
  }

  /** All that is said, the earlier layers' scheduler being {@code below}. */
  Optional<Scheduler> over(Optional<Scheduler> below) {
    return policy.value().map(this::whole).or(() -> withNice(below));
  }

  /** Whether all that is said could be read, so that nothing else is missing for that reason. */
  boolean isUnderstood() {
    return understood && settings.isUnderstood();
  }

  private void miss() {
    understood = false;
  }

  private Optional<Scheduler> withNice(Optional<Scheduler> below) {
    return nice.value()
        .map(
            said ->
                below
                    .orElseGet(() -> new Scheduler(new Located<>(Policy.OTHER, said.span())))
                    .withNice(said))
        .or(() -> below);
  }

  private Scheduler whole(Located<Policy> chosen) {
    return new Scheduler(
        chosen,
        nice.value(),
        priority.value(),
        flags.value(),
        runtimeNanos.value(),
        deadlineNanos.value(),
        periodNanos.value());
  }

  private void readSetting(SchedulerKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case PRIORITY ->
          values
              .read(arguments.one(0), SchedulerLayer::priority)
              .ifPresentOrElse(priority::say, this::miss);
      case NICE -> nice(arguments);
      case FLAGS -> flags.say(FLAGS.readAll(arguments.many(0), values), arguments.span());
      case RUNTIME -> time(arguments, runtimeNanos);
      case DEADLINE -> time(arguments, deadlineNanos);
      case PERIOD -> time(arguments, periodNanos);
    }
  }

  private void time(Arguments arguments, Once<Long> setting) {
    values.read(arguments.one(0), TimeSpan::read).ifPresentOrElse(setting::say, this::miss);
  }

  private static Reading<Policy> policy(String text) {
    return text.equalsIgnoreCase("iso") || text.equalsIgnoreCase("SCHED_ISO")
        ? new Reading.Refusal<>(
            Code.UNKNOWN_OPTION,
            "Linux refuses the policy `" + text + "`",
            "its number is reserved for a policy that no kernel has",
            List.of())
        : POLICIES.read(text);
  }

  private static Reading<Integer> nice(String text) {
    return WholeNumber.readSigned(text, FIRST_NICE, LAST_NICE);
  }

  private static Reading<Integer> priority(String text) {
    return WholeNumber.read(text, 1, HIGHEST_PRIORITY).map(Long::intValue);
  }
}
