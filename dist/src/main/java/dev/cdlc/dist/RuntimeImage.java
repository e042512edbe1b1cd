package dev.cdlc.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** The Java run-time image: the modules that jdeps names for a set of jars, linked by jlink. */
final class RuntimeImage {
  /**
   * Modules that jackson-databind names and does without: bean annotations, SQL types and DOM nodes
   * are looked up by reflection.
   */
  private static final Set<String> OPTIONAL = Set.of("java.desktop", "java.sql", "java.xml");

  private RuntimeImage() {}

  /** Links the image into {@code folder}, unless one of the same JDK and modules is there. */
  static void link(List<Path> jars, Path folder) throws IOException {
    String modules = String.join(",", modulesOf(jars));
    String identity = System.getProperty("java.runtime.version") + " " + modules + "\n";
    Path stamp = folder.resolveSibling(folder.getFileName() + ".image");
    if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
      return;
    }
    Files.deleteIfExists(stamp);
    Folders.delete(folder);
    call(
        "jlink",
        List.of(
            "--add-modules",
            modules,
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    Files.writeString(stamp, identity);
  }

  /**
   * Of the JDK: where a jar is a module itself, jdeps names that too, and packages behind a slash.
   */
  private static Set<String> modulesOf(List<Path> jars) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--ignore-missing-deps", "--list-deps"));
    arguments.addAll(List.of("--multi-release", String.valueOf(Runtime.version().feature())));
    jars.stream().map(Path::toString).forEach(arguments::add);
    return Arrays.stream(call("jdeps", arguments).strip().split("\\s+"))
        .map(dependency -> dependency.split("/", 2)[0])
        .filter(module -> ModuleFinder.ofSystem().find(module).isPresent())
        .filter(module -> !OPTIONAL.contains(module))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String call(String name, List<String> arguments) {
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + name));
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        tool.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException(name + " failed: " + out + err);
    }
    return out.toString();
  }
}
