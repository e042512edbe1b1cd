package dev.cdlc.maven;

import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Checks .cdl files and tells what is wrong, or unwise, in them: {@code cdlc validate}. */
@Mojo(
    name = "validate",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class ValidateMojo extends CdlcMojo {
  /** Files, folders and globs; the targets of cdlc.cdl, or this folder, if there is none. */
  @Parameter(property = "cdlc.paths")
  @Nullable List<String> paths;

  /** How much is asked of containers: privileged, baseline or restricted. */
  @Parameter(property = "cdlc.level")
  @Nullable String level;

  /** What is known of where containers run, as in {@code cgroup=v2}. */
  @Parameter(property = "cdlc.assume")
  @Nullable List<String> assume;

  /** That containers run on this machine, which may be looked at. */
  @Parameter(property = "cdlc.host")
  boolean host;

  /** The least grave finding that fails the build: error, warning, info or style. */
  @Parameter(property = "cdlc.failOn")
  @Nullable String failOn;

  /** Reports, as in {@code sarif=target/cdlc.sarif}; what is found is in Maven's log as well. */
  @Parameter(property = "cdlc.outputs")
  @Nullable List<String> outputs;

  /** The file of findings that are known. */
  @Parameter(property = "cdlc.baseline")
  @Nullable String baseline;

  /** Check only what changed since the branch left this revision of git. */
  @Parameter(property = "cdlc.changed")
  @Nullable String changed;

  /** Take what .gitignore files name too. */
  @Parameter(property = "cdlc.noIgnore")
  boolean noIgnore;

  /** Values of params, by name. */
  @Parameter @Nullable Map<String, @Nullable String> set;

  /** The variant to lay over containers. */
  @Parameter(property = "cdlc.variant")
  @Nullable String variant;

  @Inject
  ValidateMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  CommandLine commandLine() {
    var command = new CommandLine("validate");
    if (outputs != null && !outputs.isEmpty()) {
      command.option("--output", "text");
    }
    return command
        .each("--output", outputs)
        .option("--level", level)
        .each("--assume", assume)
        .flag("--host", host)
        .option("--fail-on", failOn)
        .option("--baseline", baseline)
        .option("--changed", changed)
        .flag("--no-ignore", noIgnore)
        .each("--set", set)
        .option("--variant", variant)
        .arguments(paths);
  }

  /** As in {@code target/cdlc.sarif} of {@code sarif=target/cdlc.sarif}. */
  @Override
  List<String> written() {
    List<String> all = outputs == null ? List.of() : outputs;
    return all.stream()
        .filter(output -> output.contains("="))
        .map(output -> output.substring(output.indexOf('=') + 1))
        .toList();
  }
}
