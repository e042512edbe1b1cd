package dev.cdlc.cli;

import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.ObservedInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.resolve.ProjectRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The sources that changed since a branch was left: those that git says are another, or not known
 * to it, and those that read such a file, or have such a project file.
 *
 * @param reference the branch, or any commit
 * @param paths of files that changed, without symbolic links above them; some are gone
 */
record Changed(String reference, Set<Path> paths, Inputs inputs, Settings settings)
    implements Predicate<SourceFile> {
  private static final String STANDARD_INPUT = "-";

  /**
   * What changed in the repositories that words of the command line lead into.
   *
   * @param reference a commit in any form that git knows
   */
  static Changed since(
      String reference, List<String> words, Walk walk, Inputs inputs, Settings settings)
      throws CommandException {
    var tops = new HashSet<Path>();
    var paths = new HashSet<Path>();
    for (String word : words.isEmpty() ? List.of("") : words) {
      if (word.equals(STANDARD_INPUT)) {
        throw new CommandException("standard input has no changes that git knows");
      }
      Path top = new Git(folder(word)).top();
      if (tops.add(top)) {
        paths.addAll(since(reference, top, walk));
      }
    }
    return new Changed(reference, paths, inputs, settings);
  }

  /** The folder that is there, and nearest above. */
  private static Path folder(String word) {
    Path folder = Path.of(word).toAbsolutePath();
    while (!Files.isDirectory(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static List<Path> since(String reference, Path top, Walk walk) throws CommandException {
    var git = new Git(top);
    git.refuseUnknown(reference);
    String base =
        git.output("merge-base", reference, "HEAD")
            .map(printed -> new String(printed, StandardCharsets.UTF_8).strip())
            .orElseThrow(
                () ->
                    new CommandException(
                        "'%s' has no commit in common with what is checked out in %s"
                            .formatted(reference, top),
                        "a shallow clone may have too few: git fetch --unshallow"));
    var paths = new ArrayList<Path>();
    paths.addAll(listed(git, "diff", "--name-only", "-z", "--no-renames", base, "--"));
    paths.addAll(
        switch (walk.extent()) {
          case USUAL -> listed(git, "ls-files", "-z", "--others", "--exclude-standard");
          case ALL -> listed(git, "ls-files", "-z", "--others");
        });
    return paths;
  }

  private static List<Path> listed(Git git, String... arguments) throws CommandException {
    byte[] printed =
        git.output(arguments)
            .orElseThrow(
                () ->
                    new CommandException(
                        "git %s failed in %s".formatted(arguments[0], git.folder())));
    return Arrays.stream(new String(printed, StandardCharsets.UTF_8).split("\0", -1))
        .filter(name -> !name.isEmpty())
        .map(git.folder()::resolve)
        .toList();
  }

  @Override
  public boolean test(SourceFile file) {
    return !paths.isEmpty()
        && (hasChanged(file.path()) || hasChangedProject(file.folder()) || readsChanged(file));
  }

  private boolean hasChanged(Path path) {
    return RealPaths.of(path).stream().anyMatch(paths::contains);
  }

  private boolean hasChangedProject(Path folder) {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (hasChanged(above.resolve(ProjectRoot.PROJECT_FILE))) {
        return true;
      }
    }
    return false;
  }

  private boolean readsChanged(SourceFile file) {
    var observed = new ObservedInputs(inputs);
    var _ = Found.compile(file, Paths.ABSOLUTE, observed, settings);
    return RealPaths.read(observed).stream().anyMatch(paths::contains);
  }
}
