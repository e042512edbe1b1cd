package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.CgroupStats;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci events}: what a container uses, a line of JSON each time. */
final class OciEvents implements OciVerb {
  private static final String STATS = "--stats";
  private static final String INTERVAL = "--interval";
  private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,4})s");

  @Override
  public String name() {
    return "events";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Prints what a container uses, a line of JSON each time, until it ends."),
            "oci events [--stats | --interval SECONDS] CONTAINER-ID",
            "sudo cdlc oci events --stats web")
        .addOption(Shape.flag(STATS, "Print it once."))
        .addOption(Shape.value(INTERVAL, "SECONDS", "The time between two lines, 5s if unsaid."))
        .addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    Duration interval = interval(arguments.matchedOptionValue(INTERVAL, "5s"));
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    try (ContainerFolder container = host.store().look(id)) {
      if (!container.status().hasInit()) {
        throw new CommandException("container not running: " + id.value());
      }
      ContainerRecord record = container.record().orElseThrow();
      print(id, record, host.console());
      boolean once = arguments.hasMatchedOption(STATS);
      while (!once && record.process().lives()) {
        LockSupport.parkNanos(interval.toNanos());
        print(id, record, host.console());
      }
    }
    return DONE;
  }

  private static Duration interval(String given) throws CommandException {
    Matcher seconds = SECONDS.matcher(given);
    if (!seconds.matches()) {
      throw new CommandException("%s takes seconds, as in 5s, not '%s'".formatted(INTERVAL, given));
    }
    return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
  }

  private static void print(ContainerId id, ContainerRecord record, Console console)
      throws IOException {
    CgroupStats stats = CgroupStats.of(record.cgroups());
    console
        .out()
        .printf(
            "{\"type\":\"stats\",\"id\":\"%s\",\"data\":{\"cpu\":{\"usage\":{\"total\":%d}},"
                + "\"memory\":{\"usage\":{\"limit\":%s,\"usage\":%d}},"
                + "\"pids\":{\"current\":%d,\"limit\":%s}}}%n",
            id.value(),
            stats.cpuNanos(),
            Long.toUnsignedString(stats.memoryLimit()),
            stats.memoryBytes(),
            stats.tasks(),
            Long.toUnsignedString(stats.taskLimit()));
  }
}
