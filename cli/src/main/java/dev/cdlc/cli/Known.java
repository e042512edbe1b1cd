package dev.cdlc.cli;

import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.compiler.lower.Shape;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.runtime.container.StateException;
import dev.cdlc.runtime.running.Description;
import dev.cdlc.runtime.running.RunFolder;
import dev.cdlc.runtime.running.RunningContainers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/**
 * How a container will be known while it runs.
 *
 * @param folder the absolute path of the folder that has a file for each name
 * @param name empty for the container's own
 */
record Known(Path folder, Optional<String> name) {
  static final String NAME = "--name";

  /**
   * What the command line says; empty for a caller who has no folder for it. Where the folder is
   * not safe, a note says that the container will not be known.
   */
  static Optional<Known> of(
      RunFolders folders, SeenFiles seen, ParseResult arguments, Console console)
      throws CommandException {
    Optional<String> name = Optional.ofNullable(arguments.matchedOptionValue(NAME, (String) null));
    if (name.isPresent() && !RunningContainers.isName(name.get())) {
      throw new CommandException(
          "no container can be called '%s'".formatted(name.get()),
          "a name has up to 63 of a-z, 0-9 and -, a letter first");
    }
    Optional<RunFolder> folder = folders.of(seen::variable);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path prepared = folder.get().prepare();
      seen.notePresence(prepared.toString());
      return Optional.of(new Known(prepared, name));
    } catch (StateException e) {
      return unknown(folder.get(), String.valueOf(e.getMessage()), seen, console);
    } catch (IOException e) {
      return unknown(folder.get(), SourceFile.reason(e), seen, console);
    }
  }

  /** It is compiled again when the folder has changed. */
  private static Optional<Known> unknown(
      RunFolder folder, String reason, SeenFiles seen, Console console) {
    seen.note(folder.path().toString());
    console.err().println("cdlc: note: 'cdlc ps' will not list the container: " + reason);
    return Optional.empty();
  }

  /**
   * The shape of a container that is known so.
   *
   * @param file the path that it was compiled from, or a dash
   */
  Shape.Attached shape(CompiledContainer container, String file) {
    String called = name.orElse(container.model().name().value());
    return new Shape.Attached(
        Optional.of(
            new Shape.Known(
                folder.resolve(called).toString(), description(container, file).text())));
  }

  private static Description description(CompiledContainer container, String file) {
    Extras extras = container.emission().extras();
    return new Description(
        file.equals("-") ? file : Path.of(file).toAbsolutePath().normalize().toString(),
        extras.user().map(Known::text),
        extras.passedEnvironment(),
        container.emission().config().linux().cgroupsPath(),
        extras.fileRules().isPresent(),
        JsonObject.line(container.configJson()));
  }

  private static String text(User user) {
    return "%s:%s:%s"
        .formatted(
            text(user.uid()),
            user.gid().map(Known::text).orElse(""),
            user.groups().stream()
                .map(Located::value)
                .map(Known::text)
                .collect(Collectors.joining(",")));
  }

  private static String text(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(var number) -> Long.toString(number);
      case User.Id.Named(var name) -> name;
    };
  }
}
