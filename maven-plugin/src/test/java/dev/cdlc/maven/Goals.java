package dev.cdlc.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.logging.Log;

/** Goals as Maven hands them over, without Maven. */
final class Goals {
  private Goals() {}

  /** One whose paths start in a folder; the class path is that of the tests. */
  static <M extends CdlcMojo> M in(Path folder, Log log, M goal) {
    goal.basedir = folder.toFile();
    goal.artifacts = artifacts();
    goal.setLog(log);
    return goal;
  }

  private static List<Artifact> artifacts() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Goals::artifact)
        .toList();
  }

  private static Artifact artifact(String path) {
    var artifact =
        new DefaultArtifact("g", "a", "1", "runtime", "jar", "", new DefaultArtifactHandler("jar"));
    artifact.setFile(new File(path));
    return artifact;
  }
}
