package dev.cdlc.dist;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
   * Makes the folder {@code args[3]} from the jars on the class path {@code args[0]}, the
   * launcher's files in {@code args[1]} and the sample {@code args[2]}, which trains the AOT cache.
   * All files get the time {@code args[4]}, since the cache is bound to the times of the jars and
   * must survive an archive that keeps whole seconds. {@code args[5]} names the archive, where one
   * is wanted.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var layout = new Layout(Path.of(args[3]));
    var distribution = new Distribution(layout, FileTime.from(Instant.parse(args[4])));
    List<Path> jars = jarsOn(args[0]);
    distribution.copyJars(jars);
    distribution.copyLauncher(Path.of(args[1]));
    RuntimeImage.link(jars, layout.runtime());
    distribution.setTimes();
    Path log = layout.root().resolveSibling("aot-log");
    AotCache.train(layout, Path.of(args[2]), log);
    distribution.setTimes();
    String archive = args.length > 5 ? args[5] : "";
    if (!archive.isEmpty()) {
      distribution.archive(Path.of(archive));
    }
  }

  /** The jars of a class path, by name: the order that the AOT cache is bound to. */
  private static List<Path> jarsOn(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparing(Path::getFileName))
        .toList();
  }

  private void copyJars(List<Path> jars) throws IOException {
    Files.createDirectories(layout.lib());
    for (Path old : Folders.files(layout.lib())) {
      if (old.toString().endsWith(".jar")) {
        Files.delete(old);
      }
    }
    var modernize = new Modernize(jars);
    for (Path jar : jars) {
      modernize.copy(jar, layout.lib().resolve(jar.getFileName()));
    }
    writeMainJar(jars);
  }

  private void writeMainJar(List<Path> jars) throws IOException {
    String names = jars.stream().map(jar -> jar.getFileName().toString()).collect(joining(" "));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.MAIN_CLASS, MAIN_CLASS);
    manifest.getMainAttributes().put(Name.CLASS_PATH, names);
    try (var jar = new JarOutputStream(Files.newOutputStream(layout.mainJar()))) {
      var entry = new JarEntry(JarFile.MANIFEST_NAME);
      entry.setTimeLocal(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
      jar.putNextEntry(entry);
      manifest.write(jar);
      jar.closeEntry();
    }
  }

  private void copyLauncher(Path launcher) throws IOException {
    Files.createDirectories(layout.bin());
    Files.copy(
        launcher.resolve("cdlc"), layout.bin().resolve("cdlc"), COPY_ATTRIBUTES, REPLACE_EXISTING);
    Files.copy(launcher.resolve("jvm.options"), layout.jvmOptions(), REPLACE_EXISTING);
  }

  private void setTimes() throws IOException {
    for (Path path : Folders.tree(layout.root())) {
      Files.setLastModifiedTime(path, time);
    }
  }

  private void archive(Path archive) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"));
    command.addAll(List.of("-czf", archive.toString()));
    command.addAll(List.of("-C", layout.root().resolveSibling("").toString()));
    command.add(layout.root().getFileName().toString());
    Command.run(new ProcessBuilder(command));
  }
}
