package dev.cdlc.cli;

import dev.cdlc.compiler.input.Observation;
import dev.cdlc.compiler.input.ObservedInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The names that the system knows files by, whatever links they were reached through. */
final class RealPaths {
  private RealPaths() {}

  /** That of a file, or of a link and of what it leads to; of one that is gone too. */
  static Set<Path> of(Path file) {
    Path path = file.toAbsolutePath().normalize();
    var real = new HashSet<Path>();
    real.add(inRealFolder(path));
    try {
      real.add(path.toRealPath());
    } catch (IOException _) {
      // It is not there, and has no other name.
    }
    return real;
  }

  private static Path inRealFolder(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      return path;
    }
    try {
      return folder.toRealPath().resolve(path.getFileName());
    } catch (IOException _) {
      return path;
    }
  }

  /** Those of all that a compilation asked for, be it there or not. */
  static Set<Path> read(ObservedInputs inputs) {
    var real = new HashSet<Path>();
    for (Observation observation : inputs.observations()) {
      switch (observation) {
        case Observation.RealPath(String path, _) -> real.addAll(of(Path.of(path)));
        case Observation.File(String path, _) -> real.addAll(of(Path.of(path)));
        case Observation.Image(var source, _) -> real.addAll(of(Path.of(source.path())));
        case Observation.Variable _ -> {}
      }
    }
    return real;
  }
}
