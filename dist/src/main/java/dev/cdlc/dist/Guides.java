package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Man pages and completions, which the compiler itself writes: it knows its command line. */
final class Guides {
  private static final String MAIN_CLASS = "dev.cdlc.cli.GuideFiles";

  private Guides() {}

  /** Writes them anew, with the day of {@code time} on the pages. */
  static void write(Layout layout, FileTime time) throws IOException, InterruptedException {
    Folders.delete(layout.share());
    Command.run(
        new ProcessBuilder(
            layout.java().toString(),
            "-cp",
            layout.jar().toString(),
            MAIN_CLASS,
            layout.root().toString(),
            LocalDate.ofInstant(time.toInstant(), ZoneOffset.UTC).toString()));
    Files.createSymbolicLink(layout.manual(1).resolve("cdl-runtime.1"), Path.of("cdlc-oci.1"));
  }
}
