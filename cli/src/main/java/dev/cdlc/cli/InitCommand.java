package dev.cdlc.cli;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.importer.cdl.ContainerName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc init}: writes the first file of somebody who begins. */
final class InitCommand implements Command {
  private static final String FROM = "--from";
  private static final String NAME = "--name";
  private static final String ROOT = "--root";
  private static final String RUN = "--run";
  private static final String FORCE = "--force";
  private static final String SHELL = "/bin/sh";

  private final BooleanSupplier asked;

  /**
   * The command.
   *
   * @param asked whether there is somebody to answer questions
   */
  InitCommand(BooleanSupplier asked) {
    this.asked = asked;
  }

  @Override
  public String name() {
    return "init";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Writes a first .cdl file, for the project that is here or from three answers.",
                "",
                "A project of Maven, npm, Python or Go is known by its files; its container has"
                    + " this machine's programs, shows them the folder, and runs the tests."
                    + " Otherwise, or if there are several, three questions are asked on a"
                    + " terminal; Enter takes what stands in brackets. Without a terminal, options"
                    + " answer."),
            "init [FOLDER] [--from PROJECT] [--name NAME] [--root ROOT] [--run COMMAND] [--force]",
            "cdlc init",
            "cdlc init --from maven",
            "cdlc init --name web --root ./rootfs --run '/usr/sbin/nginx'")
        .addPositional(Shape.words("[FOLDER]", "Where to write it; this folder if unsaid."))
        .addOption(
            Shape.choice(
                FROM,
                "PROJECT",
                "The kind of project: %s.".formatted(String.join(", ", Project.words())),
                Project.words()))
        .addOption(
            Shape.value(
                NAME, "NAME", "The name of the container and the file; the folder's if unsaid."))
        .addOption(
            Shape.value(
                ROOT,
                "FOLDER",
                "A folder with all the files that the container sees, or host, for those of this"
                    + " machine, which holds if unsaid."))
        .addOption(Shape.value(RUN, "COMMAND", "What it runs, as one types it in a shell."))
        .addOption(Shape.flag(FORCE, "Write over a file that is there."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    Path folder = Path.of(words.words().isEmpty() ? "" : words.only("FOLDER"));
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      throw new CommandException("%s is not a folder".formatted(folder));
    }
    Optional<Path> home = Optional.ofNullable(console.environment().get("HOME")).map(Path::of);
    FirstFile first = first(folder, arguments, console).withFetched(home);
    Path file = folder.resolve(first.name() + ".cdl");
    if (!arguments.hasMatchedOption(FORCE) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandException(
          "%s is there already".formatted(file),
          "%s writes over it, %s gives another name".formatted(FORCE, NAME));
    }
    OutputFile.write(file, first.text().getBytes(StandardCharsets.UTF_8));
    console.out().printf("wrote %s, which runs: %s%n", file, first.command());
    console.out().printf("  to run it:          cdlc run %s%n", file);
    console.out().printf("  to write more:      cdlc explain%n");
    return Outcome.DONE;
  }

  private FirstFile first(Path folder, ParseResult arguments, Console console)
      throws CommandException {
    List<Project> projects = projects(folder, arguments);
    boolean said = projects.size() == 1 || arguments.hasMatchedOption(RUN);
    if (!said && !asked.getAsBoolean()) {
      throw undecided(folder, projects);
    }
    var answers = new Answers(arguments, console, !said);
    String name = answers.to(NAME, "What is it called", nameOf(folder));
    if (Name.read(name) instanceof Reading.Refusal<String> refusal) {
      throw new CommandException(refusal.message(), refusal.help());
    }
    String root =
        answers.to(
            ROOT, "Which files does it see: a folder, or host for this machine's", FirstFile.HOST);
    Optional<Project> project =
        projects.stream().findFirst().filter(_ -> root.equals(FirstFile.HOST));
    String usual = project.map(kind -> kind.command(folder)).orElse(SHELL);
    String command = answers.to(RUN, "What does it run", usual).strip();
    if (command.isEmpty()) {
      throw new CommandException(
          "init: the command is empty", "write it: %s COMMAND".formatted(RUN));
    }
    return new FirstFile(
        name, root, command, project.filter(_ -> command.equals(usual)), Optional.empty());
  }

  private static List<Project> projects(Path folder, ParseResult arguments)
      throws CommandException {
    if (!arguments.hasMatchedOption(FROM)) {
      return Project.in(folder);
    }
    String word = arguments.matchedOptionValue(FROM, "");
    return List.of(
        Project.named(word)
            .orElseThrow(
                () ->
                    new CommandException(
                        "%s does not know '%s'".formatted(FROM, word),
                        "it knows " + String.join(", ", Project.words()))));
  }

  private static CommandException undecided(Path folder, List<Project> projects) {
    return projects.isEmpty()
        ? new CommandException(
            "init: no file here tells what to run, and there is no terminal to ask at",
            "say it: %s COMMAND, or %s %s".formatted(RUN, FROM, String.join("|", Project.words())))
        : new CommandException(
            "init: the files here are of several projects: "
                + projects.stream()
                    .map(project -> project.file(folder).orElseThrow())
                    .collect(Collectors.joining(", ")),
            "say which: %s %s"
                .formatted(
                    FROM, projects.stream().map(Project::word).collect(Collectors.joining("|"))));
  }

  /** Of the folder, as far as its name can be one. */
  private static String nameOf(Path folder) {
    return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
        .flatMap(name -> ContainerName.of(name.toString()))
        .orElse("app");
  }
}
