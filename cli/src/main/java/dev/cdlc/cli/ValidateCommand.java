package dev.cdlc.cli;

import dev.cdlc.cli.Walk.Links;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.input.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc validate}: tells what is wrong in files and folders; needs nothing of the host. */
final class ValidateCommand implements Command {
  private static final String FIX = "--fix";
  private static final String OCI = "--oci";
  private static final String STDIN_FILENAME = "--stdin-filename";
  private static final String CHANGED = "--changed";
  private static final String WATCH = "--watch";
  private static final String HOST = "--host";
  private static final String BASELINE = "--baseline";
  private static final String WRITE_BASELINE = "--write-baseline";

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public CommandSpec spec() {
    return LintChoices.addTo(
        Choices.addTo(
            Shape.command(
                    name(),
                    List.of(
                        "Checks .cdl files and tells what is wrong, or unwise, in them.",
                        "",
                        "Exits with 0 if nothing is found that --fail-on names, 1 if something is, 2 if a file cannot be read"
                            + " or an output cannot be written."
                            + " Needs no root, no network and, without --host, nothing of this host. With --fix, symbolic"
                            + " links in folders are passed over."),
                    "validate [--level LEVEL] [--assume FACT]... [--fail-on SEVERITY] [--fix] [--output FORMAT[=FILE]]..."
                        + " [--changed REF] [--no-ignore] [--watch] [--set NAME=VALUE]... [--variant NAME] [PATH...]",
                    "cdlc validate web.cdl",
                    "cdlc validate --level restricted --assume cgroup=v2,kernel=6.1 ./containers",
                    "cdlc validate --fix ./containers",
                    "cdlc validate --changed origin/main",
                    "cdlc validate --watch ./containers",
                    "cdlc validate 'services/**/*.cdl'",
                    "cdlc validate --output sarif=report.sarif --output text ./containers",
                    "cdlc validate --oci bundle/config.json",
                    "cdlc validate - < web.cdl")
                .addPositional(
                    Shape.words(
                        "PATH",
                        "A file, a folder that has .cdl files in it or below, a quoted glob such as"
                            + " 'web/**/*.cdl', or - for standard input; the targets of cdlc.cdl, or this"
                            + " folder, if there is none. In folders, what .gitignore files name is passed over."))
                .addOption(Walk.option())
                .addOption(
                    Shape.value(
                        CHANGED,
                        "REF",
                        "Check only what git says is new or other since the branch left REF, and what"
                            + " includes such a file."))
                .addOption(
                    Shape.flag(
                        WATCH,
                        "Check again whenever a file is saved that matters, until ctrl-C; the exit status is then 130."))
                .addOption(
                    Shape.flag(
                        HOST,
                        "Look also at this host: whether paths, commands and controllers are there; its kernel,"
                            + " cgroups and your privileges are assumed, unless --assume says otherwise."))
                .addOption(Outputs.option())
                .addOption(
                    Shape.value(
                        STDIN_FILENAME,
                        "PATH",
                        "The file that standard input is taken for: findings name it, and paths start in its folder."))
                .addOption(
                    Shape.value(
                        BASELINE,
                        "FILE",
                        "Tell nothing of the findings that FILE holds; in the place of what cdlc.cdl names."))
                .addOption(
                    Shape.value(
                        WRITE_BASELINE,
                        "FILE",
                        "Write all findings into FILE instead of telling them, for --baseline; errors that keep"
                            + " a file from meaning anything are told all the same."))
                .addOption(
                    Shape.flag(
                        OCI,
                        "Check what any tool has written for OCI runtimes instead: each PATH is a"
                            + " config.json, or the folder of a bundle."))
                .addOption(
                    Shape.flag(
                        FIX,
                        "Apply the fixes of what is found to the files, and tell what is left; standard input is"
                            + " printed with them."))));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    boolean fix = arguments.hasMatchedOption(FIX);
    Outputs outputs = Outputs.of(arguments);
    List<String> words = words(arguments);
    if (fix && words.contains("-") && outputs.takeStandardOutput()) {
      throw new CommandException(
          "--fix prints standard input, and so no other output can go there",
          "write it to a file: --output FORMAT=FILE");
    }
    Optional<KnownFindings> written = path(arguments, WRITE_BASELINE).map(KnownFindings::all);
    Optional<KnownFindings> read = baseline(arguments);
    if (written.isPresent() && read.isPresent()) {
      throw new CommandException(
          "%s and %s exclude each other".formatted(BASELINE, WRITE_BASELINE),
          "a baseline is written anew, with all that is found");
    }
    if (arguments.hasMatchedOption(WATCH)) {
      return watch(arguments, words, outputs, console);
    }
    var inputs = new FileInputs(console.environment());
    Settings settings = settings(arguments);
    Optional<ThisHost> host =
        arguments.hasMatchedOption(HOST) ? Optional.of(ThisHost.read()) : Optional.empty();
    Optional<Changed> changed = Optional.empty();
    if (arguments.hasMatchedOption(CHANGED)) {
      String reference = arguments.matchedOptionValue(CHANGED, "");
      changed = Optional.of(Changed.since(reference, words, walk(arguments), inputs, settings));
    }
    Outcome outcome =
        new Validation(
                fix,
                check(arguments, inputs, settings, host),
                walk(arguments),
                changed,
                settings,
                lint(arguments, host),
                written.or(() -> read),
                outputs,
                Optional.ofNullable(arguments.matchedOptionValue(STDIN_FILENAME, (String) null)),
                Color.palette(arguments, console),
                console)
            .of(words);
    if (written.isPresent()) {
      write(written.get(), outcome, console);
    }
    return outcome;
  }

