package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Emits {@code mounts}: what hides the host, the default mounts, then those of the source in its
 * order. A mount of the source takes the place of the one it replaces.
 */
final class MountSection {
  private final Container container;
  private final Linux linux;
  private final Bundle bundle;
  private final Places places;
  private final Consumer<Diagnostic> diagnostics;

  /** By destination. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  MountSection(
      Container container,
      Linux linux,
      Bundle bundle,
      Places places,
      Consumer<Diagnostic> diagnostics) {
    this.container = container;
    this.linux = linux;
    this.bundle = bundle;
    this.places = places;
    this.diagnostics = diagnostics;
    hideHost();
    addDefaults();
    addAsked();
  }

  /**
   * A mount and who asked for it.
   *
   * @param dispensable whether it may be left out where the host has nothing there
   * @param parts who asked for parts of it, by JSON pointers from the mount on
   */
  private record Entry(
      OciConfig.Mount mount, Origins.Place place, boolean dispensable, Map<String, Span> parts) {}

  List<OciConfig.Mount> mounts() {
    List<OciConfig.Mount> mounts = new ArrayList<>();
    for (Entry entry : entries.values()) {
      String pointer = "/mounts/" + mounts.size();
      places.note(pointer, entry.place());
      entry.parts().forEach((part, span) -> places.note(pointer + part, span));
      mounts.add(entry.mount());
    }
    return mounts;
  }

  /** The destinations of what is passed over where the host has nothing there. */
  List<String> dispensable() {
    return entries.values().stream()
        .filter(Entry::dispensable)
        .map(entry -> entry.mount().destination())
        .toList();
  }

  private void hideHost() {
    container
        .filesystem()
        .root()
        .filter(root -> root.value() instanceof Root.Host)
        .map(root -> new Origins.Place(root.span(), true))
        .ifPresent(place -> HostCovers.MOUNTS.forEach(mount -> cover(mount, place)));
  }

  private void cover(OciConfig.Mount mount, Origins.Place place) {
    entries.put(mount.destination(), new Entry(mount, place, true, Map.of()));
  }

  private void addDefaults() {
    if (container.filesystem().defaultMounts().map(Located::value).orElse(true)) {
      var span = container.filesystem().defaultMounts().map(Located::span).orElse(container.head());
      var place = new Origins.Place(span, true);
      DefaultMounts.of(linux, container.isolation()).forEach(mount -> add(mount, place));
    }
  }

  /** Puts a default mount above all that came before it. */
  private void add(OciConfig.Mount mount, Origins.Place place) {
    entries.remove(mount.destination());
    boolean hosts = mount.type().equals("bind");
    entries.put(mount.destination(), new Entry(mount, place, hosts, Map.of()));
  }

  private void addAsked() {
    for (var asked : container.filesystem().mounts()) {
      var mounted = new MountForm(asked.value(), asked.span(), bundle);
      var place = new Origins.Place(asked.span(), false);
      entries.put(
          asked.value().target(), new Entry(mounted.mount(), place, false, mounted.parts()));
      requireIds(asked.value());
    }
    entries.values().forEach(this::requirePid);
  }

  /** Without a mapping of its own a mount takes that of the container; see config.md, "Mounts". */
  private void requireIds(Mount mount) {
    if (mount.ids().isEmpty() && !linux.has(NamespaceType.USER)) {
      mount.options().stream()
          .filter(option -> MountForm.mapsIds(option.value()))
          .findFirst()
          .ifPresent(option -> diagnostics.accept(idsMissing(option)));
    }
  }

  private static Diagnostic idsMissing(Located<String> option) {
    return Diagnostic.of(
            Code.ID_MAP_MISSING,
            option.span(),
            "there are no ids for `" + option.value() + "` to map")
        .withHelp("say them by a block, `< idmap < uid ...; gid ... > >`, or add `user` to `ns`");
  }

  /** The kernel mounts proc in a user namespace only for a pid namespace that it owns. */
  private void requirePid(Entry entry) {
    if (entry.mount().type().equals("proc")
        && linux.has(NamespaceType.USER)
        && !linux.governs(NamespaceType.PID)) {
      diagnostics.accept(procNeedsPid(entry));
    }
  }

  private static Diagnostic procNeedsPid(Entry proc) {
    return Diagnostic.of(
            Code.PROC_NEEDS_PID_NAMESPACE,
            proc.place().span(),
            "proc cannot be mounted in a user namespace without a pid namespace of its own")
        .withHelp("add `pid` to `ns`, or show the host's by `bind /proc /proc rbind`");
  }
}
