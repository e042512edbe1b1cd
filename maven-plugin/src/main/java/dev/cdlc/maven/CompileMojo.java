package dev.cdlc.maven;

import java.io.File;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Writes bundles, a config.json for each container of a file: {@code cdlc compile}. */
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.COMPILE,
    requiresProject = false,
    threadSafe = true)
public final class CompileMojo extends CdlcMojo {
  /** The .cdl file. */
  @Parameter(property = "cdlc.file", required = true)
  String file = "";

  /**
   * Where {@code config.json} is written, or {@code NAME/config.json} for each of several
   * containers.
   */
  @Parameter(
      property = "cdlc.directory",
      defaultValue = "${project.build.directory}/cdlc",
      required = true)
  File directory = new File("cdlc");

  /** Values of params, by name. */
  @Parameter @Nullable Map<String, @Nullable String> set;

  /** The variant to lay over containers. */
  @Parameter(property = "cdlc.variant")
  @Nullable String variant;

  @Inject
  CompileMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  CommandLine commandLine() {
    return new CommandLine("compile")
        .option("-o", directory.getPath())
        .each("--set", set)
        .option("--variant", variant)
        .arguments(List.of(file));
  }
}
