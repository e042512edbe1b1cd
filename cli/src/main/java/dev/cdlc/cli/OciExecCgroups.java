package dev.cdlc.cli;

import dev.cdlc.runtime.cgroup.Cgroups;
import dev.cdlc.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The cgroups that {@code exec} puts a command into: those of the container, or cgroups in them.
 *
 * @param beneath paths in the container's cgroups by controllers of v1; by an empty name for all
 */
record OciExecCgroups(Map<String, String> beneath) {
  private static final String CGROUP = "--cgroup";
  private static final String ALL = "";

  /** Those of the container. */
  static final OciExecCgroups NONE = new OciExecCgroups(Map.of());

  static void addTo(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(CGROUP)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("[CONTROLLER:]PATH")
            .description("Run it in this cgroup, which is there in the container's.")
            .build());
  }

  static OciExecCgroups of(ParseResult arguments) throws CommandException {
    List<String> said = arguments.matchedOptionValue(CGROUP, List.of());
    var beneath = new TreeMap<String, String>();
    for (String one : said) {
      int colon = one.indexOf(':');
      if (colon < 0 && said.size() > 1) {
        throw new CommandException(
            "%s is given more than once, and '%s' names no controller".formatted(CGROUP, one));
      }
      String controllers = colon < 0 ? ALL : one.substring(0, colon);
      for (String controller : controllers.split(",", -1)) {
        if (beneath.put(controller, one.substring(colon + 1)) != null) {
          throw new CommandException(
              "%s names the controller '%s' twice".formatted(CGROUP, controller));
        }
      }
    }
    return new OciExecCgroups(beneath);
  }

  /**
   * Where the command is to be, of the folders that the container's cgroup is.
   *
   * @param init the container's, by its pid
   */
  List<Path> in(List<Path> folders, Cgroups cgroups, long init)
      throws CommandException, IOException {
    for (String controller : beneath.keySet()) {
      if (!controller.equals(ALL) && folder(controller, folders, cgroups).isEmpty()) {
        throw new CommandException(
            "the container has no cgroup of the controller '%s'".formatted(controller));
      }
    }
    List<Path> joined = new ArrayList<>();
    for (Path folder : folders) {
      Optional<String> path = path(folder, folders, cgroups);
      joined.add(path.isPresent() ? beneath(folder, path.get()) : open(folder, cgroups, init));
    }
    return joined;
  }

  private Optional<String> path(Path folder, List<Path> folders, Cgroups cgroups) {
    for (Map.Entry<String, String> one : beneath.entrySet()) {
      if (one.getKey().equals(ALL)
          || folder(one.getKey(), folders, cgroups).filter(folder::equals).isPresent()) {
        return Optional.of(one.getValue());
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> folder(String controller, List<Path> folders, Cgroups cgroups) {
    Optional<Path> mount = cgroups.of(controller).map(Hierarchy::mountPoint);
    return folders.stream().filter(one -> mount.filter(one::startsWith).isPresent()).findFirst();
  }

  private static Path beneath(Path folder, String path) throws CommandException {
    Path found = folder.resolve("./" + path).normalize();
    if (!found.startsWith(folder)) {
      throw new CommandException("the cgroup %s is not in the container's".formatted(path));
    }
    if (!Files.isDirectory(found)) {
      throw new CommandException(
          "the container has no cgroup %s".formatted(path), "make %s first".formatted(found));
    }
    return found;
  }

  /** One of v2 that has handed controllers down takes no process (EBUSY): the init is below. */
  private static Path open(Path folder, Cgroups cgroups, long init) throws IOException {
    Path handedDown = folder.resolve("cgroup.subtree_control");
    if (!Files.exists(handedDown) || Files.readString(handedDown).isBlank()) {
      return folder;
    }
    return cgroups
        .own(Path.of("/proc", Long.toString(init), "cgroup"))
        .filter(own -> own.startsWith(folder))
        .orElse(folder);
  }
}
