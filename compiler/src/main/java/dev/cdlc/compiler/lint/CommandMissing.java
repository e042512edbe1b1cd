package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.lint.HostFacts.Program;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.Root;
import java.util.Optional;

/** A command that is not in the root file system, or whose interpreter is not. */
final class CommandMissing implements ContainerRule {
  private static final String HELP = "put it there, or name one that is in the root file system";

  @Override
  public Code code() {
    return Code.COMMAND_MISSING;
  }

  @Override
  public Scale scale() {
    return Scale.always(Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    Optional<String> root = container.filesystem().root().flatMap(said -> folder(said.value()));
    Optional<Located<Command>> command = container.process().command();
    if (report.host().isPresent() && root.isPresent() && command.isPresent()) {
      new Search(container, report.host().get(), root.get(), command.get(), report).run();
    }
  }

  /** The folder that the root file system is, where it is one before the container starts. */
  private static Optional<String> folder(Root root) {
    return switch (root) {
      case Root.Directory directory -> Optional.of(directory.path());
      case Root.Overlay overlay when overlay.upper().isEmpty() -> Optional.of(overlay.path());
      case Root.Overlay _ -> Optional.empty();
      case Root.Host _ -> Optional.of("/");
      case Root.Programs _, Root.Archive _, Root.Image _ -> Optional.empty();
    };
  }

  /** One look for a command, as execvp(3) would look for it in the container. */
  private record Search(
      Container container, HostFacts host, String root, Located<Command> command, Report report) {
    void run() {
      String name = command.value().args().getFirst();
      if (host.lacks(root)) {
        return;
      }
      if (name.contains("/")) {
        check(inContainer(name));
      } else {
        container.process().searchPath().ifPresent(path -> check(name, path));
      }
    }

    /** From the working folder, where it is not absolute. */
    private String inContainer(String path) {
      String cwd = container.process().cwd().map(Located::value).orElse("/");
      return path.startsWith("/") ? path : cwd + "/" + path.replaceFirst("^(\\./+)+", "");
    }

    private void check(String path) {
      switch (program(path)) {
        case Program.Missing _ -> tell("there is no `%s` in `%s`".formatted(path, root), HELP);
        case Program.NotExecutable _ ->
            tell("`%s` in `%s` is not executable".formatted(path, root), HELP);
        case Program.Present(Optional<String> interpreter) ->
            interpreter.ifPresent(of -> checkInterpreter(path, of));
        case Program.Hidden _ -> {}
      }
    }

    /** The first that can be executed counts, and what cannot be looked at might be that. */
    private void check(String name, String searchPath) {
      for (String folder : searchPath.split(":", -1)) {
        String path = inContainer(folder + "/" + name);
        switch (program(path)) {
          case Program.Missing _, Program.NotExecutable _ -> {}
          case Program.Present(Optional<String> interpreter) -> {
            interpreter.ifPresent(of -> checkInterpreter(path, of));
            return;
          }
          case Program.Hidden _ -> {
            return;
          }
        }
      }
      tell(
          "there is no `%s` that can be executed in `%s`".formatted(name, root),
          "it is looked for in the folders of PATH, which is `%s`".formatted(searchPath));
    }

    /** What is mounted over the root is not known here. */
    private Program program(String path) {
      return isMountedOver(path) ? new Program.Hidden() : host.program(root, path);
    }

    private void checkInterpreter(String path, String interpreter) {
      if (program(interpreter) instanceof Program.Missing) {
        tell(
            "`%s` cannot be executed: its interpreter `%s` is not in `%s`"
                .formatted(path, interpreter, root),
            HELP);
      }
    }

    private boolean isMountedOver(String path) {
      return container.filesystem().mounts().stream()
          .map(Located::value)
          .map(Mount::target)
          .anyMatch(target -> path.equals(target) || path.startsWith(target + "/"));
    }

    private void tell(String message, String help) {
      report.add(command.span(), message, help);
    }
  }
}
