package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJarsTest {
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** No more of a class file than says how old it is. */
  private static final String NEW_CLASS = "\0\0\0\0\0\0\0\101";

  private static final String MULTI_RELEASE = "Manifest-Version: 1.0\nMulti-Release: true\n";

  @TempDir private Path folder;

  @Test
  void classesLieApart() throws Exception {
    Path one = jar("one", Map.of("a/x.txt", "x", "META-INF/services/s.Service", "a.X"));
    Path two = jar("two", Map.of("b/Y.class", NEW_CLASS, "b/y.txt", "y"));

    assertThat(contents(merged(one, two)))
        .containsExactly(
            Map.entry(
                JarFile.MANIFEST_NAME,
                "Manifest-Version: 1.0\nMain-Class: a.Main\nClass-Path: classes.jar\n\n"),
            Map.entry("META-INF/services/s.Service", "a.X"),
            Map.entry("a/x.txt", "x"),
            Map.entry("b/y.txt", "y"));
    assertThat(contents(classes())).containsOnlyKeys("b/Y.class");
  }

  @Test
  void areTheSameWhateverTheOrderOfTheJars() throws Exception {
    Path one = jar("one", Map.of("a/x.txt", "x"));
    Path two = jar("two", Map.of("b/y.txt", "y"));
    byte[] merged = Files.readAllBytes(merged(one, two));

    assertThat(merged(two, one)).hasBinaryContent(merged);
  }

  @Test
  void takesTheVersionForThisJava() throws Exception {
    Path jar =
        jar(
            "one",
            Map.of(
                JarFile.MANIFEST_NAME,
                MULTI_RELEASE,
                "a/x.txt",
                "old",
                "META-INF/versions/11/a/x.txt",
                "new",
                "META-INF/versions/99/a/x.txt",
                "of a Java to come"));

    assertThat(contents(merged(jar))).containsEntry("a/x.txt", "new").hasSize(2);
  }

  @Test
  void leavesOutWhatDescribesAJar() throws Exception {
    Path jar = jar("one", Map.of("META-INF/maven/pom.xml", "", "jni/arm-Linux/libjffi-1.2.so", ""));

    assertThat(contents(merged(jar))).containsOnlyKeys(JarFile.MANIFEST_NAME);
  }

  @Test
  void refusesTwoEntriesOfOneName() throws Exception {
    Path one = jar("one", Map.of("a/x.txt", "x"));
    Path two = jar("two", Map.of("a/x.txt", "x"));

    assertThatThrownBy(() -> merged(one, two)).hasMessage("two jars have a/x.txt");
  }

  @Test
  void licencesStayReadable() throws Exception {
    Path one = jar("one-1.0", Map.of("META-INF/LICENSE", "mine", "META-INF/a.class", ""));
    Path two = jar("two-1.0", Map.of("META-INF/NOTICE.txt", "yours"));

    Licences.copy(List.of(one, two), folder.resolve("legal"));

    assertThat(folder.resolve("legal/one-1.0/LICENSE")).hasContent("mine");
    assertThat(folder.resolve("legal/two-1.0/NOTICE.txt")).hasContent("yours");
    assertThat(Folders.tree(folder.resolve("legal"))).hasSize(5);
  }

  /** The jar that is started. */
  private Path merged(Path... jars) throws IOException {
    Path target = folder.resolve("merged.jar");
    MergedJars.write(List.of(jars), "a.Main", TIME, target, classes());
    return target;
  }

  private Path classes() {
    return folder.resolve("classes.jar");
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path path = folder.resolve(name + ".jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(UTF_8));
        jar.closeEntry();
      }
    }
    return path;
  }

  private static Map<String, String> contents(Path path) throws IOException {
    var contents = new TreeMap<String, String>();
    try (var jar = new JarFile(path.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        try (InputStream content = jar.getInputStream(entry)) {
          contents.put(entry.getName(), new String(content.readAllBytes(), UTF_8));
        }
      }
    }
    return contents;
  }
}
