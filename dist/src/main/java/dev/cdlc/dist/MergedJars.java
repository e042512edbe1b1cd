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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipFile;

/**
 * The classes and resources of several jars, as one jar. At every start the JVM opens each jar of
 * its class path and checks it against the AOT cache: for thirty of them, a tenth of a cold start.
 */
final class MergedJar {
  /** By name: one order, whatever the class path. */
  private final SortedMap<String, byte[]> entries = new TreeMap<>();

  private final Modernize modernize;

  private MergedJar(Modernize modernize) {
    this.modernize = modernize;
  }

  /** Makes the jar {@code target}, all of whose entries have one time. */
  static void write(List<Path> jars, String mainClass, FileTime time, Path target)
      throws IOException {
    var merged = new MergedJar(new Modernize(jars));
    for (Path jar : jars) {
      merged.add(jar);
    }
    String manifest = "Manifest-Version: 1.0\nMain-Class: " + mainClass + "\n\n";
    merged.write(manifest.getBytes(US_ASCII), time, target);
  }

  /**
   * Of a class that a jar has for several versions of Java, the one that this version would take.
   */
  private void add(Path path) throws IOException {
    try (var jar = new JarFile(path.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
      for (JarEntry entry : jar.versionedStream().filter(MergedJar::belongs).toList()) {
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

  private void write(byte[] manifest, FileTime time, Path target) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(target))) {
      write(JarFile.MANIFEST_NAME, manifest, time, jar);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        write(entry.getKey(), entry.getValue(), time, jar);
      }
    }
  }

  private static void write(String name, byte[] content, FileTime time, JarOutputStream jar)
      throws IOException {
    var entry = new JarEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}
