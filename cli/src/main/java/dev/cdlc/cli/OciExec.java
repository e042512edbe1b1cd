package dev.cdlc.cli;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.compiler.lower.Shape.Exec;
import dev.cdlc.compiler.lower.Shape.Running;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import dev.cdlc.plan.SupervisorAction.TakeFds;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci exec}: runs a command in a container that is there. */
final class OciExec implements OciVerb {
  private static final String PROCESS = "--process";
  private static final String DETACH = "--detach";
  private static final String PID_FILE = "--pid-file";
  private static final String IGNORE_PAUSED = "--ignore-paused";

  /** As runc has it, since the command may exit with any other. */
  private static final int FAILED = 255;

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
            "oci " + name(),
            List.of(
                "Runs a command in a container, and exits with its status.",
                "",
                "It has the container's user, environment, limits and capabilities unless options or"
                    + " a file with the `process` of a config.json say otherwise. 255: it was not"
                    + " run."),
            "oci exec [OPTION...] CONTAINER-ID COMMAND [ARGUMENT...]",
            "sudo cdlc oci exec --tty web sh",
            "sudo cdlc oci exec --detach --process process.json --pid-file pid web");
    spec.addOption(
            OptionSpec.builder("-p", PROCESS)
                .type(String.class)
                .paramLabel("FILE")
                .description("Take the process from this file of JSON, and no other option of it.")
                .build())
        .addOption(
            OptionSpec.builder("-d", DETACH)
                .type(boolean.class)
                .description("Leave the command to run.")
                .build())
        .addOption(Shape.value(PID_FILE, "FILE", "Write the pid of the command there."))
        .addOption(Shape.flag(IGNORE_PAUSED, "Let it wait in a container that is paused."));
    OciFds.addTo(spec);
    OciExecCgroups.addTo(spec);
    OciRequest.addTo(spec);
    OciConsole.addTo(spec);
    spec.parser().stopAtPositional(true);
    return spec.addPositional(
        Shape.words(
            "CONTAINER-ID COMMAND [ARGUMENT...]", "The container; the command, unless in a file."));
  }

  @Override
  public int failed() {
    return FAILED;
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    Words words = Words.of(arguments);
    ContainerId id = ContainerId.of(words.first("CONTAINER-ID"));
    try (ContainerFolder container = host.store().look(id)) {
      requireRunning(id, container, arguments);
      ContainerRecord record = container.record().orElseThrow();
      OciBundle bundle = bundle(arguments, words.afterKind().words(), container, record);
      Exec shape = shape(arguments, bundle.config(), record);
      return execute(container, bundle.plan(id, shape), shape.detached());
    }
  }

  private static void requireRunning(
      ContainerId id, ContainerFolder container, ParseResult arguments)
      throws CommandException, IOException {
    switch (container.status()) {
      case CREATED, RUNNING -> {}
      case PAUSED -> {
        if (!arguments.hasMatchedOption(IGNORE_PAUSED)) {
          throw new CommandException(
              "cannot exec in a paused container: " + id.value(),
              "'cdlc oci resume' lets it go on; with %s the command waits for that"
                  .formatted(IGNORE_PAUSED));
        }
      }
      case CREATING, STOPPED ->
          throw new CommandException(
              "cannot exec in a container that is %s: %s"
                  .formatted(container.status().word(), id.value()));
    }
  }

  /** The config that the container was created from, with another process. */
  private static OciBundle bundle(
      ParseResult arguments,
      List<String> command,
      ContainerFolder container,
      ContainerRecord record)
      throws CommandException, IOException {
    Optional<String> file = Optional.ofNullable(arguments.matchedOptionValue(PROCESS, null));
    if (file.isPresent()) {
      Path process = Path.of(file.get()).toAbsolutePath();
      return OciBundle.of(record.bundle(), container.config(), process);
    }
    if (command.isEmpty()) {
      throw new CommandException("oci exec: no COMMAND is given", "try 'cdlc oci exec --help'");
    }
    OciBundle bundle = OciBundle.of(record.bundle(), container.config());
    return bundle.with(new OciRequest(arguments).of(bundle.config(), command));
  }

  private static Exec shape(ParseResult arguments, OciConfig config, ContainerRecord record)
      throws CommandException, IOException {
    boolean detached = arguments.hasMatchedOption(DETACH);
    Optional<String> pidFile =
        Optional.ofNullable(arguments.matchedOptionValue(PID_FILE, (String) null))
            .map(path -> Path.of(path).toAbsolutePath().toString());
    Optional<String> socket =
        OciConsole.socket(arguments, detached && config.process().terminal().wanted());
    Optional<TakeFds> files = OciFds.of(arguments, Map.of()).taken();
    return new Exec(
        running(record, OciExecCgroups.of(arguments)), detached, pidFile, socket, files);
  }

  /** Only a cgroup of v1 has tasks. */
  static Running running(ContainerRecord record, OciExecCgroups joined)
      throws CommandException, IOException {
    ProcessIdentity init = record.process();
    List<Path> cgroups =
        joined.in(
            record.cgroups().stream().filter(Files::isDirectory).toList(),
            Cgroups.read(),
            init.pid());
    return new Running(
        init.pid(),
        init.startTime(),
        cgroups.stream().filter(folder -> !isV1(folder)).map(Path::toString).findFirst(),
        cgroups.stream().filter(OciExec::isV1).map(Path::toString).toList());
  }

  private static boolean isV1(Path cgroup) {
    return Files.exists(cgroup.resolve("tasks"));
  }

  /** The executable has a sealed copy of itself once it runs, and nobody needs the file. */
  private static int execute(ContainerFolder container, Plan plan, boolean detached)
      throws CommandException, IOException {
    Target target = Targets.ofHost();
    var note = new Note(Version.CDLC, "sha256:" + PlanJson.digest(plan), List.of());
    Path file = container.newExecutable();
    Process process;
    try {
      Files.write(file, Codegen.generate(Emit.program(plan, target), target, note));
      process = new ProcessBuilder(file.toString()).inheritIO().start();
    } finally {
      Files.delete(file);
    }
    int status = await(process);
    if (detached && status != 0) {
      throw new CommandException("the command was not run; its executable exited with " + status);
    }
    return status;
  }

  /** What is sent to this program is for the command, whose end is then this one's. */
  private static int await(Process process) throws IOException {
    PassedSignals.to(process.pid());
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
