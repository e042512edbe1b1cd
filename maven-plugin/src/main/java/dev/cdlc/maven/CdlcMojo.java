package dev.cdlc.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What all goals share: the Java that cdlc runs on, and where what it prints goes. */
abstract class CdlcMojo extends AbstractMojo {
  private static final String JDK = "jdk";
  private static final int FINDINGS = 1;

  private final ToolchainManager toolchains;

  @Parameter(defaultValue = "${session}", readonly = true)
  @Nullable MavenSession session;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true)
  List<Artifact> artifacts = List.of();

  /** Where relative paths start. */
  @Parameter(defaultValue = "${project.basedir}", readonly = true)
  @Nullable File basedir;

  /** Do nothing. */
  @Parameter(property = "cdlc.skip")
  boolean skip;

  /**
   * The folder of a Java of version 25 or later. If it is unset, cdlc runs on the toolchain that
   * the build has selected, on one of toolchains.xml, or on Maven's own Java: the first that is new
   * enough.
   */
  @Parameter(property = "cdlc.javaHome")
  @Nullable File javaHome;

  CdlcMojo(ToolchainManager toolchains) {
    this.toolchains = toolchains;
  }

  abstract CommandLine commandLine();

  /** The files that are written, whose folders may not be there yet. */
  List<String> written() {
    return List.of();
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("skipped, as cdlc.skip says");
      return;
    }
    CommandLine command = commandLine();
    getLog().debug("cdlc " + String.join(" ", command.words()));
    makeFolders();
    tell(run(jdk(), command), command.words().get(0));
  }

  private Run run(Jdk jdk, CommandLine command) throws MojoExecutionException {
    try {
      return Run.of(jdk, classPath(), folder(), command);
    } catch (IOException e) {
      throw new MojoExecutionException("cannot run %s: %s".formatted(jdk.java(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  private void makeFolders() throws MojoExecutionException {
    for (String file : written()) {
      Path parent = folder().resolve(file).getParent();
      try {
        if (parent != null) {
          Files.createDirectories(parent);
        }
      } catch (IOException e) {
        throw new MojoExecutionException("cannot make the folder of %s: %s".formatted(file, e), e);
      }
    }
  }

  private List<Path> classPath() {
    return artifacts.stream().map(artifact -> artifact.getFile().toPath()).toList();
  }

  private Path folder() {
    return basedir == null ? Path.of("").toAbsolutePath() : basedir.toPath();
  }

  /** What is found is as grave as the exit status says: it is one stream, and keeps its order. */
  private void tell(Run run, String command) throws MojoExecutionException, MojoFailureException {
    run.out().forEach(line -> getLog().info(line));
    run.err().forEach(line -> tell(line, run.status()));
    if (run.status() == FINDINGS) {
      throw new MojoFailureException("cdlc " + command + " tells why above");
    }
    if (run.status() != 0) {
      throw new MojoExecutionException(
          "cdlc %s failed with exit status %d, and tells why above"
              .formatted(command, run.status()));
    }
  }

  private void tell(String line, int status) {
    if (status == 0) {
      getLog().warn(line);
    } else {
      getLog().error(line);
    }
  }

  private Jdk jdk() throws MojoExecutionException {
    List<Jdk> found = javaHome == null ? installed() : List.of(Jdk.at(javaHome.toPath()));
    return Jdk.firstOf(found)
        .orElseThrow(
            () ->
                new MojoExecutionException(
                    ("cdlc needs Java %d or later; found: %s. Run Maven on such a Java, say where"
                            + " one is with -Dcdlc.javaHome=FOLDER, or list it in"
                            + " ~/.m2/toolchains.xml")
                        .formatted(Jdk.LEAST, Jdk.listed(found))));
  }

  private List<Jdk> installed() {
    var found = new ArrayList<Jdk>();
    var chosen = new ArrayList<Toolchain>();
    Toolchain selected = toolchains.getToolchainFromBuildContext(JDK, session);
    if (selected != null) {
      chosen.add(selected);
    }
    chosen.addAll(
        toolchains.getToolchains(session, JDK, Map.of("version", "[%d,)".formatted(Jdk.LEAST))));
    for (Toolchain one : chosen) {
      String java = one.findTool("java");
      if (java != null) {
        found.add(Jdk.of(Path.of(java)));
      }
    }
    found.add(Jdk.at(Path.of(Objects.requireNonNull(System.getProperty("java.home")))));
    return found;
  }
}
