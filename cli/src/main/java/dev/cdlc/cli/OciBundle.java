package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.lower.Shape.Created;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.importer.oci.ReadOci;
import dev.cdlc.plan.Plan;
import dev.cdlc.runtime.container.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The config.json of a bundle.
 *
 * @param folder the absolute path of the bundle
 * @param content of the file as it was read
 */
record OciBundle(Path folder, ReadOci read, Source source, String content) {
  private static final String CONFIG = "config.json";

  static OciBundle of(Path folder) throws CommandException, IOException {
    if (!Files.isDirectory(folder)) {
      throw new CommandException("the bundle %s is no folder".formatted(folder));
    }
    return of(folder, folder.resolve(CONFIG));
  }

  /**
   * The config of a file.
   *
   * @param folder the bundle that it is or was in
   */
  static OciBundle of(Path folder, Path file) throws CommandException, IOException {
    byte[] content;
    try (var in = Files.newInputStream(file)) {
      content = in.readNBytes(SourceFile.READ_LIMIT);
    } catch (NoSuchFileException e) {
      throw new CommandException("the bundle %s has no %s".formatted(folder, CONFIG));
    }
    Result<Source> decoded = Source.decode(new SourceId(CONFIG), content);
    if (decoded.value().isEmpty()) {
      throw new CommandException(file + " is no text of UTF-8");
    }
    Source source = decoded.value().get();
    Result<ReadOci> read = ReadOci.read(source);
    if (read.value().isEmpty()) {
      throw new CommandException(text(source, read.diagnostics()));
    }
    return new OciBundle(folder, read.value().get(), source, source.text());
  }

  OciConfig config() {
    return read.config();
  }

  Path rootfs() {
    return folder.resolve(config().root().path()).normalize();
  }

  /** Where the container's cgroup is to be, as the config says it. */
  String cgroup(ContainerId id) {
    return config().linux().cgroupsPath().orElse(Created.cgroup(id.value()));
  }

  Plan plan(ContainerId id, Created shape) throws CommandException {
    Extras extras = Extras.none(id.value(), folder.toString());
    Result<Plan> plan = Lower.lower(config(), extras, read.origins(), shape);
    if (plan.value().isEmpty()) {
      throw new CommandException(text(source, plan.diagnostics()));
    }
    return plan.value().get();
  }

  /** The errors in one line, each with its place. */
  static String text(Source source, List<Diagnostic> found) {
    return found.stream()
        .filter(one -> one.severity() == Severity.ERROR)
        .map(one -> text(source, one))
        .collect(Collectors.joining("; "));
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
