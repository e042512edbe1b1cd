package dev.cdlc.cli;

import dev.cdlc.codegen.launch.KeptExec;
import dev.cdlc.codegen.launch.OciScript;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.lower.Shape.Exec;
import dev.cdlc.compiler.lower.Shape.Running;
import dev.cdlc.compiler.oci.OciConfig;
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
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci exec}: runs a command in a container that is there. */
final class OciExec implements OciVerb {
  private static final String PROCESS = "--process";
  private static final String DETACH = "--detach";
  private static final String PID_FILE = "--pid-file";
  private static final String IGNORE_PAUSED = "--ignore-paused";

  private static final Set<String> PLAIN = Set.of(PROCESS, DETACH, PID_FILE);

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
    Map<String, String> environment = host.console().environment();
    if (environment.containsKey(OciScript.EXITED)) {
      throw OciExecution.notRun(environment.get(OciScript.EXITED));
    }
    Words words = Words.of(arguments);
    ContainerId id = ContainerId.of(words.first("CONTAINER-ID"));
    try (ContainerFolder container = host.store().look(id)) {
      requireRunning(id, container, arguments);
      Optional<Source> process = process(arguments);
      List<String> command = process.isPresent() ? List.of() : command(words);
      ContainerRecord record = container.record().orElseThrow();
      OciBundle bundle = bundle(arguments, process, container, record);
      Exec shape = shape(arguments, bundle.config(), record);
      byte[] executable = Executable.generate(bundle.plan(id, shape));
      var execution = new OciExecution(command, shape.detached(), pidFile(arguments));
      Optional<Path> kept = keep(id, arguments, process, executable, host);
      return kept.isPresent()
          ? execution.of(kept.get())
          : execution.once(container.newExecutable(), executable);
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

  private static Optional<Source> process(ParseResult arguments)
      throws CommandException, IOException {
    Optional<String> file = Optional.ofNullable(arguments.matchedOptionValue(PROCESS, null));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(file.get()).toAbsolutePath();
    return Optional.of(OciBundle.source(path.toString(), path, "there is no file " + path));
  }

  private static List<String> command(Words words) throws CommandException {
    List<String> command = words.afterKind().words();
    if (command.isEmpty()) {
      throw new CommandException("oci exec: no COMMAND is given", "try 'cdlc oci exec --help'");
    }
    return command;
  }

  private static Optional<Path> pidFile(ParseResult arguments) {
    return Optional.ofNullable(arguments.matchedOptionValue(PID_FILE, (String) null))
        .map(path -> Path.of(path).toAbsolutePath());
  }

  /**
   * The config that the container was created from, with another process; a command that is given
   * is not in it.
   */
  private static OciBundle bundle(
      ParseResult arguments,
      Optional<Source> process,
      ContainerFolder container,
      ContainerRecord record)
      throws CommandException, IOException {
    if (process.isPresent()) {
      return OciBundle.of(record.bundle(), container.config(), process.get());
    }
    OciBundle bundle = OciBundle.of(record.bundle(), container.config());
    return bundle.with(new OciRequest(arguments).of(bundle.config(), List.of()));
  }

  private static Exec shape(ParseResult arguments, OciConfig config, ContainerRecord record)
      throws CommandException, IOException {
    boolean detached = arguments.hasMatchedOption(DETACH);
    Optional<String> socket =
        OciConsole.socket(arguments, detached && config.process().terminal().wanted());
    Optional<TakeFds> files = OciFds.of(arguments, Map.of()).taken();
    return new Exec(running(record, OciExecCgroups.of(arguments)), detached, socket, files);
  }

  static Running running(ContainerRecord record, OciExecCgroups joined)
      throws CommandException, IOException {
    return running(record.process(), record.cgroups(), joined);
  }

  /** Only a cgroup of v1 has tasks. */
  static Running running(ProcessIdentity init, List<Path> folders, OciExecCgroups joined)
      throws CommandException, IOException {
    List<Path> cgroups =
        joined.in(folders.stream().filter(Files::isDirectory).toList(), Cgroups.read(), init.pid());
    return new Running(
        init.pid(),
        init.startTime(),
        cgroups.stream().filter(folder -> !isV1(folder)).map(Path::toString).findFirst(),
        cgroups.stream().filter(OciExec::isV1).map(Path::toString).toList());
  }

  static boolean isV1(Path cgroup) {
    return Files.exists(cgroup.resolve("tasks"));
  }

  /**
   * Keeps the executable for the next time, where a launcher would find it: that knows only {@link
   * #PLAIN} options. Another verb that has the container now may be its deletion.
   */
  private static Optional<Path> keep(
      ContainerId id,
      ParseResult arguments,
      Optional<Source> process,
      byte[] executable,
      OciHost host)
      throws IOException {
    Optional<String> build = OciHost.build(host.console());
    boolean plain =
        arguments.matchedOptions().stream()
            .allMatch(option -> PLAIN.contains(option.longestName()));
    if (build.isEmpty() || !plain) {
      return Optional.empty();
    }
    var asked =
        new KeptExec(build.get(), arguments.hasMatchedOption(DETACH), process.map(Source::text));
    Optional<ContainerFolder> locked =
        asked.isShort() ? host.store().tryOpen(id) : Optional.empty();
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    try (ContainerFolder container = locked.get()) {
      return Optional.of(container.keepExecutable(asked.name(), asked.append(executable)));
    }
  }
}
