package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci spec}: a config.json to start from, with the defaults of CDL. */
final class OciSpec implements OciVerb {
  private static final String BUNDLE = "--bundle";
  private static final String ROOTLESS = "--rootless";
  private static final String CONFIG = "config.json";

  @Override
  public String name() {
    return "spec";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            "oci " + name(),
            List.of("Writes a config.json to start from, with a shell and the defaults of CDL."),
            "oci spec [--bundle FOLDER] [--rootless]",
            "sudo cdlc oci spec --bundle /srv/web")
        .addOption(
            OptionSpec.builder("-b", BUNDLE)
                .type(String.class)
                .paramLabel("FOLDER")
                .description("Where to write it; the working folder if unsaid.")
                .build())
        .addOption(Shape.flag(ROOTLESS, "For a user other than root, in a user namespace."));
  }

  @Override
  public int run(ParseResult arguments, OciHost host) throws CommandException {
    Path folder = Path.of(arguments.matchedOptionValue(BUNDLE, "")).toAbsolutePath().normalize();
    Path config = folder.resolve(CONFIG);
    if (!Files.isDirectory(folder)) {
      throw new CommandException("the bundle %s is no folder".formatted(folder));
    }
    if (Files.exists(config)) {
      throw new CommandException(config + " exists", "remove it first");
    }
    String json = json(folder, arguments.hasMatchedOption(ROOTLESS) ? rootless() : "");
    OutputFile.write(config, json.getBytes(StandardCharsets.UTF_8));
    return DONE;
  }

  /** The network stays the host's: who is not root can give a fresh one no device. */
  private static String rootless() {
    var ids = new CallerIds();
    return "ns pid, mount, ipc, uts, cgroup, user; uid-map 0 %d 1; gid-map 0 %d 1;"
        .formatted(ids.uid(), ids.gid());
  }

  private static String json(Path folder, String more) {
    String source =
        """
        container spec <
          root ./rootfs ro;
          hostname cdlc;
          run sh;
          env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin, TERM=xterm;
          %s
        >
        """
            .formatted(more);
    Compilation compilation =
        new Findings(Palette.PLAIN)
            .compile(
                SourceFile.of("spec.cdl", folder, source.getBytes(StandardCharsets.UTF_8)),
                Paths.RELATIVE,
                new FileInputs(Map.of()),
                Settings.NONE)
            .orElseThrow();
    return compilation.containers().getFirst().configJson();
  }
}