  private static Check check(
      ParseResult arguments, FileInputs inputs, Settings settings, Optional<ThisHost> host) {
    Check check = arguments.hasMatchedOption(OCI) ? Check.ofConfig() : Check.of(inputs, settings);
    return host.map(check::on).orElse(check);
  }

  private static LintChoices lint(ParseResult arguments, Optional<ThisHost> host)
      throws CommandException {
    LintChoices said = LintChoices.of(arguments);
    return host.map(ThisHost::assumptions).map(said::assuming).orElse(said);
  }

  private static Walk walk(ParseResult arguments) {
    return Walk.of(arguments, arguments.hasMatchedOption(FIX) ? Links.PASSED_OVER : Links.FOLLOWED);
  }

  private static Settings settings(ParseResult arguments) throws CommandException {
    return Choices.of(arguments).with(Settings.Values.DISPENSABLE);
  }

  private static Outcome watch(
      ParseResult arguments, List<String> words, Outputs outputs, Console console)
      throws CommandException {
    for (String option : List.of(FIX, CHANGED, WRITE_BASELINE, HOST)) {
      refuseWithWatch(arguments.hasMatchedOption(option), option);
    }
    refuseWithWatch(words.contains("-"), "standard input");
    refuseWithWatch(!outputs.areTextOnly(), "an output other than text");
    Palette palette = Color.palette(arguments, console);
    Settings settings = settings(arguments);
    LintChoices lint = LintChoices.of(arguments);
    return Watch.of(
        words,
        (there, check) ->
            new Validation(
                false,
                check,
                walk(arguments),
                Optional.empty(),
                settings,
                lint,
                baseline(arguments),
                outputs,
                Optional.empty(),
                palette,
                there),
        new Memory(new FileInputs(console.environment()), settings),
        console);
  }

  private static void refuseWithWatch(boolean given, String what) throws CommandException {
    if (given) {
      throw new CommandException("%s cannot go with %s".formatted(WATCH, what));
    }
  }

  private static Optional<Path> path(ParseResult arguments, String option) {
    return Optional.ofNullable(arguments.matchedOptionValue(option, (String) null)).map(Path::of);
  }

  private static Optional<KnownFindings> baseline(ParseResult arguments) throws CommandException {
    Optional<Path> file = path(arguments, BASELINE);
    return file.isPresent() ? Optional.of(KnownFindings.read(file.get())) : Optional.empty();
  }

  /** Not where something was not looked at: its findings would be missing. */
  private static void write(KnownFindings known, Outcome outcome, Console console)
      throws CommandException {
    if (outcome == Outcome.USAGE) {
      throw new CommandException(
          "%s was not written: not everything was checked".formatted(known.file()));
    }
    known.write();
    console
        .err()
        .printf("%s written to %s%n", Findings.counted(known.count(), "finding"), known.file());
  }

  private static List<String> words(ParseResult arguments) throws CommandException {
    List<String> words = Words.of(arguments).words();
    if (!arguments.hasMatchedOption(OCI)) {
      return words;
    }
    for (String option : List.of(FIX, CHANGED, WATCH, "--set", "--variant")) {
      if (arguments.hasMatchedOption(option)) {
        throw new CommandException("%s is for CDL, and so not for %s".formatted(option, OCI));
      }
    }
    return (words.isEmpty() ? List.of(".") : words).stream().map(ValidateCommand::config).toList();
  }

  /** A bundle stands for its config.json. */
  private static String config(String word) {
    Path path = Path.of(word);
    return Files.isDirectory(path) ? path.resolve("config.json").normalize().toString() : word;
  }
}
