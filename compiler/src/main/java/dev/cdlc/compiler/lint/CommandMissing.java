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

  /** One look for a command; only for one that is named by its path. */
  private record Search(
      Container container, HostFacts host, String root, Located<Command> command, Report report) {
    void run() {
      String path = command.value().args().getFirst();
      if (!path.startsWith("/") || isMountedOver(path) || host.lacks(root)) {
        return;
      }
      switch (host.program(root, path)) {
        case Program.Missing _ -> tell("there is no `%s` in `%s`".formatted(path, root));
        case Program.NotExecutable _ ->
            tell("`%s` in `%s` is not executable".formatted(path, root));
        case Program.Present(Optional<String> interpreter) ->
            interpreter.ifPresent(of -> checkInterpreter(path, of));
        case Program.Hidden _ -> {}
      }
    }

    private void checkInterpreter(String path, String interpreter) {
      if (!isMountedOver(interpreter)
          && host.program(root, interpreter) instanceof Program.Missing) {
        tell(
            "`%s` cannot be executed: its interpreter `%s` is not in `%s`"
                .formatted(path, interpreter, root));
      }
    }

    private boolean isMountedOver(String path) {
      return container.filesystem().mounts().stream()
          .map(Located::value)
          .map(Mount::target)
          .anyMatch(target -> path.equals(target) || path.startsWith(target + "/"));
    }

    private void tell(String message) {
      report.add(
          command.span(), message, "put it there, or name one that is in the root file system");
    }
  }
}
