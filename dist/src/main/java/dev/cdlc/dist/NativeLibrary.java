package dev.cdlc.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native half of jnr-ffi, for the machine that the distribution is made on and for. Left in its
 * jar, it would be unpacked into the temporary folder by each process that needs it, which a folder
 * that is mounted noexec does not allow.
 */
final class NativeLibrary {
  private static final String FILE = "libjffi-1.2.so";

  private NativeLibrary() {}

  /** Unpacks it from whichever jar has it. */
  static void unpack(List<Path> jars, Path folder) throws IOException {
    String name = "jni/%s-Linux/%s".formatted(machine(), FILE);
    for (Path jar : jars) {
      try (var zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry(name);
        if (entry != null) {
          copy(zip.getInputStream(entry), folder);
          return;
        }
      }
    }
    throw new IllegalStateException("no jar has " + name);
  }

  private static void copy(InputStream library, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (library) {
      Files.copy(library, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** As jffi spells it. */
  private static String machine() {
    String machine = System.getProperty("os.arch");
    return machine.equals("amd64") ? "x86_64" : machine;
  }
}
