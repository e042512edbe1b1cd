package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.Root.Prepared;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Emits {@code root}: a folder that is there, or the one that a root is prepared in, {@code
 * .cdlc/NAME/rootfs} in the bundle.
 */
record RootSection(Located<Root> said, String container, Bundle bundle, Places places) {
  OciConfig.Root root() {
    Root root = places.note("/root", said);
    return switch (root) {
      case Root.Directory(var path, var readOnly) ->
          new OciConfig.Root(bundle.path(path), readOnly);
      case Root.Host() -> new OciConfig.Root("/", true);
      case Prepared prepared ->
          new OciConfig.Root(bundle.path(".cdlc/" + container + "/rootfs"), prepared.readOnly());
    };
  }

  /** What a root is prepared from, in the words of the statement; paths as config.json has them. */
  Optional<Located<String>> annotation() {
    return switch (said.value()) {
      case Root.Directory _, Root.Host _ -> Optional.empty();
      case Prepared prepared -> Optional.of(new Located<>(source(prepared), said.span()));
    };
  }

  private String source(Prepared prepared) {
    return switch (prepared) {
      case Root.Overlay(var path, var upper) ->
          bundle.path(path) + " overlay" + upper.map(kept -> " " + bundle.path(kept)).orElse("");
      case Root.Programs(var paths) -> paths.stream().collect(Collectors.joining(",", "from ", ""));
      case Root.Archive(var path, _) -> "tar " + bundle.path(path);
      case Root.OciLayout(var path, var tag, _) ->
          "oci " + bundle.path(path) + tag.map(name -> ":" + name).orElse("");
      case Root.DockerArchive(var path, var tag, _) ->
          "docker-archive " + bundle.path(path) + tag.map(name -> ":" + name).orElse("");
      case Root.Registry(var reference, _) -> "image " + reference;
    };
  }
}
