package dev.cdlc.cli;

import dev.cdlc.compiler.lower.Shape.Created;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.SupervisorAction.TakeFds;
import dev.cdlc.runtime.cgroup.ContainerCgroup;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.ContainerRecord;
import dev.cdlc.runtime.container.ContainerStore;
import dev.cdlc.runtime.container.ProcessIdentity;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cdlc oci create}: compiles the config, and runs the executable that makes the container
 * and leaves its init to wait.
 */
final class OciCreate implements OciVerb {
  /** An executable that ends by itself has undone all, and the cgroup is not its any more. */
  private static final int FIRST_SIGNALLED = 128;

  private static final String BUNDLE = "--bundle";
  private static final String PID_FILE = "--pid-file";
  private static final String NO_PIVOT = "--no-pivot";

  @Override
  public String name() {
    return "create";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
            "oci " + name(),
            List.of(
                "Creates the container of a bundle; its command waits for 'cdlc oci start'.",
                "",
                "The bundle is a folder with a config.json of the OCI runtime specification, or a .cdl"
                    + " file with one container."),
            "oci create [--bundle BUNDLE] [--pid-file FILE] CONTAINER-ID",
            "sudo cdlc oci create --bundle /srv/web web");
    addTo(spec);
    return spec.addPositional(
        Shape.words("CONTAINER-ID", "The name of the new container on this host."));
  }

  /** What {@code run} takes, too. */
  static void addTo(CommandSpec spec) {
    spec.addOption(
            OptionSpec.builder("-b", BUNDLE)
                .type(String.class)
                .paramLabel("BUNDLE")
                .description("A folder, or a .cdl file; the working folder if unsaid.")
                .build())
        .addOption(Shape.value(PID_FILE, "FILE", "Write the pid of the container's init there."))
        .addOption(Shape.flag(NO_PIVOT, "Refused: the root is always pivoted to."))
        .addOption(Shape.flag("--no-new-keyring", "Accepted: the keyring is the container's own."));
    OciFds.addTo(spec);
    OciConsole.addTo(spec);
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException, SyscallException {
    refuse(arguments);
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    Path folder = Path.of(arguments.matchedOptionValue(BUNDLE, "")).toAbsolutePath().normalize();
    Optional<Path> pidFile =
        Optional.ofNullable(arguments.matchedOptionValue(PID_FILE, (String) null)).map(Path::of);
    OciFds fds = OciFds.of(arguments, host.console().environment());
    OciReading.Work<Made> make = bundle -> make(id, bundle, fds, arguments, host);
    Made made =
        OciSource.isOne(folder)
            ? make.of(OciSource.bundle(folder, host.console().environment()))
            : OciReading.of(folder).make(make);
    try (ContainerFolder container = host.store().create(id)) {
      create(id, made, container, pidFile, host);
    }
    return DONE;
  }

  /** A bundle, the executable that makes its container, and that of exec for a launcher. */
  private static final class Made {
    private final OciBundle bundle;
    private final byte[] executable;
    private final Optional<OciTemplate> template;

    Made(OciBundle bundle, byte[] executable, Optional<OciTemplate> template) {
      this.bundle = bundle;
      this.executable = executable;
      this.template = template;
    }
  }

  private static Made make(
      ContainerId id, OciBundle bundle, OciFds fds, ParseResult arguments, OciHost host)
      throws CommandException, IOException {
    Optional<String> socket =
        OciConsole.socket(arguments, bundle.config().process().terminal().wanted());
    Created shape = shape(host.store().named(id), socket, fds.taken());
    OciBundle announced = bundle.with(fds.announcedIn(bundle.config()));
    Plan plan = announced.plan(id, shape);
    Optional<OciTemplate> template = template(id, announced, plan, OciHost.build(host.console()));
    return new Made(announced, Executable.generate(plan), template);
  }

  private static void refuse(ParseResult arguments) throws CommandException {
    if (arguments.hasMatchedOption(NO_PIVOT)) {
      throw new CommandException(
          NO_PIVOT + ": cdlc always pivots to the root, since a container can leave a chroot",
          "boot from a root that is no ramdisk, and leave the option out");
    }
  }

  private static Created shape(
      ContainerFolder container, Optional<String> socket, Optional<TakeFds> files) {
    return new Created(
        container.startFifo().toString(),
        container.pidFile().toString(),
        container.reportFile().toString(),
        socket,
        files);
  }

  private static Optional<OciTemplate> template(
      ContainerId id, OciBundle bundle, Plan plan, Optional<String> build)
      throws CommandException, IOException {
    return build.isPresent() ? Optional.of(OciTemplate.begin(id, bundle, plan)) : Optional.empty();
  }

  private static void create(
      ContainerId id, Made made, ContainerFolder container, Optional<Path> pidFile, OciHost host)
      throws CommandException, IOException, SyscallException {
    OciBundle bundle = made.bundle;
    boolean created = false;
    try {
      Files.createFile(container.executable(), ContainerStore.OWNERS);
      Files.write(container.executable(), made.executable);
      Files.writeString(container.config(), bundle.content());
      ContainerRecord record = record(id, bundle);
      container.keep(record);
      build(container, record);
      ProcessIdentity init = init(container);
      keep(id, made.template, record.createdAs(init), container, OciHost.build(host.console()));
      if (pidFile.isPresent()) {
        Files.writeString(pidFile.get(), Long.toString(init.pid()));
      }
      created = true;
    } finally {
      if (!created) {
        OciDelete.destroy(id, container, host.console());
      }
    }
  }

  /** What the launcher reads comes last: it tells that all is there. */
  private static void keep(
      ContainerId id,
      Optional<OciTemplate> template,
      ContainerRecord record,
      ContainerFolder container,
      Optional<String> build)
      throws CommandException, IOException {
    container.keep(record);
    if (template.isPresent() && build.isPresent()) {
      template.get().keep(record, container, build.get());
    }
    container.keepForLauncher(record, OciHost.pieces(id, record));
  }

  /**
   * Keeps of a container what is kept of one that was created, although it was not, and removes it
   * again: so that a JVM is trained by it where none can be made.
   */
  static void rehearse(Path folder, ContainerStore store)
      throws CommandException, StateException, IOException {
    var id = new ContainerId("rehearsed");
    Optional<String> build = Optional.of("rehearsal");
    OciBundle bundle = OciBundle.of(folder);
    try (ContainerFolder container = store.create(id)) {
      Created shape = shape(container, Optional.empty(), Optional.empty());
      Optional<OciTemplate> template = template(id, bundle, bundle.plan(id, shape), build);
      ContainerRecord record = record(id, bundle);
      keep(id, template, record.createdAs(record.process()), container, build);
      container.delete();
    }
  }

  private static ContainerRecord record(ContainerId id, OciBundle bundle)
      throws CommandException, IOException {
    OciConfig config = bundle.config();
    OciConfig.Hooks hooks = config.hooks();
    return new ContainerRecord(
        ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow(),
        false,
        config.ociVersion(),
        bundle.folder(),
        bundle.rootfs(),
        Instant.now(),
        ContainerCgroup.of(bundle.cgroup(id)).folders(),
        config.annotations(),
        !hooks.poststart().isEmpty() || !hooks.poststop().isEmpty());
  }

  /** What the executable cannot do it has undone. */
  private static void build(ContainerFolder container, ContainerRecord record)
      throws CommandException, IOException {
    int status;
    try {
      Process process = new ProcessBuilder(container.executable().toString()).inheritIO().start();
      Optional<ProcessIdentity> creator = ProcessIdentity.of(process.pid());
      if (creator.isPresent()) {
        container.keep(record.createdBy(creator.get()));
      }
      status = process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    if (status != 0) {
      if (status < FIRST_SIGNALLED) {
        Files.deleteIfExists(container.startFifo());
      }
      throw new CommandException(
          "the container cannot be created: " + report(container.reportFile(), status));
    }
  }

  private static String report(Path file, int status) throws IOException {
    return Files.exists(file)
        ? Files.readString(file).strip()
        : "its executable exited with " + status;
  }

  private static ProcessIdentity init(ContainerFolder container)
      throws CommandException, IOException {
    long pid = Long.parseLong(Files.readString(container.pidFile()));
    return ProcessIdentity.of(pid)
        .orElseThrow(() -> new CommandException("the container's init has ended at once"));
  }
}
