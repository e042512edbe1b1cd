package dev.cdlc.cli;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.input.Settings.Values;
import dev.cdlc.compiler.lint.ProjectSettings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import dev.cdlc.compiler.resolve.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The project files of sources: the nearest {@code cdlc.cdl} from a source's folder upwards, not
 * beyond the root of its repository. Each is read once; it may be asked for from any thread.
 */
final class ProjectFiles {
  private final Inputs inputs;
  private final Baselines baselines;
  private final Map<Path, Optional<Path>> nearest = new ConcurrentHashMap<>();
  private final Map<Path, ProjectFile> read = new ConcurrentHashMap<>();

  /** Whether the files of known findings that projects name are read. */
  enum Baselines {
    READ,
    LEFT
  }

  ProjectFiles(Inputs inputs, Baselines baselines) {
    this.inputs = inputs;
    this.baselines = baselines;
  }

  /**
   * A project file as it was read.
   *
   * @param folder where its paths start
   * @param found what is wrong with it
   * @param known the findings that its baseline holds
   * @param trouble why it, or its baseline, could not be read
   */
  record ProjectFile(
      Path folder,
      ProjectSettings settings,
      Found found,
      Optional<KnownFindings> known,
      Optional<CommandException> trouble) {
    private ProjectFile with(Optional<KnownFindings> findings, Optional<CommandException> reason) {
      return new ProjectFile(folder, settings, found, findings, reason);
    }
  }

  /** What holds for the sources of a folder; empty where no project file does. */
  Optional<ProjectFile> of(Path folder) {
    return nearest(folder.normalize()).map(root -> read.computeIfAbsent(root, this::read));
  }

  /** What is checked where no path is named: the targets of the project that this folder is. */
  List<String> targets() {
    Path here = Path.of("").toAbsolutePath();
    return of(here)
        .filter(project -> project.folder().equals(here))
        .map(project -> project.settings().targets())
        .orElse(List.of());
  }

  /** The files of known findings that were read. */
  List<KnownFindings> known() {
    return read.values().stream().flatMap(file -> file.known().stream()).toList();
  }

  /** Why project files could not be read. */
  List<CommandException> troubles() {
    return read.values().stream().flatMap(file -> file.trouble().stream()).toList();
  }

  private Optional<Path> nearest(Path folder) {
    Optional<Path> known = nearest.get(folder);
    if (known == null) {
      known = search(folder);
      nearest.put(folder, known);
    }
    return known;
  }

  private Optional<Path> search(Path folder) {
    if (Files.exists(folder.resolve(ProjectRoot.PROJECT_FILE), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(folder);
    }
    Path parent = folder.getParent();
    return parent == null || Files.exists(folder.resolve(".git"))
        ? Optional.empty()
        : nearest(parent);
  }

  private ProjectFile read(Path folder) {
    try {
      SourceFile file = SourceFile.file(fromHere(folder.resolve(ProjectRoot.PROJECT_FILE)));
      return withBaseline(read(folder, file));
    } catch (CommandException e) {
      return new ProjectFile(
          folder, ProjectSettings.NONE, Found.NOTHING, Optional.empty(), Optional.of(e));
    }
  }

  private ProjectFile read(Path folder, SourceFile file) {
    Result<Compilation> compiled =
        Found.compile(file, Paths.ABSOLUTE, inputs, Settings.NONE.with(Values.DISPENSABLE));
    Result<ProjectSettings> settings =
        compiled
            .value()
            .flatMap(Compilation::project)
            .map(ProjectSettings::of)
            .orElse(Result.of(ProjectSettings.NONE, List.of()));
    return new ProjectFile(
        folder,
        settings.value().orElse(ProjectSettings.NONE),
        found(compiled, settings),
        Optional.empty(),
        Optional.empty());
  }

  private ProjectFile withBaseline(ProjectFile file) {
    Optional<Path> path =
        file.settings()
            .baseline()
            .filter(_ -> baselines == Baselines.READ)
            .map(name -> fromHere(file.folder().resolve(name).normalize()));
    if (path.isEmpty()) {
      return file;
    }
    try {
      return file.with(Optional.of(KnownFindings.read(path.get())), Optional.empty());
    } catch (CommandException e) {
      return file.with(Optional.empty(), Optional.of(e));
    }
  }

  /** One that is empty still says where the project is. */
  private static Found found(Result<Compilation> compiled, Result<ProjectSettings> settings) {
    List<Diagnostic> all = new ArrayList<>(Found.in(compiled).diagnostics());
    all.removeIf(found -> found.code() == Code.EMPTY_FILE);
    all.addAll(settings.diagnostics());
    List<Source> sources =
        compiled.value().map(compilation -> compilation.sources().all()).orElse(List.of());
    return all.isEmpty() ? Found.NOTHING : new Found(sources, all, List.of());
  }

  /** As someone would name the file from here, so that it is told once though it is checked too. */
  private static Path fromHere(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
