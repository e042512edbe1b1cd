package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.oci.OciConfig.Hook;
import dev.cdlc.compiler.oci.OciConfig.Hooks;
import dev.cdlc.compiler.oci.OciConfig.IdMapping;
import dev.cdlc.compiler.oci.OciConfig.Mount;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads a config.json of whatever origin: the inverse of {@link ConfigJson}. What the specification
 * leaves to the runtime is as runc has it.
 */
public final class ReadConfig {
  private final Origins origins;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ReadConfig(Origins origins) {
    this.origins = origins;
  }

  /**
   * The config, or what it lacks to be run.
   *
   * @param config valid by its schema, without nulls
   */
  public static Result<OciConfig> read(JsonNode config, Origins origins) {
    var reading = new ReadConfig(origins);
    var fields = new JsonFields(config);
    reading.require(fields, "root", "/root");
    reading.require(fields, "process", "/process");
    fields.object("process").ifPresent(process -> reading.require(process, "args", "/process"));
    OciConfig read = reading.config(fields);
    boolean failed =
        reading.diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR);
    return failed ? Result.failed(reading.diagnostics) : Result.of(read, reading.diagnostics);
  }

  /** What a valid config.json says of resources alone. */
  public static OciResources resources(JsonNode config) {
    return new JsonFields(config)
        .object("linux")
        .flatMap(linux -> linux.object("resources"))
        .map(ReadResources::resources)
        .orElse(OciResources.NONE);
  }

  private void require(JsonFields holder, String property, String pointer) {
    if (holder.field(property).isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
              Code.SCHEMA_MISSING_PROPERTY,
              origins.at(pointer).span(),
              "a container that is to run needs `%s`"
                  .formatted(pointer.endsWith(property) ? property : "process." + property)));
    }
  }

  private OciConfig config(JsonFields config) {
    JsonFields none = new JsonFields(JsonObject.JSON.objectNode());
    return new OciConfig(
        config.text("ociVersion", ""),
        config.object("root").map(ReadConfig::root).orElse(new OciConfig.Root("", false)),
        mounts(config),
        new ReadProcess(origins, diagnostics::add).process(config.object("process").orElse(none)),
        config.text("hostname"),
        config.text("domainname"),
        config.object("hooks").map(ReadConfig::hooks).orElse(Hooks.NONE),
        config.map("annotations", JsonNode::asString),
        ReadLinux.linux(config.object("linux").orElse(none)));
  }

  private static OciConfig.Root root(JsonFields root) {
    return new OciConfig.Root(root.text("path", ""), root.isSet("readonly"));
  }

  private List<Mount> mounts(JsonFields config) {
    List<Mount> mounts = config.objects("mounts", ReadConfig::mount);
    for (int i = 0; i < mounts.size(); i++) {
      if (mounts.get(i).type().isEmpty()) {
        diagnostics.add(
            Diagnostic.of(
                Code.SCHEMA_MISSING_PROPERTY,
                origins.at("/mounts/" + i).span(),
                "`mounts[%d]` needs `type`: it is no bind".formatted(i)));
      }
    }
    return mounts;
  }

  /** A bind needs no type; a file system that has no source is told by its type instead. */
  private static Mount mount(JsonFields mount) {
    List<String> options = mount.texts("options");
    boolean bind = options.contains("bind") || options.contains("rbind");
    String type = mount.text("type", bind ? "bind" : "");
    return new Mount(
        mount.text("destination", ""),
        type,
        mount.text("source", type),
        options,
        mount.objects("uidMappings", ReadConfig::mapping),
        mount.objects("gidMappings", ReadConfig::mapping));
  }

  static IdMapping mapping(JsonFields mapping) {
    return new IdMapping(
        mapping.number("containerID", 0), mapping.number("hostID", 0), mapping.number("size", 0));
  }

  private static Hooks hooks(JsonFields hooks) {
    return new Hooks(
        hooks.objects("prestart", ReadConfig::hook),
        hooks.objects("createRuntime", ReadConfig::hook),
        hooks.objects("createContainer", ReadConfig::hook),
        hooks.objects("startContainer", ReadConfig::hook),
        hooks.objects("poststart", ReadConfig::hook),
        hooks.objects("poststop", ReadConfig::hook));
  }

  private static Hook hook(JsonFields hook) {
    return new Hook(
        hook.text("path", ""), hook.texts("args"), hook.texts("env"), hook.small("timeout"));
  }
}
