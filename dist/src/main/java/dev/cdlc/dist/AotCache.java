package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The AOT cache: classes loaded and linked ahead of time, by a training run (JEP 483, JEP 514). */
final class AotCache {
  private static final String MAIN_CLASS = "dev.cdlc.cli.Training";

  private AotCache() {}

  /**
   * Trains on the commands that users wait for, with the flags of production; they go through every
   * stage of the compiler, and ask the host what {@code cdlc doctor} does. What the JVM says about
   * the classes it leaves out goes to a folder of logs: a file for the run, and one for the process
   * that writes the cache after it.
   *
   * @param samples a folder with the files that the commands read; they read a copy, beside which
   *     they unpack an image
   */
  static void train(Layout layout, Path samples) throws IOException, InterruptedException {
    Files.deleteIfExists(layout.aotCache());
    Folders.delete(layout.aotLog());
    Files.createDirectories(layout.aotLog());
    Path folder = Files.createTempDirectory("cdlc-training");
    try {
      Files.createFile(executable(folder));
      Files.createFile(folder.resolve("0123456789abcdef"));
      Path copy = folder.resolve("samples");
      Folders.copy(samples, copy);
      TrainingImage.write(copy.resolve("image"), copy.resolve("image-root"));
      Command.run(training(layout, folder));
    } finally {
      Folders.delete(folder);
    }
  }

  private static Path executable(Path folder) {
    return folder.resolve("executable");
  }

  /** No profile is recorded: what reads it at a start pays off only for longer runs. */
  private static ProcessBuilder training(Layout layout, Path folder) {
    var training =
        new ProcessBuilder(
            layout.java().toString(),
            "@" + layout.jvmOptions(),
            "-Djffi.boot.library.path=" + layout.nativeLibraries(),
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:AOTCacheOutput=" + layout.aotCache(),
            "-Xlog:aot,cds,aot+resolve*=info:file=" + layout.aotLog().resolve("%p.log"),
            "-cp",
            layout.jar().toString(),
            MAIN_CLASS,
            "bundle",
            folder.resolve("state").toString(),
            "validate typical.cdl",
            "validate faulty.cdl",
            "run typical.cdl typical",
            "run typical.cdl small",
            "run image.cdl",
            "oci features",
            "oci --root %s create --bundle bundle trained".formatted(folder.resolve("state")),
            "oci --root %s delete --force trained".formatted(folder.resolve("state")),
            "doctor");
    training.environment().put("CDLC_EXECUTABLE", executable(folder).toString());
    training.environment().put("CDLC_CACHE", folder.toString());
    return training.directory(folder.resolve("samples").toFile());
  }
}
