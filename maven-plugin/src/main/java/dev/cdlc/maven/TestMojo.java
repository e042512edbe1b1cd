package dev.cdlc.maven;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Runs the tests of policies: {@code cdlc test}. */
@Mojo(name = "test", defaultPhase = LifecyclePhase.TEST, requiresProject = false, threadSafe = true)
public final class TestMojo extends CdlcMojo {
  /** Files, folders and globs; this folder if there is none. */
  @Parameter(property = "cdlc.paths")
  @Nullable List<String> paths;

  /** Tell also of each policy that no container is expected to break. */
  @Parameter(property = "cdlc.untested")
  boolean untested;

  /** The least grave finding that fails the build: error, warning, info or style. */
  @Parameter(property = "cdlc.failOn")
  @Nullable String failOn;

  @Inject
  TestMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  CommandLine commandLine() {
    return new CommandLine("test")
        .flag("--untested", untested)
        .option("--fail-on", failOn)
        .arguments(paths);
  }
}
