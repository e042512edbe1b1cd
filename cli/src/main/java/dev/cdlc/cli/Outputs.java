package dev.cdlc.cli;

import dev.cdlc.compiler.report.Format;
import dev.cdlc.compiler.report.Format.Written;
import dev.cdlc.compiler.report.Formats;
import dev.cdlc.compiler.report.Report;
import dev.cdlc.compiler.report.StepSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** In which forms findings are told, and where. */
final class Outputs {
  private static final String OPTION = "--output";
  private static final String TEXT = "text";
  private static final String GITHUB = "github";

  /** The variable in which GitHub names the file for a step's summary. */
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  /**
   * One form, and where it goes.
   *
   * @param format empty for the text that people read
   * @param path empty for standard output; for the text, which goes to standard error
   */
  private record Output(Optional<Format> format, Optional<Path> path) {
    boolean isText() {
      return format.isEmpty();
    }

    boolean takesStandardOutput() {
      return !isText() && path.isEmpty();
    }
  }

  private final List<Output> outputs;

  private Outputs(List<Output> outputs) {
    this.outputs = outputs;
  }

  static OptionSpec option() {
    return OptionSpec.builder(OPTION)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel("FORMAT[=FILE]")
        .description(
            "Tell what is found as %s, into a file or on standard output; text goes to standard error. May be given again for others."
                .formatted(choice()))
        .completionCandidates(names())
        .build();
  }

  private static String choice() {
    return String.join(", ", names()).replaceFirst(", (\\w+)$", " or $1");
  }

  private static List<String> names() {
    return Stream.concat(Stream.of(TEXT), Formats.ALL.stream().map(Format::name)).toList();
  }

  static Outputs of(ParseResult arguments) throws CommandException {
    var outputs = new ArrayList<Output>();
    for (String word : arguments.<List<String>>matchedOptionValue(OPTION, List.of(TEXT))) {
      outputs.add(output(word));
    }
    refuseOnePlaceForTwo(outputs);
    return new Outputs(List.copyOf(outputs));
  }

  private static Output output(String word) throws CommandException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<Path> path =
        equals < 0 ? Optional.empty() : Optional.of(Path.of(word.substring(equals + 1)));
    if (path.isPresent() && path.get().toString().isEmpty()) {
      throw new CommandException("%s %s names no file".formatted(OPTION, word));
    }
    if (name.equals(TEXT) && path.isPresent()) {
      throw new CommandException(
          OPTION + " text takes no file", "redirect standard error: 2> " + path.get());
    }
    if (name.equals(TEXT)) {
      return new Output(Optional.empty(), Optional.empty());
    }
    Format format =
        Formats.named(name)
            .orElseThrow(
                () ->
                    new CommandException(
                        "%s takes %s, not '%s'".formatted(OPTION, choice(), name)));
    return new Output(Optional.of(format), path);
  }

  private static void refuseOnePlaceForTwo(List<Output> outputs) throws CommandException {
    if (outputs.stream().filter(Output::takesStandardOutput).count() > 1) {
      throw new CommandException(
          "two formats cannot share standard output", "write one to a file: --output FORMAT=FILE");
    }
    var files = new HashSet<Path>();
    for (Output output : outputs) {
      if (output.path().isPresent() && !files.add(output.path().get().toAbsolutePath())) {
        throw new CommandException("two outputs cannot share " + output.path().get());
      }
    }
  }

  /** Whether only people read what is found. */
  boolean areTextOnly() {
    return outputs.stream().allMatch(Output::isText);
  }

  boolean takeStandardOutput() {
    return outputs.stream().anyMatch(Output::takesStandardOutput);
  }

  /** The console for the text, which may be nowhere; its {@code out} is free of other formats. */
  Console text(Console console) {
    boolean shown = outputs.stream().anyMatch(Output::isText);
    if (!shown) {
      var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      return new Console(console.in(), nowhere, nowhere, console.environment(), false);
    }
    return takeStandardOutput()
        ? new Console(
            console.in(), console.err(), console.err(), console.environment(), console.terminal())
        : console;
  }

  /** Writes all formats; one that cannot be written stops no other. Returns whether all were. */
  boolean write(Report report, Console console) {
    boolean delivered = true;
    for (Output output : outputs) {
      delivered &= output.isText() || delivered(output, report, console);
    }
    return delivered;
  }

  private static boolean delivered(Output output, Report report, Console console) {
    try {
      Format format = output.format().orElseThrow();
      Written written = format.write(report);
      if (output.path().isPresent()) {
        OutputFile.write(output.path().get(), written.text().getBytes(StandardCharsets.UTF_8));
      } else {
        console.out().print(written.text());
      }
      written.cut().ifPresent(clause -> console.err().println(format.name() + ": " + clause));
      if (format.name().equals(GITHUB)) {
        summarize(report, console);
      }
      return true;
    } catch (CommandException e) {
      console.complain(e);
      return false;
    }
  }

  private static void summarize(Report report, Console console) throws CommandException {
    String file = console.environment().getOrDefault(STEP_SUMMARY, "");
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file),
          StepSummary.of(report),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new CommandException("cannot write %s: %s".formatted(file, SourceFile.reason(e)));
    }
  }
}
