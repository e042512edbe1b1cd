package dev.cdlc.compiler.resolve;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import java.util.List;

/** The folder that includes may not leave: real, without symbolic links. */
public record ProjectRoot(String folder) {
  /** The file that says what holds for a project. */
  public static final String PROJECT_FILE = "cdlc.cdl";

  private static final List<String> MARKS = List.of(PROJECT_FILE, ".git");

  /** The nearest folder from {@code start} upwards that is marked as a project's; else start. */
  static ProjectRoot above(String start, Inputs inputs) {
    for (String folder = start; ; folder = Paths.parent(folder)) {
      if (isMarked(folder, inputs)) {
        return new ProjectRoot(folder);
      }
      if (folder.equals("/")) {
        return new ProjectRoot(start);
      }
    }
  }

  /** Whether a file of this name, or path, is a project's. */
  public static boolean isProjectFile(String name) {
    return name.equals(PROJECT_FILE) || name.endsWith("/" + PROJECT_FILE);
  }

  private static boolean isMarked(String folder, Inputs inputs) {
    return MARKS.stream()
        .anyMatch(
            mark -> inputs.realPath(Paths.join(folder, mark)) instanceof Answer.Found<String>);
  }

  /** Whether an absolute path without {@code .} and {@code ..} lies below the root. */
  boolean holds(String path) {
    return folder.equals("/") || path.startsWith(folder + "/");
  }
}
