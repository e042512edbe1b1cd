package dev.cdlc.compiler;

import dev.cdlc.compiler.check.Check;
import dev.cdlc.compiler.check.Checked;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.ObservedInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.compiler.oci.Emit;
import dev.cdlc.compiler.oci.ImageDefaults;
import dev.cdlc.compiler.oci.Validate;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.resolve.Resolve;
import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The compiler: resolve, check, fill in what images say, emit, validate; a compiled container
 * lowers itself. Reads nothing but its arguments.
 */
public final class Compile {
  /** The first code that a rule may have: what it finds is advice, and never stops compilation. */
  private static final String FIRST_RULE = "CDL2000";

  private final Sources sources;
  private final Bundle bundle;
  private final Inputs images;
  private final Optional<Rootless> caller;
  private final Net net;

  private Compile(
      Sources sources, Bundle bundle, Inputs images, Optional<Rootless> caller, Net net) {
    this.sources = sources;
    this.bundle = bundle;
    this.images = images;
    this.caller = caller;
    this.net = net;
  }

  /** Which configs are validated. */
  private enum Net {
    ALL,
    /** What cdlc emits is valid but for its bugs; what {@code oci} puts into it is the source's. */
    PATCHED
  }

  /** Compiles a source that stands alone: it includes nothing, and nothing is set. */
  public static Compilation compile(Source source, Bundle bundle) {
    return compile(source, bundle, Inputs.NONE, Settings.NONE);
  }

  /** Compiles all containers of a source, or none where an error stands in the way. */
  public static Compilation compile(
      Source source, Bundle bundle, Inputs inputs, Settings settings) {
    return compile(source, bundle, inputs, settings, Net.ALL);
  }

  /** Finds what is wrong, for a text that is looked at again and again; makes no containers. */
  public static Compilation inspect(
      Source source, Bundle bundle, Inputs inputs, Settings settings) {
    return compile(source, bundle, inputs, settings, Net.PATCHED).withoutContainers();
  }

  private static Compilation compile(
      Source source, Bundle bundle, Inputs inputs, Settings settings, Net net) {
    var observed = new ObservedInputs(inputs);
    Inputs images = settings.values() == Settings.Values.NEEDED ? observed : Inputs.NONE;
    Result<FileSet> files = Resolve.resolve(source, bundle.folder(), observed);
    FileSet set = files.value().orElseThrow();
    Result<Checked> checked = files.then(all -> Check.check(all, observed, settings));
    Sources sources = checked.value().orElseThrow().sources();
    Result<List<CompiledContainer>> compiled =
        unlessStopped(
            unlessStopped(checked)
                .then(
                    value ->
                        new Compile(sources, bundle, images, settings.rootless(), net)
                            .containers(value.containers())));
    return new Compilation(
        source,
        set,
        sources,
        compiled.value().orElse(List.of()),
        set.withChains(compiled.diagnostics()),
        checked.value().orElseThrow().project(),
        checked.value().orElseThrow().expectations(),
        observed.observations());
  }

  /**
   * Loads what takes longest to load. A command calls it on a thread of its own while it reads its
   * arguments; {@link #compile} waits for it if need be.
   */
  public static void load() {
    Schemas.load(SchemaId.OCI_CONFIG);
  }

  private static <T> Result<T> unlessStopped(Result<T> result) {
    return result.diagnostics().stream().anyMatch(Compile::stops)
        ? Result.failed(result.diagnostics())
        : result;
  }

  /** Whether a finding keeps a container from being made. */
  public static boolean stops(Diagnostic found) {
    return found.severity() == Severity.ERROR && found.code().id().compareTo(FIRST_RULE) < 0;
  }

  private Result<List<CompiledContainer>> containers(List<Container> containers) {
    List<CompiledContainer> compiled = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Container said : containers) {
      Container container = caller.map(said::forCaller).orElse(said);
      if (net == Net.PATCHED && container.lifecycle().patches().isEmpty()) {
        diagnostics.addAll(Emit.findings(sources, container, bundle));
        continue;
      }
      Result<CompiledContainer> result = container(container);
      result.value().ifPresent(compiled::add);
      diagnostics.addAll(result.diagnostics());
    }
    return Result.of(compiled, diagnostics);
  }

  private Result<CompiledContainer> container(Container container) {
    return ImageDefaults.fill(container, bundle, images)
        .then(
            filled ->
                Emit.emit(sources, filled, bundle).then(emission -> compiled(filled, emission)));
  }

  private Result<CompiledContainer> compiled(Container container, Emission emission) {
    return Validate.validate(emission.json(), emission.origins())
        .map(_ -> new CompiledContainer(container, emission));
  }
}
