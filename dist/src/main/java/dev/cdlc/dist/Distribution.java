package dev.cdlc.dist;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The making of the distribution, step by step, from the jars and the launcher's files. */
public final class Distribution {
  private static final String MAIN_CLASS = "dev.cdlc.cli.Main";

  private final Layout layout;
  private final FileTime time;

  private Distribution(Layout layout, FileTime time) {
    this.layout = layout;
    this.time = time;
  }

  /**
   * Makes the folder {@code args[2]} from the jars on the class path {@code args[0]} and the files
   * of the module in {@code args[1]}. All files get the time {@code args[3]}, since the AOT cache
   * is bound to the times of the jars and must survive an archive that keeps whole seconds. The
   * packages go to the folder {@code args[4]}, where they are wanted, with the version {@code
   * args[5]}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Path> jars = jarsOn(args[0]);
    Path module = Path.of(args[1]);
    var layout = new Layout(Path.of(args[2]));
    var distribution = new Distribution(layout, FileTime.from(Instant.parse(args[3])));
    distribution.mergeJars(jars);
    distribution.copyFiles(module);
    NativeLibrary.unpack(jars, layout.nativeLibraries());
    RuntimeImage.link(jars, layout.runtime());
    Launcher.write(layout);
    Guides.write(layout, distribution.time);
    distribution.setTimes();
    AotCache.train(layout, module.resolve("src/main/training"));
    distribution.setTimes();
    if (args.length > 4 && !args[4].isEmpty()) {
      distribution.pack(module, new Packages(Path.of(args[4]), args[5]));
    }
  }

  private static List<Path> jarsOn(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .toList();
  }

  private void mergeJars(List<Path> jars) throws IOException {
    Files.createDirectories(layout.lib());
    MergedJars.write(jars, MAIN_CLASS, time, layout.jar(), layout.classes());
    Licences.copy(jars, layout.legal());
  }

  private void copyFiles(Path module) throws IOException {
    Path launcher = module.resolve("src/main/launcher");
    Files.createDirectories(layout.bin());
    copy(launcher.resolve("cdlc"), layout.bin().resolve("cdlc"));
    Files.deleteIfExists(layout.runtimeName());
    Files.createSymbolicLink(layout.runtimeName(), Path.of("cdlc"));
    copy(launcher.resolve("jvm.options"), layout.jvmOptions());
    copy(module.resolveSibling("LICENSE"), layout.root().resolve("LICENSE"));
    copy(module.resolve("THIRD-PARTY.txt"), layout.root().resolve("THIRD-PARTY.txt"));
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.copy(source, target, COPY_ATTRIBUTES, REPLACE_EXISTING);
  }

  private void pack(Path module, Packages packages) throws IOException, InterruptedException {
    Path name = layout.root().getFileName();
    Tar.pack(packages.archive(), time, layout.root().resolveSibling(""), name.toString());
    DebianPackage.write(layout, module, packages, time);
  }

  private void setTimes() throws IOException {
    for (Path path : Folders.tree(layout.root())) {
      Files.setLastModifiedTime(path, time);
    }
  }
}
