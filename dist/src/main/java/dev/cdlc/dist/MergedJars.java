package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipFile;

/**
 * The contents of several jars, in two: one of the classes, one of all else. At every start the JVM
 * opens each jar of its class path and checks it against the AOT cache: for thirty of them, a tenth
 * of a cold start. Whoever looks for an entry reads the whole directory of a jar first; so
 * resources, which no cache holds, lie apart, and the jar of the classes is only opened for a class
 * that the cache does not have.
 */
final class MergedJars {
  private static final String CLASS = ".class";

  /** By name: one order, whatever the class path. */
  private final SortedMap<String, byte[]> entries = new TreeMap<>();

  private final Modernize modernize;
  private final FileTime time;

  private MergedJars(Modernize modernize, FileTime time) {
    this.modernize = modernize;
    this.time = time;
  }

  /**
   * Makes the jar that is started, which has the resources, and that of the classes beside it. All
   * their entries have one time.
   */
  static void write(List<Path> jars, String mainClass, FileTime time, Path started, Path classes)
      throws IOException {
    var merged = new MergedJars(new Modernize(jars), time);
    for (Path jar : jars) {
      merged.add(jar);
    }
    String manifest =
        "Manifest-Version: 1.0\nMain-Class: %s\nClass-Path: %s\n\n"
            .formatted(mainClass, classes.getFileName());
    merged.entries.put(JarFile.MANIFEST_NAME, manifest.getBytes(US_ASCII));
    merged.write(started, name -> !name.endsWith(CLASS));
    merged.write(classes, name -> name.endsWith(CLASS));
  }

  /**
   * Of a class that a jar has for several versions of Java, the one that this version would take.
   */
  private void add(Path path) throws IOException {
    try (var jar = new JarFile(path.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
      for (JarEntry entry : jar.versionedStream().filter(MergedJars::belongs).toList()) {
        try (InputStream content = jar.getInputStream(entry)) {
          add(entry.getName(), content.readAllBytes());
        }
      }
    }
  }

  private void add(String name, byte[] content) {
    if (entries.putIfAbsent(name, modernize.rewrite(name, content)) != null) {
      throw new IllegalStateException("two jars have " + name);
    }
  }

  /**
   * False for what describes a jar, for modules, since a class path has none, and for the native
   * libraries, which lie in a folder of their own.
   */
  private static boolean belongs(JarEntry entry) {
    String name = entry.getName();
    boolean describes = name.startsWith("META-INF/") && !name.startsWith("META-INF/services/");
    return !entry.isDirectory()
        && !describes
        && !name.equals("module-info.class")
        && !name.startsWith("jni/");
  }

  private void write(Path target, Predicate<String> selection) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(target))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (selection.test(entry.getKey())) {
          write(entry.getKey(), entry.getValue(), jar);
        }
      }
    }
  }

  private void write(String name, byte[] content, JarOutputStream jar) throws IOException {
    var entry = new JarEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}
