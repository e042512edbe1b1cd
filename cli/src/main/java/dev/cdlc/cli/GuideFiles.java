package dev.cdlc.cli;

import dev.cdlc.cli.guide.Edition;
import dev.cdlc.cli.guide.Guide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

/** Where the JVM starts to write man pages and completions for the distribution. */
public final class GuideFiles {
  private GuideFiles() {}

  /** Writes them below the folder {@code arguments[0]}, dated {@code arguments[1]}: 2026-01-31. */
  public static void main(String[] arguments) throws IOException {
    Path prefix = Path.of(arguments[0]);
    var edition = new Edition(Version.CDLC, LocalDate.parse(arguments[1]));
    for (var file : Guide.files(Cdlc.shapes(), edition).entrySet()) {
      Path path = prefix.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
  }
}
