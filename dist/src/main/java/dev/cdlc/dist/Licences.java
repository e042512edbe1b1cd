package dev.cdlc.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** The licences and notices that jars carry, for users to read where the jars are gone. */
final class Licences {
  private static final Pattern TEXT = Pattern.compile("META-INF/([^/]*(?:LICENSE|NOTICE)[^/]*)");

  private Licences() {}

  /** Makes {@code folder}, with a folder in it for each jar that has some. */
  static void copy(List<Path> jars, Path folder) throws IOException {
    Folders.delete(folder);
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      copy(jar, folder.resolve(name.substring(0, name.lastIndexOf('.'))));
    }
  }

  private static void copy(Path path, Path folder) throws IOException {
    try (var jar = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        var text = TEXT.matcher(entry.getName());
        if (text.matches()) {
          Files.createDirectories(folder);
          try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, folder.resolve(text.group(1)));
          }
        }
      }
    }
  }
}
