package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
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

  /** A mount, who asked for it, and whether it may be left out where the host has nothing there. */
  private record Entry(OciConfig.Mount mount, Origins.Place place, boolean dispensable) {}

  List<OciConfig.Mount> mounts() {
    List<OciConfig.Mount> mounts = new ArrayList<>();
    for (Entry entry : entries.values()) {
      places.note("/mounts/" + mounts.size(), entry.place());
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
    entries.put(mount.destination(), new Entry(mount, place, true));
  }

  private void addDefaults() {
    if (container.filesystem().defaultMounts().map(Located::value).orElse(true)) {
      var span =
          container.filesystem().defaultMounts().map(Located::span).orElse(Emit.head(container));
      var place = new Origins.Place(span, true);
      DefaultMounts.of(linux).forEach(mount -> add(mount, place));
    }
  }

  /** Puts a default mount above all that came before it. */
  private void add(OciConfig.Mount mount, Origins.Place place) {
    entries.remove(mount.destination());
    boolean hosts = mount.type().equals("bind");
    entries.put(mount.destination(), new Entry(mount, place, hosts));
  }

  private void addAsked() {
    for (var asked : container.filesystem().mounts()) {
      var mount = mount(asked.value());
      entries.put(
          mount.destination(), new Entry(mount, new Origins.Place(asked.span(), false), false));
    }
    requireProc();
  }

  /** The kernel mounts proc in a user namespace only for a pid namespace that it owns. */
  private void requireProc() {
    var proc = entries.get(DefaultMounts.PROC);
    if (proc != null
        && proc.mount().type().equals("proc")
        && linux.has(NamespaceType.USER)
        && !linux.governs(NamespaceType.PID)) {
      diagnostics.accept(procNeedsPid(proc));
    }
  }

  private static Diagnostic procNeedsPid(Entry proc) {
    return Diagnostic.of(
            Code.PROC_NEEDS_PID_NAMESPACE,
            proc.place().span(),
            "proc cannot be mounted in a user namespace without a pid namespace of its own")
        .withHelp("add `pid` to `ns`, or show the host's by `bind /proc /proc rbind`");
  }

  private OciConfig.Mount mount(Mount mount) {
    return switch (mount) {
      case Mount.Bind(var source, var target, var options) ->
          new OciConfig.Mount(target, "bind", bundle.path(source), BindOptions.of(options));
      case Mount.Tmpfs tmpfs ->
          new OciConfig.Mount(tmpfs.target(), "tmpfs", "tmpfs", tmpfsOptions(tmpfs));
    };
  }

  /** No set-user-ID programs and no devices, unless asked for. */
  private static List<String> tmpfsOptions(Mount.Tmpfs tmpfs) {
    List<String> options = new ArrayList<>();
    if (!tmpfs.options().contains("suid")) {
      options.add("nosuid");
    }
    if (!tmpfs.options().contains("dev")) {
      options.add("nodev");
    }
    tmpfs.options().stream().filter(option -> !options.contains(option)).forEach(options::add);
    tmpfs.sizeBytes().ifPresent(bytes -> options.add("size=" + bytes));
    return options;
  }
}
