package dev.cdlc.cli;

import dev.cdlc.importer.cdl.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first file of somebody who begins: one container, and comments that say what is what.
 *
 * @param name of the container
 * @param root {@code host}, or a folder with a tree of its own
 * @param command a line as one types it in a shell
 * @param project whose command it is
 * @param fetched a folder of the host with what the project's tools have fetched, and where they
 *     look for it in the container
 */
record FirstFile(
    String name,
    String root,
    String command,
    Optional<Project> project,
    Optional<Mounted> fetched) {
  static final String HOST = "host";

  /** Root's home in a container, wherever the host's is. */
  private static final Path HOME = Path.of("/root");

  /** What a shell would do more with than to separate words. */
  private static final Pattern NEEDS_SHELL = Pattern.compile("[^A-Za-z0-9 _./:=,@%+-]");

  record Mounted(Path source, Path target) {}

  /** The same, with what the project's tools have fetched for the caller, if that is anything. */
  FirstFile withFetched(Optional<Path> home) {
    Optional<Mounted> there =
        project
            .flatMap(Project::fetched)
            .flatMap(
                below ->
                    home.map(folder -> new Mounted(folder.resolve(below), HOME.resolve(below))))
            .filter(mounted -> Files.isDirectory(mounted.source()));
    return new FirstFile(name, root, command, project, there);
  }

  /** CDL, in its canonical form. */
  String text() {
    var lines = new ArrayList<String>();
    lines.add("# %s:".formatted(purpose()));
    lines.add("#");
    lines.add("#   cdlc run %s.cdl".formatted(name));
    lines.add("#");
    lines.add("# It is cut off from the network, and sees no process of this machine's.");
    project.ifPresent(kind -> lines.add("# " + kind.note()));
    lines.add("container %s <".formatted(name));
    for (String statement : statements()) {
      lines.add("  " + statement);
    }
    lines.add(">");
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String purpose() {
    return project
        .map(kind -> "Runs the tests of this project in a container")
        .orElse("Runs a command in a container");
  }

  private List<String> statements() {
    var statements = new ArrayList<String>();
    if (root.equals(HOST)) {
      statements.add("root host; # the files of this machine, to read, but for homes and /tmp");
      statements.add("bind ./ /tmp/work nosuid nodev; # the folder of this file, to change, too");
      fetched.ifPresent(
          mounted ->
              statements.add(
                  "bind %s %s ro nosuid nodev;"
                      .formatted(
                          Word.of(mounted.source().toString()),
                          Word.of(mounted.target().toString()))));
      statements.add("cwd /tmp/work;");
    } else {
      statements.add("root %s; # a folder with all the files that it sees".formatted(path(root)));
    }
    statements.add(run());
    return statements;
  }

  /** The words after `root` that name kinds of roots are folders behind a dot and a slash. */
  private static String path(String folder) {
    return Word.of(folder.startsWith("/") || folder.startsWith("./") ? folder : "./" + folder);
  }

  private String run() {
    String line = command.strip();
    return NEEDS_SHELL.matcher(line).find()
        ? "shell %s;".formatted(Word.quoted(line))
        : Arrays.stream(line.split(" +", -1))
            .map(Word::of)
            .collect(Collectors.joining(" ", "run ", ";"));
  }
}
