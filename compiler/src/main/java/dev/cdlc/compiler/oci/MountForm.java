package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.MountIds;
import dev.cdlc.compiler.oci.OciConfig.IdMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A mount of the source in config.json's form. */
record MountForm(Mount asked, Span place, Bundle bundle) {
  OciConfig.Mount mount() {
    return switch (asked) {
      case Mount.Bind bind -> mount("bind", bundle.path(bind.source()));
      case Mount.Tmpfs _ -> mount("tmpfs", "tmpfs");
      case Mount.Typed typed -> mount(typed.type(), source(typed));
    };
  }

  /** Whether an option asks that ids be mapped. */
  static boolean mapsIds(String option) {
    return option.equals("idmap") || option.equals("ridmap");
  }

  /** Who asked for parts of the mount, by JSON pointers from the mount on. */
  Map<String, Span> parts() {
    Map<String, Span> parts = new TreeMap<>();
    List<Located<String>> options = options();
    for (int i = 0; i < options.size(); i++) {
      parts.put("/options/" + i, options.get(i).span());
    }
    asked.ids().ifPresent(ids -> parts.put("/uidMappings", ids.span()));
    asked.ids().ifPresent(ids -> parts.put("/gidMappings", ids.span()));
    return parts;
  }

  private List<Located<String>> options() {
    List<Located<String>> options =
        switch (asked) {
          case Mount.Bind bind -> BindOptions.of(bind.options(), place);
          case Mount.Tmpfs tmpfs -> tmpfsOptions(tmpfs);
          case Mount.Typed typed ->
              typed.isBind() ? BindOptions.of(typed.options(), place) : typed.options();
        };
    return asked.ids().map(ids -> withIds(options, ids)).orElse(options);
  }

  private OciConfig.Mount mount(String type, String source) {
    return new OciConfig.Mount(
        asked.target(),
        type,
        source,
        options().stream().map(Located::value).toList(),
        mappings(MountIds::uids),
        mappings(MountIds::gids));
  }

  /** Only a bind's path may be relative there; see config.md, "Mounts". */
  private String source(Mount.Typed typed) {
    return switch (typed.source()) {
      case Mount.Source.HostPath(var path) ->
          typed.isBind() ? bundle.path(path) : BundlePath.resolve(bundle.folder(), path);
      case Mount.Source.Name(var text) -> text;
    };
  }

  private List<IdMapping> mappings(Function<MountIds, List<Located<IdRange>>> side) {
    return asked.ids().stream()
        .flatMap(ids -> side.apply(ids.value()).stream())
        .map(Located::value)
        .map(IdMapping::of)
        .toList();
  }

  /** With ids to map, an option must say so; what is said of a tree holds throughout. */
  private List<Located<String>> withIds(List<Located<String>> options, Located<MountIds> ids) {
    if (options.stream().anyMatch(option -> mapsIds(option.value()))) {
      return options;
    }
    List<Located<String>> all = new ArrayList<>(options);
    all.add(new Located<>(asked.has("rbind") ? "ridmap" : "idmap", ids.span()));
    return all;
  }

  /** No set-user-ID programs and no devices, unless asked for. */
  private List<Located<String>> tmpfsOptions(Mount.Tmpfs tmpfs) {
    List<Located<String>> options = new ArrayList<>();
    addUnlessSaid(options, "nosuid", "suid");
    addUnlessSaid(options, "nodev", "dev");
    options.addAll(tmpfs.options());
    tmpfs.sizeBytes().ifPresent(bytes -> options.add(new Located<>("size=" + bytes, place)));
    return options;
  }

  private void addUnlessSaid(List<Located<String>> options, String option, String opposite) {
    if (!asked.has(option) && !asked.has(opposite)) {
      options.add(new Located<>(option, place));
    }
  }
}
