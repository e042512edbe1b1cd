package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The AOT cache: classes loaded and linked ahead of time, by a training run (JEP 483, JEP 514). */
final class AotCache {
  private AotCache() {}

  /**
   * Trains on {@code cdlc build sample}, which goes through every stage of the compiler and asks
   * nothing of the host, with the flags of production. What the JVM says about the classes it
   * leaves out goes to the folder {@code log}: a file for the run, and one for the process that
   * writes the cache after it.
   */
  static void train(Layout layout, Path sample, Path log) throws IOException, InterruptedException {
    Files.deleteIfExists(layout.aotCache());
    Folders.delete(log);
    Files.createDirectories(log);
    Path executable = Files.createTempFile("cdlc-training", "");
    try {
      var training =
          new ProcessBuilder(
              layout.java().toString(),
              "@" + layout.jvmOptions(),
              "-XX:TieredStopAtLevel=1",
              "-XX:AOTCacheOutput=" + layout.aotCache(),
              "-Xlog:aot,cds,aot+resolve*=info:file=" + log.resolve("%p.log"),
              "-jar",
              layout.mainJar().toString(),
              "build",
              sample.toString(),
              "-o",
              executable.toString());
      Command.run(training);
    } finally {
      Files.delete(executable);
    }
  }
}
