package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Landlock;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.OciPatch;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.Supervision;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.plan.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Emits config.json, its defaults filled in: one method or class a section. */
public final class Emit {
  private final Container container;
  private final Bundle bundle;
  private final Places places;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Emit(Sources sources, Container container, Bundle bundle) {
    this.container = container;
    this.bundle = bundle;
    this.places = new Places(sources, container.head());
  }

  /** Emits a container that has a root. */
  public static Result<Emission> emit(Sources sources, Container container, Bundle bundle) {
    return new Emit(sources, container, bundle).emission();
  }

  /** What is wrong with a container that has a root and no patches; nothing is made of it. */
  public static List<Diagnostic> findings(Sources sources, Container container, Bundle bundle) {
    var emit = new Emit(sources, container, bundle);
    Linux linux = emit.linux();
    emit.config(linux, emit.mounts(linux));
    return emit.diagnostics;
  }

  private Result<Emission> emission() {
    Linux linux = linux();
    MountSection mounts = mounts(linux);
    OciConfig config = config(linux, mounts);
    ObjectNode json = patched(ConfigJson.tree(config));
    if (!diagnostics.isEmpty()) {
      return Result.failed(diagnostics);
    }
    return Result.of(
        new Emission(config, json, extras(mounts.dispensable()), places.origins()), diagnostics);
  }

  private MountSection mounts(Linux linux) {
    return new MountSection(container, linux, bundle, places, diagnostics::add);
  }

  private OciConfig config(Linux linux, MountSection mounts) {
    List<OciConfig.Mount> made = mounts.mounts();
    OciConfig.Process process =
        new ProcessSection(container, linux, places, diagnostics::add).process();
    var root =
        new RootSection(
            container.filesystem().root().orElseThrow(), container.name().value(), bundle, places);
    return new OciConfig(
        version(made, process, linux),
        root.root(),
        made,
        process,
        hostname(linux),
        container.isolation().domainname().map(said -> places.note("/domainname", said)),
        new HookSection(container.lifecycle().hooks(), places).hooks(),
        new AnnotationSection(places).annotations(container, root.annotation()),
        linux);
  }

  /** What is to be changed is copied first: configs share what is the same in all of them. */
  private ObjectNode patched(ObjectNode json) {
    List<Located<OciPatch>> patches = container.lifecycle().patches();
    ObjectNode own = patches.isEmpty() ? json : json.deepCopy();
    var patch = new Patch(own, places, diagnostics::add);
    patches.forEach(patch::apply);
    return own;
  }

  private String version(List<OciConfig.Mount> mounts, OciConfig.Process process, Linux linux) {
    return SpecVersion.of(mounts, process, linux, container.isolation().domainname().isPresent());
  }

  private Optional<String> hostname(Linux linux) {
    if (container.isolation().hostname().isPresent()) {
      return container.isolation().hostname().map(hostname -> places.note("/hostname", hostname));
    }
    return linux.makes(NamespaceType.UTS)
        ? Optional.of(container.name().value())
        : Optional.empty();
  }

  private Linux linux() {
    var protectedPaths = new ProtectedPathSection(container.filesystem(), places);
    var namespaces = new NamespaceSection(container.isolation(), places);
    return new Linux(
        namespaces.namespaces(),
        namespaces.uidMappings(),
        namespaces.gidMappings(),
        namespaces.timeOffsets(),
        new DeviceSection(container.resources(), places).devices(),
        namespaces.netDevices(),
        container.resources().cgroup().map(cgroup -> places.note("/linux/cgroupsPath", cgroup)),
        new ResourceSection(container.resources(), places).resources(),
        container.resources().rdt().map(rdt -> new RdtSection(rdt, places).intelRdt()),
        new SchedulingSection(container.scheduling(), places).memoryPolicy(),
        namespaces.sysctls(),
        propagation(),
        new FilterSection(container, places).seccomp(),
        protectedPaths.masked(),
        protectedPaths.readonly(),
        container.privileges().mountLabel().map(said -> places.note("/linux/mountLabel", said)),
        personality());
  }

  private Optional<OciConfig.Personality> personality() {
    return container
        .process()
        .personality()
        .map(domain -> places.note("/linux/personality", domain))
        .map(domain -> new OciConfig.Personality(domain.name(), List.of()));
  }

  private Propagation propagation() {
    return container
        .filesystem()
        .rootfsPropagation()
        .map(said -> places.note("/linux/rootfsPropagation", said))
        .orElseGet(this::impliedPropagation);
  }

  /** A mount that is to follow the host's can do so only if the namespace does. */
  private Propagation impliedPropagation() {
    boolean follows =
        container.filesystem().mounts().stream()
            .map(Located::value)
            .anyMatch(mount -> mount.has("slave") || mount.has("rslave"));
    return follows ? Propagation.SLAVE : Propagation.PRIVATE;
  }

  private Extras extras(List<String> dispensable) {
    return new Extras(
        container.name().value(),
        bundle.folder(),
        container
            .filesystem()
            .root()
            .map(Located::value)
            .filter(Emit::isMoreThanAFolder)
            .map(this::asConfigNamesIt),
        dispensable,
        ProcessSection.passedNames(container),
        CapabilitySection.required(container.privileges().capabilities().value()),
        container.process().user().map(Located::value).filter(Emit::needsLookup),
        hostDevices(),
        container.privileges().landlock().map(Located::value).map(this::fileRules),
        container.isolation(),
        supervision(),
        places.at(container::isTried),
        container.lifecycle());
  }

  /** A path may be granted by several statements, and each of them counts. */
  private Extras.FileRules fileRules(Landlock landlock) {
    return new Extras.FileRules(
        landlock.rules().stream().map(Located::value).toList(),
        landlock.grants().stream().allMatch(grant -> container.isTried(grant.span())));
  }

  private List<Device.OfHost> hostDevices() {
    return container.resources().devices().stream()
        .map(Located::value)
        .filter(Device.OfHost.class::isInstance)
        .map(Device.OfHost.class::cast)
        .toList();
  }

  private Extras.Supervision supervision() {
    Supervision asked = container.process().supervision();
    return new Extras.Supervision(
        asked.init().map(Located::value),
        asked.stopSignal().map(Located::value),
        asked.stopTimeout().map(Located::value));
  }

  private Root asConfigNamesIt(Root root) {
    return switch (root) {
      case Root.Overlay(var path, var upper) ->
          new Root.Overlay(bundle.path(path), upper.map(bundle::path));
      case Root.Archive(var path, var readOnly) -> new Root.Archive(bundle.path(path), readOnly);
      case Root.OciLayout(var path, var tag, var readOnly) ->
          new Root.OciLayout(bundle.path(path), tag, readOnly);
      case Root.DockerArchive(var path, var tag, var readOnly) ->
          new Root.DockerArchive(bundle.path(path), tag, readOnly);
      case Root.Directory _, Root.Host _, Root.Programs _, Root.Registry _ -> root;
    };
  }

  private static boolean isMoreThanAFolder(Root root) {
    return !(root instanceof Root.Directory);
  }

  private static boolean needsLookup(User user) {
    return user.gid().isEmpty()
        || Stream.of(
                Stream.of(user.uid()),
                user.gid().stream(),
                user.groups().stream().map(Located::value))
            .flatMap(ids -> ids)
            .anyMatch(User.Id.Named.class::isInstance);
  }
}
