package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Mapping;
import dev.cdlc.importer.yaml.Yaml.Scalar;
import java.util.List;
import java.util.Optional;

/** Reads {@code secrets} and {@code configs} of a service, in their short and long forms. */
record Grants(ServiceReader service) {
  private static final List<String> KEYS = List.of("source", "target", "uid", "gid", "mode");
  private static final String SECRETS = "/run/secrets/";

  /** What a service is given: under which name it is declared, and where it stands. */
  private record Grant(String source, Optional<Text> target, Optional<String> mode, Span span) {}

  void secret(Yaml item) {
    grant(item)
        .ifPresent(grant -> secret(grant, service.project().declared("secrets", grant.source())));
  }

  private void secret(Grant grant, Optional<Mapping> declared) {
    String target = grant.target().map(Text::shown).orElse(grant.source());
    String path = target.startsWith("/") ? target : SECRETS + target;
    Optional<Yaml> file = declared.flatMap(said -> said.get("file"));
    Optional<Yaml> variable = declared.flatMap(said -> said.get("environment"));
    if (file.isPresent()) {
      service
          .values()
          .text(file.get())
          .ifPresent(
              said ->
                  service
                      .container()
                      .around()
                      .secretFile(grant.source(), said.text(), path, grant.mode(), grant.span()));
    } else if (variable.isPresent()) {
      service
          .plain(variable.get())
          .ifPresent(
              name ->
                  service
                      .container()
                      .around()
                      .secretVariable(grant.source(), name, path, grant.mode(), grant.span()));
    } else {
      leftOut(grant, "the secret");
    }
  }

  private void leftOut(Grant grant, String what) {
    service
        .report()
        .leftOut(
            grant.span(),
            what + " `" + grant.source() + "`",
            "only those that come from a file, or a secret from a variable, can be taken over");
  }

  void config(Yaml item) {
    grant(item)
        .ifPresent(grant -> config(grant, service.project().declared("configs", grant.source())));
  }

  private void config(Grant grant, Optional<Mapping> declared) {
    Text target = grant.target().orElse(Text.of("/" + grant.source()));
    declared
        .flatMap(said -> said.get("file"))
        .flatMap(service.values()::text)
        .ifPresentOrElse(
            file -> service.container().mounts().file(file.text(), target, grant.span()),
            () -> leftOut(grant, "the config"));
  }

  private Optional<Grant> grant(Yaml item) {
    if (item instanceof Mapping mapping) {
      return mapping
          .get("source")
          .flatMap(service::plain)
          .map(source -> new Grant(source, target(mapping), mode(mapping), mapping.span()));
    }
    return item instanceof Scalar
        ? service
            .plain(item)
            .map(source -> new Grant(source, Optional.empty(), Optional.empty(), item.span()))
        : Optional.empty();
  }

  private Optional<Text> target(Mapping mapping) {
    for (Entry entry : mapping.entries()) {
      if (!KEYS.contains(entry.key())) {
        service.project().unknown(entry, KEYS);
      } else if (entry.key().equals("uid") || entry.key().equals("gid")) {
        service
            .report()
            .leftOut(
                entry.place(),
                "`" + entry.key() + "`",
                "the file belongs to who runs the container");
      }
    }
    return mapping.get("target").flatMap(service.values()::text).map(Values.Located::text);
  }

  /** As CDL writes it: octal, with a 0 before it. */
  private Optional<String> mode(Mapping mapping) {
    return mapping
        .get("mode")
        .flatMap(service::plain)
        .map(mode -> mode.replaceFirst("^(0o|0)?", "0"));
  }
}
