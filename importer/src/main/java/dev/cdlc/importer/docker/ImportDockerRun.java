package dev.cdlc.importer.docker;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.ContainerName;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.engine.Conclusion;
import dev.cdlc.importer.engine.EngineContainer;
import dev.cdlc.importer.engine.JoinedNetworks;
import dev.cdlc.importer.engine.Params;
import dev.cdlc.importer.engine.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From a command line of `docker run` or `podman run` to CDL. */
public final class ImportDockerRun {
  /** As reports name what stands on a command line. */
  public static final SourceId COMMAND_LINE = new SourceId("<command line>");

  /** The longest argument that execve(2) takes: MAX_ARG_STRLEN. */
  private static final int LONGEST = 131_072;

  private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl", "sudo");
  private static final String OTHERWISE = "container";

  private final Params params = new Params();
  private final Report report = new Report();

  private ImportDockerRun() {}

  /** Words as the text of a command line. */
  public static String joined(List<String> words) {
    return words.stream().map(ImportDockerRun::shellQuoted).collect(Collectors.joining(" "));
  }

  private static String shellQuoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Imports a command line.
   *
   * @param name the container's; otherwise that of {@code --name}, or the image's
   */
  public static Result<String> read(Source source, Optional<String> name) {
    return new ImportDockerRun().text(source, name);
  }

  private Result<String> text(Source source, Optional<String> name) {
    if (source.length() > LONGEST) {
      return Result.failed(
          List.of(
              Diagnostic.of(Code.SHELL_SYNTAX, source.span(0, 0), "the command line is too long")
                  .withHelp("no program can be given more than 128 KiB in one argument")));
    }
    return ShellWords.of(source, params)
        .then(words -> command(words, source))
        .then(words -> imported(words, source, name));
  }

  /** What stands behind `docker run`, which may be left out. */
  private static Result<List<ShellWord>> command(List<ShellWord> words, Source source) {
    int at = 0;
    while (at < words.size() && ENGINES.contains(words.get(at).text().shown())) {
      at++;
    }
    boolean engine = at > 0;
    at += at < words.size() && words.get(at).text().shown().equals("container") ? 1 : 0;
    boolean run =
        at < words.size() && Set.of("run", "create").contains(words.get(at).text().shown());
    if (engine && !run) {
      Span place = at < words.size() ? words.get(at).span() : source.span(0, source.length());
      return Result.failed(
          List.of(
              Diagnostic.of(Code.NO_RUN_COMMAND, place, "this is not a `docker run` command")
                  .withHelp("give `docker run` with its flags, image and command")));
    }
    return Result.of(words.subList(run ? at + 1 : at, words.size()), List.of());
  }

  private Result<String> imported(
      List<ShellWord> words, Source source, Optional<String> givenName) {
    if (words.isEmpty()) {
      return noImage(source.span(0, 0));
    }
    Span first = words.getFirst().span();
    var container = new EngineContainer(first, params, report);
    var flags = new FlagReader(new Flag.Run(container, report), words);
    int image = flags.read();
    if (report.hasErrors()) {
      return Result.failed(report.diagnostics());
    }
    if (image >= words.size()) {
      return noImage(words.getLast().span());
    }
    container.image(words.get(image).text(), words.get(image).span());
    command(container, words.subList(image + 1, words.size()));
    String name =
        givenName
            .or(() -> flags.name().flatMap(this::name))
            .or(() -> EngineContainer.nameOf(words.get(image).text().shown()))
            .orElse(OTHERWISE);
    Statement statement = container.statement(name, "./rootfs");
    List<Statement> all = new ArrayList<>(params.statements());
    all.addAll(JoinedNetworks.declared(List.of(statement), Map.of()));
    all.add(statement);
    return Conclusion.of(all, first, report);
  }

  private static Result<String> noImage(Span place) {
    return Result.failed(
        List.of(
            Diagnostic.of(Code.NO_RUN_COMMAND, place, "no image is named")
                .withHelp("it stands behind the flags: docker run --rm alpine date")));
  }

  private static void command(EngineContainer container, List<ShellWord> words) {
    if (!words.isEmpty()) {
      container
          .process()
          .command(
              words.stream().map(ShellWord::text).toList(),
              words.getFirst().span().to(words.getLast().span()));
    }
  }

  private Optional<String> name(ShellWord said) {
    String text = said.text().shown();
    Optional<String> name = ContainerName.of(text);
    name.filter(valid -> !valid.equals(text))
        .ifPresent(valid -> report.renamed(said.span(), text, valid));
    return name;
  }
}
