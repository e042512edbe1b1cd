package dev.cdlc.cli;

import dev.cdlc.compiler.oci.Features;
import dev.cdlc.runtime.container.ContainerStore;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci}: an OCI runtime with runc's command line, for engines to call. */
final class OciCommand implements Command {
  private static final String VERSION = "--version";
  private static final String ROOT = "--root";
  private static final String SYSTEMD_CGROUP = "--systemd-cgroup";
  private static final String DEFAULT_ROOT = "/run/cdlc-oci";

  private final List<OciVerb> verbs =
      List.of(
          new OciCreate(),
          new OciStart(),
          new OciState(),
          new OciKill(),
          new OciDelete(),
          new OciList(),
          new OciPs(),
          new OciPause(),
          new OciResume(),
          new OciUpdate(),
          new OciRun(),
          new OciFeatures(),
          new OciSpec(),
          new OciEvents(),
          new OciExec(),
          OciCheckpoint.CHECKPOINT,
          OciCheckpoint.RESTORE);

  /** What the verb exits with, when it is done. */
  private int status;

  /** What it exits with otherwise. */
  private int failed = 1;

  @Override
  public String name() {
    return "oci";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
            name(),
            List.of(
                "Is an OCI runtime: creates and runs the container of a bundle, as runc does.",
                "",
                "Takes one of " + names() + "; 'cdlc oci VERB --help' tells of each."),
            "oci [--root FOLDER] [--log FILE] [--log-format FORMAT] VERB [ARGUMENT...]",
            "sudo cdlc oci create --bundle /srv/web web",
            "sudo cdlc oci start web");
    OciLog.addTo(spec);
    spec.addOption(
            Shape.value(ROOT, "FOLDER", "Where containers are kept, %s.".formatted(DEFAULT_ROOT)))
        .addOption(Shape.value("--criu", "FILE", "Accepted: CRIU is not used."))
        .addOption(Shape.flag("--debug", "Accepted: there is nothing more to be told."))
        .addOption(Shape.value("--rootless", "WHEN", "Accepted: only root can run it."))
        .addOption(
            OptionSpec.builder("-v", VERSION)
                .type(boolean.class)
                .description("Print the versions of the runtime and of the specification.")
                .build())
        .addOption(Shape.flag(SYSTEMD_CGROUP, "Refused: cgroups are made without systemd."))
        .addPositional(Shape.words("VERB [ARGUMENT...]", "What to do, and its arguments."));
    spec.parser().stopAtPositional(true);
    return spec;
  }

  @Override
  public List<CommandSpec> verbs() {
    return verbs.stream().map(OciVerb::spec).toList();
  }

  @Override
  public int exitStatus(Outcome outcome) {
    return outcome == Outcome.DONE ? status : failed;
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    OciLog log = OciLog.of(arguments);
    try {
      runVerb(arguments, console);
      return Outcome.DONE;
    } catch (CommandException e) {
      log.error(e.getMessage());
      throw e;
    }
  }

  private void runVerb(ParseResult arguments, Console console) throws CommandException {
    if (arguments.hasMatchedOption(SYSTEMD_CGROUP)) {
      throw new CommandException(
          SYSTEMD_CGROUP + ": cdlc makes cgroups itself, and does not ask systemd for them",
          "let the engine manage cgroups by cgroupfs, as 'podman --cgroup-manager cgroupfs' does");
    }
    if (arguments.hasMatchedOption(VERSION)) {
      console.out().printf("cdl-runtime version %s%nspec: %s%n", Version.CDLC, Features.NEWEST);
      return;
    }
    Words words = Words.of(arguments);
    OciVerb verb = verb(words.kind("VERB"));
    failed = verb.failed();
    CommandLine line = Shape.line(verb.spec()).setExpandAtFiles(false);
    try {
      ParseResult parsed = line.parseArgs(words.afterKind().words().toArray(String[]::new));
      if (parsed.isUsageHelpRequested()) {
        line.usage(console.out(), Ansi.OFF);
      } else {
        Path root = Path.of(arguments.matchedOptionValue(ROOT, DEFAULT_ROOT)).toAbsolutePath();
        status = verb.run(parsed, new OciHost(new ContainerStore(root.normalize()), console));
      }
    } catch (ParameterException e) {
      throw UsageFault.of(e);
    } catch (StateException | SyscallException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandException("%s: %s".formatted(verb.name(), SourceFile.reason(e)));
    }
  }

  private OciVerb verb(String name) throws CommandException {
    return verbs.stream()
        .filter(verb -> verb.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "oci does not know the verb '%s'".formatted(name), "it knows " + names()));
  }

  private String names() {
    return verbs.stream().map(OciVerb::name).collect(Collectors.joining(", "));
  }
}
