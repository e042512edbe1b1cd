package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Process;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays what an image says of its containers below what a container says: the command, the
 * environment, the user and the folder that it starts in. They stand at the place that names the
 * image.
 */
public final class ImageDefaults {
  /** What useradd(8) takes for a name, or a number. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final long MOST_ID = 4_294_967_294L;

  private final Container container;
  private final Span span;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ImageDefaults(Container container, Span span) {
    this.container = container;
    this.span = span;
  }

  /** The container with the defaults of its image, if it has one that is looked at. */
  public static Result<Container> fill(Container container, Bundle bundle, Inputs inputs) {
    Optional<Located<Root>> root = container.filesystem().root();
    Optional<ImageSource> source = root.flatMap(said -> source(said.value(), bundle));
    if (source.isEmpty()) {
      return Result.of(container, List.of());
    }
    Span span = root.orElseThrow().span();
    return switch (inputs.image(source.get())) {
      case Answer.Found<ImageConfig>(var config) ->
          new ImageDefaults(container, span).filled(config);
      case Answer.Absent<ImageConfig> _ -> Result.of(container, List.of());
      case Answer.Refused<ImageConfig>(var reason) ->
          Result.failed(List.of(unreadable(source.get(), reason, span)));
    };
  }

  private static Optional<ImageSource> source(Root root, Bundle bundle) {
    var absolute = new Bundle(bundle.folder(), Bundle.Paths.ABSOLUTE);
    return switch (root) {
      case Root.OciLayout(var path, var tag, _) ->
          Optional.of(new ImageSource(ImageSource.Form.OCI_LAYOUT, absolute.path(path), tag));
      case Root.DockerArchive(var path, var tag, _) ->
          Optional.of(new ImageSource(ImageSource.Form.DOCKER_ARCHIVE, absolute.path(path), tag));
      case Root.Registry(var reference, _) ->
          Optional.of(new ImageSource(ImageSource.Form.REGISTRY, reference, Optional.empty()));
      case Root.Directory _, Root.Host _, Root.Overlay _, Root.Programs _, Root.Archive _ ->
          Optional.empty();
    };
  }

  private static Diagnostic unreadable(ImageSource source, String reason, Span span) {
    return switch (source.form()) {
      case OCI_LAYOUT, DOCKER_ARCHIVE ->
          Diagnostic.of(
                  Code.ROOT_NOT_PREPARED,
                  span,
                  "the image in %s cannot be read: %s".formatted(source.path(), reason))
              .withHelp("name one that is there, and that you may read");
      case REGISTRY -> notPulled(source.path(), reason, span);
    };
  }

  /** That a registry does not give an image. */
  public static Diagnostic notPulled(String reference, String reason, Span span) {
    return Diagnostic.of(
            Code.ROOT_NOT_PREPARED,
            span,
            "the image %s cannot be pulled: %s".formatted(reference, reason))
        .withHelp(
            "check its name and that the registry can be reached; `podman login` and `docker login`"
                + " note who asks");
  }

  private Result<Container> filled(ImageConfig config) {
    Process said = container.process();
    Optional<Located<Command>> command = said.command().or(() -> command(config));
    var process =
        new Process(
            command,
            said.cwd().or(() -> config.workingDir().map(ImageDefaults::absolute).map(this::here)),
            said.terminal(),
            environment(config),
            said.user().or(() -> config.user().flatMap(this::user)),
            said.limits(),
            said.oomScoreAdj(),
            said.personality(),
            said.supervision());
    if (command.isEmpty()) {
      diagnostics.add(noCommand());
    }
    return diagnostics.stream().anyMatch(found -> found.code() == Code.ROOT_NOT_PREPARED)
        ? Result.failed(diagnostics)
        : Result.of(container.with(process), diagnostics);
  }

  private <T> Located<T> here(T value) {
    return new Located<>(value, span);
  }

  private Optional<Located<Command>> command(ImageConfig config) {
    return config.command().isEmpty()
        ? Optional.empty()
        : Optional.of(here(new Command(config.command().stream().map(this::text).toList())));
  }

  private static String absolute(String folder) {
    return folder.startsWith("/") ? folder : "/" + folder;
  }

  /** What the container says of a variable takes the place of what the image says. */
  private List<Located<Variable>> environment(ImageConfig config) {
    List<Located<Variable>> said = container.process().environment();
    Set<String> names =
        said.stream().map(variable -> variable.value().name()).collect(Collectors.toSet());
    Stream<Located<Variable>> brought =
        config.environment().stream()
            .filter(variable -> variable.indexOf('=') > 0)
            .map(this::text)
            .map(ImageDefaults::variable)
            .filter(variable -> !names.contains(variable.name()))
            .map(this::here);
    return Stream.concat(brought, said.stream()).toList();
  }

  private static Variable variable(String text) {
    int equals = text.indexOf('=');
    return new Variable.Set(text.substring(0, equals), text.substring(equals + 1));
  }

  private Optional<Located<User>> user(String text) {
    String[] parts = text.split(":", 2);
    if (!Stream.of(parts).allMatch(part -> USER_NAME.matcher(part).matches())) {
      diagnostics.add(unusable("its user `%s` is none".formatted(text)));
      return Optional.empty();
    }
    return Optional.of(
        here(
            new User(
                id(parts[0]),
                Stream.of(parts).skip(1).findFirst().map(ImageDefaults::id),
                List.of(),
                OptionalInt.empty())));
  }

  private static User.Id id(String word) {
    return NUMBER.matcher(word).matches() && Long.parseLong(word) <= MOST_ID
        ? new User.Id.Numeric(Long.parseLong(word))
        : new User.Id.Named(word);
  }

  /** No argument and no variable of a program can have a NUL. */
  private String text(String text) {
    if (text.indexOf('\0') >= 0) {
      diagnostics.add(unusable("it has a NUL in its command or environment"));
    }
    return text;
  }

  private Diagnostic unusable(String what) {
    return Diagnostic.of(Code.ROOT_NOT_PREPARED, span, "the image cannot be used: " + what)
        .withHelp("make it anew, or say what it says wrong in the container");
  }

  private Diagnostic noCommand() {
    return Diagnostic.of(
            Code.MISSING_RUN,
            container.name().span(),
            "container `%s` has no command, and neither has its image"
                .formatted(container.name().value()))
        .withHelp("add `run /path/to/program;` or `shell \"...\";` so that it can be run");
  }
}
