package dev.cdlc.cli;

import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.runtime.running.ContainerUsage;
import dev.cdlc.runtime.running.RunningContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc stats}: what containers use. */
final class StatsCommand implements Command {
  private static final String NO_STREAM = "--no-stream";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Clears a terminal and goes to its first line; see console_codes(4). */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private static final List<String> TITLES = List.of("NAME", "CPU %", "MEM USAGE", "LIMIT", "PIDS");

  private final RunFolders folders;

  StatsCommand(RunFolders folders) {
    this.folders = folders;
  }

  /** What a container has used up to a moment. */
  private record Sample(RunningContainer container, ContainerUsage usage, long nanoTime) {}

  @Override
  public String name() {
    return "stats";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Tells what containers use of CPU time and memory, each second until it is ended.",
                "",
                "A hundred percent is one CPU. What no cgroup of the container counts is summed up over its"
                    + " processes: memory is then what is resident of each."),
            "stats [--no-stream] [--format table|json] [CONTAINER...]",
            "cdlc stats",
            "cdlc stats --no-stream --format json web")
        .addOption(Shape.flag(NO_STREAM, "Tell once, of the second that follows."))
        .addOption(PsCommand.format())
        .addPositional(
            Shape.words("[CONTAINER...]", "Containers that run, by name; all if none is given."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    boolean json = OciHost.format(arguments, PsCommand.FORMAT).equals("json");
    List<String> names = Words.of(arguments).words();
    LiveContainers live = LiveContainers.of(folders, console);
    List<Sample> before = samples(names.isEmpty() ? live.all() : live.named(names));
    boolean once = arguments.hasMatchedOption(NO_STREAM);
    do {
      LockSupport.parkNanos(INTERVAL.toNanos());
      List<Sample> now = samples(names.isEmpty() ? live.all() : still(live, names));
      print(before, now, json, !once && Terminal.isStandardOutput(), console);
      before = now;
    } while (!once && !console.out().checkError() && !(before.isEmpty() && !names.isEmpty()));
    return Outcome.DONE;
  }

  private static List<RunningContainer> still(LiveContainers live, List<String> names)
      throws CommandException {
    return live.all().stream().filter(one -> names.contains(one.name())).toList();
  }

  /** Of those that have not ended meanwhile. */
  private static List<Sample> samples(List<RunningContainer> containers) {
    List<Sample> samples = new ArrayList<>();
    for (RunningContainer one : containers) {
      try {
        samples.add(new Sample(one, ContainerUsage.of(one), System.nanoTime()));
      } catch (IOException _) {
        // It has ended: what its cgroup counted is gone with it.
      }
    }
    return samples;
  }

  private static void print(
      List<Sample> before, List<Sample> now, boolean json, boolean screen, Console console) {
    if (json) {
      console.out().print(JsonObject.text(now.stream().map(one -> json(one, before)).toList()));
      return;
    }
    if (screen) {
      console.out().print(CLEAR);
    }
    PsCommand.printTable(TITLES, now.stream().map(one -> row(one, before)).toList(), console);
  }

  private static List<String> row(Sample now, List<Sample> before) {
    return List.of(
        now.container().name(),
        percent(now, before).orElse("-"),
        size(now.usage().memoryBytes()),
        limit(now.usage().memoryLimit()).map(StatsCommand::size).orElse("-"),
        Long.toString(now.usage().tasks()));
  }

  private static JsonObject json(Sample now, List<Sample> before) {
    var json = new JsonObject();
    json.put("name", now.container().name())
        .put("cpuPercent", percent(now, before))
        .put("cpuNanos", now.usage().cpuNanos())
        .put("memoryBytes", now.usage().memoryBytes());
    limit(now.usage().memoryLimit()).ifPresent(limit -> json.put("memoryLimit", limit));
    return json.put("pids", now.usage().tasks());
  }

  /** Of one CPU, since the sample before; empty where that was of another container. */
  private static Optional<String> percent(Sample now, List<Sample> before) {
    return before.stream()
        .filter(one -> one.container().supervisor().equals(now.container().supervisor()))
        .findFirst()
        .map(
            one ->
                100.0
                    * Math.max(0, now.usage().cpuNanos() - one.usage().cpuNanos())
                    / (now.nanoTime() - one.nanoTime()))
        .map(percent -> String.format(Locale.ROOT, "%.2f", percent));
  }

  private static Optional<Long> limit(OptionalLong limit) {
    return limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty();
  }

  private static String size(long bytes) {
    if (bytes >= 10L << 30) {
      return (bytes >> 30) + " GiB";
    }
    return bytes >= 10L << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
  }
}
