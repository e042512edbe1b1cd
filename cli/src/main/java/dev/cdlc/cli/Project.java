package dev.cdlc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A kind of project that {@code cdlc init} knows: its files, its tests, and what those need. */
enum Project {
  MAVEN(
      "mvn -o test",
      Optional.of(".m2"),
      "What Maven fetches must be in ~/.m2 before: run 'mvn test' once without the container."),
  NPM(
      "npm test",
      Optional.empty(),
      "What it depends on must be in node_modules before: run 'npm install' once."),
  PYTHON(
      "python3 -m unittest discover",
      Optional.of(".local/lib"),
      "What it depends on must be installed before, for all users or with 'pip install --user'."),
  GO(
      "go test ./...",
      Optional.of("go/pkg/mod"),
      "What it depends on must be in ~/go/pkg/mod before: run 'go mod download' once.");

  private static final String PYTEST = "python3 -m pytest -p no:cacheprovider";

  private final String command;
  private final Optional<String> fetched;
  private final String note;

  Project(String command, Optional<String> fetched, String note) {
    this.command = command;
    this.fetched = fetched;
    this.note = note;
  }

  /** What {@code --from} calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Project::word).toList();
  }

  static Optional<Project> named(String word) {
    return Arrays.stream(values()).filter(project -> project.word().equals(word)).findFirst();
  }

  /** Those that have left a file in {@code folder}. */
  static List<Project> in(Path folder) {
    return Arrays.stream(values()).filter(project -> project.file(folder).isPresent()).toList();
  }

  /** The name of the file by which {@code folder} is seen to be such a project. */
  Optional<String> file(Path folder) {
    return files().stream().filter(file -> Files.isRegularFile(folder.resolve(file))).findFirst();
  }

  private List<String> files() {
    return switch (this) {
      case MAVEN -> List.of("pom.xml");
      case NPM -> List.of("package.json");
      case PYTHON -> List.of("pyproject.toml", "requirements.txt", "setup.py");
      case GO -> List.of("go.mod");
    };
  }

  /** How people who work on the project run its tests. */
  String command(Path folder) {
    Predicate<String> saysPytest = file -> mentions(folder.resolve(file), "pytest");
    return this == PYTHON && files().stream().anyMatch(saysPytest) ? PYTEST : command;
  }

  /** Where its tools keep what they fetch, below a home; empty if that is in the project. */
  Optional<String> fetched() {
    return fetched;
  }

  /** What has to be there, since the container reaches no network. One sentence. */
  String note() {
    return note;
  }

  /** A file that is of no text says nothing. */
  private static boolean mentions(Path file, String word) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains(word);
    } catch (IOException e) {
      return false;
    }
  }
}
