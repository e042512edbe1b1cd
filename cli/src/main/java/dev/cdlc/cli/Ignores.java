package dev.cdlc.cli;

import dev.cdlc.cli.IgnoreFile.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code .gitignore} files that speak of what is in a folder: its own, those of the folders
 * above as far as the top of its git repository, and the repository's {@code info/exclude}. Outside
 * of a repository there is the folder's own. What a user's configuration excludes everywhere is not
 * heard: the same folder is walked alike on every machine.
 *
 * @param files the inner ones first, which have the say
 */
record Ignores(List<IgnoreFile> files) {
  static final String GIT = ".git";
  static final String NAME = ".gitignore";
  private static final String GITDIR = "gitdir:";

  Ignores {
    files = List.copyOf(files);
  }

  /**
   * Those of a folder that a walk starts at.
   *
   * @param folder without symbolic links
   */
  static Ignores of(Path folder) throws IOException {
    var between = new ArrayList<Path>();
    for (Path above = folder; above != null; above = above.getParent()) {
      between.add(above);
      if (Files.exists(above.resolve(GIT))) {
        return ofRepository(between.reversed());
      }
    }
    return new Ignores(List.of(own(folder)));
  }

  /** Those of a folder that is in the one that these are of. */
  Ignores in(Path folder) throws IOException {
    if (Files.exists(folder.resolve(GIT))) {
      return ofRepository(List.of(folder));
    }
    IgnoreFile own = own(folder);
    return own.rules().isEmpty() ? this : behind(own);
  }

  private static Ignores ofRepository(List<Path> folders) throws IOException {
    Path top = folders.getFirst();
    var ignores = new Ignores(List.of(IgnoreFile.read(exclude(top), top)));
    for (Path folder : folders) {
      ignores = ignores.behind(own(folder));
    }
    return ignores;
  }

  private Ignores behind(IgnoreFile inner) {
    var all = new ArrayList<IgnoreFile>();
    all.add(inner);
    all.addAll(files);
    return new Ignores(all);
  }

  private static IgnoreFile own(Path folder) throws IOException {
    return IgnoreFile.read(folder.resolve(NAME), folder);
  }

  /** See gitrepository-layout(5): in a linked worktree, {@code .git} is a file. */
  private static Path exclude(Path top) throws IOException {
    Path git = top.resolve(GIT);
    if (Files.isRegularFile(git)) {
      String said = Files.readString(git).strip();
      git = top.resolve(said.startsWith(GITDIR) ? said.substring(GITDIR.length()).strip() : GIT);
    }
    Path common = git.resolve("commondir");
    if (Files.isRegularFile(common)) {
      git = git.resolve(Files.readString(common).strip());
    }
    return git.resolve("info/exclude");
  }

  /**
   * Whether an entry is to be passed over. It is in a folder that is not.
   *
   * @param entry without symbolic links above it
   */
  boolean ignore(Path entry, boolean isFolder) {
    return files.stream()
        .map(file -> file.verdict(entry, isFolder))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(Verdict.IGNORED::equals)
        .isPresent();
  }
}
