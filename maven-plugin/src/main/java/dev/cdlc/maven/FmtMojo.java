package dev.cdlc.maven;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Brings .cdl files into their canonical form, or tells which are not: {@code cdlc fmt}. */
@Mojo(
    name = "fmt",
    defaultPhase = LifecyclePhase.PROCESS_SOURCES,
    requiresProject = false,
    threadSafe = true)
public final class FmtMojo extends CdlcMojo {
  /** Files, folders and globs; this folder if there is none. */
  @Parameter(property = "cdlc.paths")
  @Nullable List<String> paths;

  /** Write nothing; fail if a file would change, and name those that would. */
  @Parameter(property = "cdlc.check")
  boolean check;

  /** Take what .gitignore files name too. */
  @Parameter(property = "cdlc.noIgnore")
  boolean noIgnore;

  @Inject
  FmtMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  CommandLine commandLine() {
    return new CommandLine("fmt")
        .flag("--check", check)
        .flag("--no-ignore", noIgnore)
        .arguments(paths);
  }
}
