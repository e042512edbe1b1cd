package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.OciResources.Cpu;
import dev.cdlc.compiler.oci.OciResources.Memory;
import dev.cdlc.importer.oci.ReadOci;
import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Update;
import dev.cdlc.runtime.container.ContainerFolder;
import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci update}: changes the limits of a container that runs. */
final class OciUpdate implements OciVerb {
  private static final String RESOURCES = "--resources";

  @Override
  public String name() {
    return "update";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Shape.command(
                "oci " + name(),
                List.of(
                    "Changes the limits of a container that runs; what is not said stays.",
                    "",
                    "A file of resources has what `linux.resources` of a config.json has; with one,"
                        + " the other options count for nothing."),
                "oci update [--resources FILE | LIMIT...] CONTAINER-ID",
                "sudo cdlc oci update --memory 64M --pids-limit 100 web")
            .addOption(
                OptionSpec.builder("-r", RESOURCES)
                    .type(String.class)
                    .paramLabel("FILE")
                    .description("JSON of the resources; - for standard input.")
                    .build());
    OciLimit.addTo(spec);
    return spec.addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    try (ContainerFolder container = host.store().open(id)) {
      if (!container.status().hasInit()) {
        throw new CommandException("container not running: " + id.value());
      }
      OciResources resources = resources(arguments, host.console());
      var update = new Update(container.record().orElseThrow().cgroups(), Cgroups.read());
      update.write(Lower.limits(completed(resources, update)));
    }
    return DONE;
  }

  /** Limits that the kernel takes together with others, which stay as they are if unsaid. */
  private static OciResources completed(OciResources resources, Update now) throws IOException {
    Optional<Cpu> cpu = resources.cpu();
    if (cpu.isPresent() && cpu.get().quota().isPresent() != cpu.get().period().isPresent()) {
      List<Long> bandwidth = bandwidth(now);
      cpu =
          cpu.map(
              one ->
                  one.with(
                      one.quota().or(() -> bandwidth.stream().findFirst()),
                      one.period().or(() -> bandwidth.stream().skip(1).findFirst())));
    }
    Optional<Memory> memory = resources.memory();
    if (memory.isPresent() && memory.get().limit().isEmpty() && memory.get().swap().isPresent()) {
      Optional<Long> limit = now.now("memory.max").stream().findFirst();
      memory = memory.map(one -> one.with(limit));
    }
    return resources.with(cpu, memory);
  }

  /** Quota and period; nothing where CPU time is not limited yet. */
  private static List<Long> bandwidth(Update now) throws IOException {
    List<Long> v2 = now.now("cpu.max");
    return v2.isEmpty()
        ? Stream.concat(now.now("cpu.cfs_quota_us").stream(), now.now("cpu.cfs_period_us").stream())
            .toList()
        : v2;
  }

  private static OciResources resources(ParseResult arguments, Console console)
      throws CommandException, IOException {
    Source source = source(arguments, console);
    Result<OciResources> read = ReadOci.resources(source);
    if (read.value().isEmpty()) {
      throw new CommandException(OciBundle.text(Sources.of(source), read.diagnostics()));
    }
    return read.value().get();
  }

  private static Source source(ParseResult arguments, Console console)
      throws CommandException, IOException {
    Optional<String> file =
        Optional.ofNullable(arguments.matchedOptionValue(RESOURCES, (String) null));
    if (file.isEmpty()) {
      return new Source(new SourceId("options"), OciLimit.json(arguments));
    }
    boolean standardInput = file.get().equals("-");
    try (InputStream in =
        standardInput ? console.in() : Files.newInputStream(Path.of(file.get()))) {
      var id = new SourceId(standardInput ? "<stdin>" : file.get());
      return Source.decode(id, in.readNBytes(SourceFile.READ_LIMIT))
          .value()
          .orElseThrow(() -> new CommandException(file.get() + " is no text of UTF-8"));
    }
  }
}
