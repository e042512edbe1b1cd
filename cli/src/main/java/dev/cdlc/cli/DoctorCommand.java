package dev.cdlc.cli;

import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import dev.cdlc.runtime.probe.Facility;
import dev.cdlc.runtime.probe.Facility.State;
import dev.cdlc.runtime.probe.HostProbe;
import dev.cdlc.runtime.probe.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc doctor}: what this machine can do for containers, and how to have it do more. */
final class DoctorCommand implements Command {
  private static final String JSON = "--json";

  private final Patient patient;

  DoctorCommand() {
    this(DoctorCommand::thisMachine);
  }

  DoctorCommand(Patient patient) {
    this.patient = patient;
  }

  /** Where the machine comes from that is looked at. */
  interface Patient {
    Machine machine(Console console) throws IOException, SyscallException;
  }

  private static Machine thisMachine(Console console) throws IOException, SyscallException {
    var syscalls = new LinuxSyscalls();
    return new HostProbe(syscalls)
        .machine(
            Cgroups.read(),
            Path.of("/"),
            KeptFolder.of(syscalls.geteuid(), console).map(KeptFolder::path));
  }

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Tells what this machine can do for containers, and how to have it do more.",
                "",
                "A line for each thing that containers ask of a machine: whether it is there (ok),"
                    + " is not (missing), or only some of it (limited); what was found; and what to"
                    + " do about it. Nothing is changed. Exits with 0 if containers can run here as"
                    + " this user, else with 1."),
            "doctor [--json]",
            "cdlc doctor",
            "sudo cdlc doctor")
        .addOption(Shape.flag(JSON, "Print it as JSON."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    List<Facility> facilities = examine(console).facilities();
    console.out().print(arguments.hasMatchedOption(JSON) ? json(facilities) : text(facilities));
    return ready(facilities) ? Outcome.DONE : Outcome.FINDINGS;
  }

  private Machine examine(Console console) throws CommandException {
    try {
      return patient.machine(console);
    } catch (IOException e) {
      throw new CommandException("cannot look at this host: " + SourceFile.reason(e));
    } catch (SyscallException e) {
      throw new CommandException("cannot look at this host: " + e.getMessage());
    }
  }

  private static boolean ready(List<Facility> facilities) {
    return facilities.stream().noneMatch(Facility::prevents);
  }

  private static String text(List<Facility> facilities) {
    String lines = facilities.stream().map(DoctorCommand::line).collect(Collectors.joining());
    return "%s%n%s%n".formatted(lines, summary(facilities));
  }

  private static String line(Facility facility) {
    return "%-17s  %-7s  %s%n".formatted(facility.name(), word(facility.state()), facility.detail())
        + facility.fix().map(fix -> "  fix: %s%n".formatted(fix)).orElse("");
  }

  private static String summary(List<Facility> facilities) {
    return ready(facilities)
        ? "containers can run here as this user: " + counts(facilities)
        : facilities.stream()
            .filter(Facility::prevents)
            .map(Facility::name)
            .collect(
                Collectors.joining(
                    ", ", "containers cannot run here as this user; to be fixed first: ", ""));
  }

  private static String counts(List<Facility> facilities) {
    return Arrays.stream(State.values())
        .map(state -> "%d %s".formatted(count(facilities, state), word(state)))
        .collect(Collectors.joining(", "));
  }

  private static long count(List<Facility> facilities, State state) {
    return facilities.stream().filter(facility -> facility.state() == state).count();
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String json(List<Facility> facilities) {
    return new JsonObject()
        .put("ready", ready(facilities))
        .put("facilities", facilities.stream().map(DoctorCommand::json).toList())
        .text();
  }

  private static JsonObject json(Facility facility) {
    return new JsonObject()
        .put("name", facility.name())
        .put("state", word(facility.state()))
        .put("needed", facility.needed())
        .put("detail", facility.detail())
        .put("fix", facility.fix());
  }
}
