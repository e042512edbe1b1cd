package dev.cdlc.cli;

import dev.cdlc.cli.Walk.Extent;
import dev.cdlc.cli.Walk.Links;
import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle.Paths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of two versions that are compared: its sources, and what they include comes from.
 *
 * @param folder the one that was named; the sources of two folders are told apart by their paths
 */
record Side(List<SourceFile> files, Inputs inputs, Path folder, boolean isFolder) {
  /**
   * What a word stands for: a file, a folder, or {@code REV:PATH}, either of them at a revision.
   */
  static Side of(String word, Console console) throws CommandException {
    int colon = word.indexOf(':');
    return colon > 0 && !Files.exists(Path.of(word))
        ? ofRevision(word.substring(0, colon), word.substring(colon + 1), console)
        : ofFiles(word, console);
  }

  private static Side ofFiles(String word, Console console) throws CommandException {
    var files = new ArrayList<SourceFile>();
    SourcePaths paths = SourcePaths.of(word, new Walk(Links.FOLLOWED, Extent.USUAL));
    if (!paths.troubles().isEmpty()) {
      throw paths.troubles().getFirst();
    }
    for (String name : paths.names()) {
      files.add(SourceFile.read(name, console));
    }
    Path path = Path.of(word);
    return new Side(
        files, new FileInputs(console.environment()), path.normalize(), Files.isDirectory(path));
  }

  private static Side ofRevision(String name, String path, Console console)
      throws CommandException {
    var revision = Revision.of(name, Path.of("").toAbsolutePath(), console.environment());
    String wanted =
        revision
            .top()
            .relativize(
                (path.startsWith("./") || path.startsWith("../")
                        ? Path.of(path).toAbsolutePath()
                        : revision.top().resolve(path))
                    .normalize())
            .toString();
    var files = new ArrayList<SourceFile>();
    for (String source : revision.sources(wanted)) {
      byte[] content =
          revision
              .content(source)
              .orElseThrow(() -> new CommandException("cannot read %s:%s".formatted(name, source)));
      Path folder = Objects.requireNonNull(revision.top().resolve(source).getParent());
      files.add(SourceFile.of(source, folder, content));
    }
    boolean one = files.size() == 1 && files.getFirst().name().equals(wanted);
    return new Side(files, revision, Path.of(wanted), !one);
  }

  /** The containers by name; behind the path of its file where there is a folder of them. */
  SortedMap<String, CompiledContainer> containers(Settings settings, Findings findings) {
    var containers = new TreeMap<String, CompiledContainer>();
    for (SourceFile file : files) {
      findings
          .compile(file, Paths.RELATIVE, inputs, settings)
          .map(Compilation::containers)
          .orElse(List.of())
          .forEach(container -> containers.put(prefix(file) + nameOf(container), container));
    }
    return containers;
  }

  private String prefix(SourceFile file) {
    return isFolder ? folder.relativize(Path.of(file.name()).normalize()) + ":" : "";
  }

  private static String nameOf(CompiledContainer container) {
    return container.model().name().value();
  }
}
