package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The packages of Debian whose libraries the distribution's are linked with. Which they are depends
 * on the JDK that the run-time image is linked from: some have these libraries in them.
 */
final class SharedLibraries {
  private static final String ELF = "\u007fELF";

  /** The names that stand in a table of strings of ELF, and the packages that have such files. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "libz.so.1", "zlib1g",
              "libgcc_s.so.1", "libgcc-s1",
              "libstdc++.so.6", "libstdc++6"));

  /** A version of symbols that the C library must have. */
  private static final Pattern GLIBC = Pattern.compile("(?<=\0)GLIBC_2\\.(\\d+)(?=[.\0])");

  private SharedLibraries() {}

  /** The value of {@code Depends}, for the ELF files below {@code folder}. */
  static String packages(Path folder) throws IOException {
    int glibc = 0;
    var packages = new ArrayList<String>();
    for (Path file : Folders.tree(folder)) {
      if (Files.isRegularFile(file)) {
        String content = Files.readString(file, ISO_8859_1);
        if (content.startsWith(ELF)) {
          glibc = Math.max(glibc, glibc(content));
          packages.addAll(named(content));
        }
      }
    }
    packages.addFirst(glibc == 0 ? "libc6" : "libc6 (>= 2.%d)".formatted(glibc));
    return String.join(", ", packages.stream().distinct().toList());
  }

  private static int glibc(String content) {
    return GLIBC
        .matcher(content)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElse(0);
  }

  private static List<String> named(String content) {
    return PACKAGES.entrySet().stream()
        .filter(library -> content.contains("\0" + library.getKey() + "\0"))
        .map(Map.Entry::getValue)
        .toList();
  }
}
