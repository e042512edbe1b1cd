package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.lower.Shape.Created;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.Origins;
import dev.cdlc.importer.oci.ReadOci;
import dev.cdlc.plan.Plan;
import dev.cdlc.runtime.container.ContainerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The config.json of a bundle.
 *
 * @param folder the absolute path of the bundle
 * @param extras what is asked for beyond the config, of a container whose name does not count
 * @param content of the file as it was read
 */
record OciBundle(Path folder, OciConfig config, Extras extras, Origins origins, String content) {
  /** As runc wants it with {@code --systemd-cgroup}. */
  private static final Pattern UNIT = Pattern.compile("[^/:]*:[^/:]*:[^/:]+");

  private static final String CONFIG = "config.json";

  /** Engines read errors from a pipe, and some take no more than a page. */
  private static final int SHOWN = 5;

  static OciBundle of(Path folder) throws CommandException, IOException {
    Source source = source(folder);
    return of(folder, ReadOci.read(source), Sources.of(source), source);
  }

  /** The config.json of a folder. */
  static Source source(Path folder) throws CommandException, IOException {
    if (!Files.isDirectory(folder)) {
      throw new CommandException("the bundle %s is no folder".formatted(folder));
    }
    return source(folder, folder.resolve(CONFIG));
  }

  private static Source source(Path folder, Path file) throws CommandException, IOException {
    return source(CONFIG, file, "the bundle %s has no %s".formatted(folder, CONFIG));
  }

  /** What was read of the config.json of a folder. */
  static OciBundle of(Path folder, ReadOci read, Source config) {
    Extras extras = Extras.none(CONFIG, folder.toString());
    return new OciBundle(folder, read.config(), extras, read.origins(), config.text());
  }

  /**
   * The config of a file.
   *
   * @param folder the bundle that it is or was in
   */
  static OciBundle of(Path folder, Path file) throws CommandException, IOException {
    Source source = source(folder, file);
    return of(folder, ReadOci.read(source), Sources.of(source), source);
  }

  /**
   * The config of a file, with the {@code process} that another has.
   *
   * @param folder the bundle that it is or was in
   */
  static OciBundle of(Path folder, Path file, Source process) throws CommandException, IOException {
    Source config = source(folder, file);
    return of(folder, ReadOci.read(config, process), Sources.of(List.of(config, process)), config);
  }

  /** The config of a container that runs; the paths in it are absolute. */
  static OciBundle recorded(String config) throws CommandException {
    Source source =
        Source.decode(new SourceId(CONFIG), config.getBytes(StandardCharsets.UTF_8))
            .value()
            .orElseThrow();
    return of(Path.of("/"), ReadOci.read(source), Sources.of(source), source);
  }

  private static OciBundle of(Path folder, Result<ReadOci> read, Sources sources, Source config)
      throws CommandException {
    if (read.value().isEmpty()) {
      throw new CommandException(text(sources, read.diagnostics()));
    }
    return of(folder, read.value().get(), config);
  }

  static Source source(String name, Path file, String missing)
      throws CommandException, IOException {
    try (var in = Files.newInputStream(file)) {
      return Source.decode(new SourceId(name), in.readNBytes(SourceFile.READ_LIMIT))
          .value()
          .orElseThrow(() -> new CommandException(file + " is no text of UTF-8"));
    } catch (NoSuchFileException e) {
      throw new CommandException(missing);
    }
  }

  /** The same bundle with a config that is not in its file. */
  OciBundle with(OciConfig changed) {
    return new OciBundle(folder, changed, extras, origins, content);
  }

  /** The same bundle where more is asked for beyond the config, or less. */
  OciBundle with(Extras changed) {
    return new OciBundle(folder, config, changed, origins, content);
  }

  Path rootfs() {
    return folder.resolve(config.root().path()).normalize();
  }

  /** Where the container's cgroup is to be, as the config says it. */
  String cgroup(ContainerId id) throws CommandException {
    Optional<String> unit =
        config.linux().cgroupsPath().filter(path -> UNIT.matcher(path).matches());
    if (unit.isPresent()) {
      throw new CommandException(
          "the cgroup '%s' is named as systemd's slice:prefix:name, and cdlc makes cgroups itself"
              .formatted(unit.get()),
          "let the engine manage cgroups by cgroupfs, or set `linux.cgroupsPath` to a path");
    }
    return config.linux().cgroupsPath().orElse(Created.cgroup(id.value()));
  }

  Plan plan(ContainerId id, dev.cdlc.compiler.lower.Shape shape) throws CommandException {
    Result<Plan> plan = Lower.lower(config, extras.named(id.value()), origins, shape);
    if (plan.value().isEmpty()) {
      throw new CommandException(text(origins.sources(), plan.diagnostics()));
    }
    return plan.value().get();
  }

  /** The first errors in one line, each with its place. */
  static String text(Sources sources, List<Diagnostic> found) {
    List<Diagnostic> errors =
        found.stream().filter(one -> one.severity() == Severity.ERROR).toList();
    String shown =
        errors.stream()
            .limit(SHOWN)
            .map(one -> text(sources.of(one.primary().span()), one))
            .collect(Collectors.joining("; "));
    int more = errors.size() - SHOWN;
    return more > 0 ? "%s; and %d more".formatted(shown, more) : shown;
  }

  private static String text(Source source, Diagnostic found) {
    int start = found.primary().span().start();
    return "%s:%d:%d: %s [%s]"
        .formatted(
            source.id().name(),
            source.line(start),
            source.column(start),
            found.message(),
            found.code().id());
  }
}
