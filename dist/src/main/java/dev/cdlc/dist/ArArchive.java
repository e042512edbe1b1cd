package dev.cdlc.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An archive as ar(1) makes it, in the common format of deb(5). */
final class ArArchive {
  private static final String MAGIC = "!<arch>\n";

  private ArArchive() {}

  /**
   * Packs {@code files}, whose names have at most 16 characters; each is root's, and has one time.
   */
  static void write(Path archive, FileTime time, List<Path> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      out.write(MAGIC.getBytes(US_ASCII));
      for (Path file : files) {
        long size = Files.size(file);
        String header =
            "%-16s%-12d%-6d%-6d%-8s%-10d`\n"
                .formatted(file.getFileName(), time.to(TimeUnit.SECONDS), 0, 0, "100644", size);
        out.write(header.getBytes(US_ASCII));
        Files.copy(file, out);
        // Members begin at even places.
        out.write("\n".repeat((int) (size % 2)).getBytes(US_ASCII));
      }
    }
  }
}
