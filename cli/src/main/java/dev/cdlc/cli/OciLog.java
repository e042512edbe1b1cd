package dev.cdlc.cli;

import dev.cdlc.plan.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Where engines read why a verb of the OCI runtime has failed: one line for each failure. */
record OciLog(Optional<Path> file, boolean json) {
  private static final String LOG = "--log";
  private static final String FORMAT = "--log-format";
  private static final String JSON = "json";

  static void addTo(CommandSpec spec) {
    spec.addOption(Shape.value(LOG, "FILE", "Append errors to this file, too."))
        .addOption(
            Shape.choice(
                FORMAT, "FORMAT", "The lines of that file: text or json.", List.of("text", JSON)));
  }

  static OciLog of(ParseResult arguments) throws CommandException {
    String format = arguments.matchedOptionValue(FORMAT, "text");
    if (!format.equals("text") && !format.equals(JSON)) {
      throw new CommandException("%s takes text or json, not '%s'".formatted(FORMAT, format));
    }
    return new OciLog(
        Optional.ofNullable(arguments.matchedOptionValue(LOG, (String) null)).map(Path::of),
        format.equals(JSON));
  }

  void error(String message) throws CommandException {
    if (file.isEmpty()) {
      return;
    }
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String line =
        json ? LogLine.json("error", message, time) : LogLine.text("error", message, time);
    try {
      Files.writeString(
          file.get(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new CommandException("cannot write %s: %s".formatted(file.get(), SourceFile.reason(e)));
    }
  }
}
