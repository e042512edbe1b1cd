package dev.cdlc.importer.oci;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.Origins;
import dev.cdlc.compiler.oci.ReadConfig;
import dev.cdlc.compiler.oci.Validate;
import dev.cdlc.importer.json.JsonDocument;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a config.json to the config that the compiler lowers: what a runtime does with a bundle.
 *
 * @param origins where each of its values stands
 */
public record ReadOci(OciConfig config, Origins origins) {
  private static final String RESOURCES = "/linux/resources";
  private static final String VERSION = "1.0.0";

  /** Reads a config.json: invalid text, wrong types and what it lacks to be run are errors. */
  public static Result<ReadOci> read(Source source) {
    return JsonDocument.read(source).then(ReadOci::of);
  }

  /** The same of a document. */
  public static Result<ReadOci> of(JsonDocument document) {
    return of(document, Sources.of(document.source()));
  }

  /**
   * What a document comes to if it is valid, as is not looked at; and if whatever is not in the
   * specification does not matter. Only {@link #of(JsonDocument)} tells whether it was right. Empty
   * if it cannot be read.
   */
  public static Optional<ReadOci> presumed(JsonDocument document) {
    Origins origins = origins(document, Sources.of(document.source()));
    try {
      return ReadConfig.read(Tidy.of(document.root()), origins)
          .map(config -> new ReadOci(config, origins))
          .value();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a config.json that has another {@code process} than its own.
   *
   * @param process a file of its own with that object
   */
  public static Result<ReadOci> read(Source source, Source process) {
    Sources sources = Sources.of(List.of(source, process));
    return JsonDocument.read(source)
        .then(
            config ->
                JsonDocument.read(process)
                    .then(other -> of(config.with("process", other), sources)));
  }

  private static Result<ReadOci> of(JsonDocument document, Sources sources) {
    Origins origins = origins(document, sources);
    return valid(document, origins)
        .then(config -> ReadConfig.read(config, origins))
        .map(config -> new ReadOci(config, origins));
  }

  /**
   * Reads what {@code linux.resources} of a config.json has, to change a container that runs: zero
   * asks for nothing where a limit of zero would stop it.
   */
  public static Result<OciResources> resources(Source source) {
    return JsonDocument.read(source).then(ReadOci::resources);
  }

  private static Result<OciResources> resources(JsonDocument document) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("ociVersion", VERSION);
    config.putObject("root").put("path", ".");
    config.putObject("linux").set("resources", Unchanged.takenOut(document.root()));
    var places = new TreeMap<String, Origins.Place>();
    places.put("", new Origins.Place(document.at(""), false));
    document
        .values()
        .forEach(
            (pointer, span) -> places.put(RESOURCES + pointer, new Origins.Place(span, false)));
    Origins origins = new Origins(Sources.of(document.source()), places);
    return Validate.foreign(Tidy.of(config), origins).map(ReadConfig::resources);
  }

  /** What of the document the specification knows, if it is valid. */
  static Result<ObjectNode> valid(JsonDocument document) {
    return valid(document, origins(document, Sources.of(document.source())));
  }

  private static Result<ObjectNode> valid(JsonDocument document, Origins origins) {
    if (!(Tidy.of(document.root()) instanceof ObjectNode config)) {
      return Result.failed(Validate.foreign(document.root(), origins).diagnostics());
    }
    var known = new KnownProperties(document, config);
    List<Diagnostic> ignored = known.takeOut();
    return Result.of(config, ignored)
        .then(
            left -> known.areValid() ? Result.of(left, List.of()) : Validate.foreign(left, origins))
        .map(valid -> (ObjectNode) Tidy.of(valid));
  }

  private static Origins origins(JsonDocument document, Sources sources) {
    var places = new TreeMap<String, Origins.Place>();
    document
        .values()
        .forEach((pointer, span) -> places.put(pointer, new Origins.Place(span, false)));
    return new Origins(sources, places);
  }
}
