package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Binding;
import dev.cdlc.compiler.check.Declared.Overlay;
import dev.cdlc.compiler.check.Declared.Param;
import dev.cdlc.compiler.check.Declared.Profile;
import dev.cdlc.compiler.check.Layers.Layer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Subnet;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.resolve.FileSet.Member;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The check: makes the containers of a set of files, or says why it cannot. */
public final class Check {
  private final FileSet files;
  private final Settings settings;
  private final Findings findings = new Findings();
  private final Sources sources;
  private final NamedFiles named;
  private final Evaluation evaluation;
  private final Declarations declarations;
  private final Layers layers;
  private final IdentityHashMap<Scope, String> folders = new IdentityHashMap<>();
  private final Scope main;

  private Check(FileSet files, Inputs inputs, Settings settings) {
    this.files = files;
    this.settings = settings;
    List<Member> builtIn = BuiltInProfiles.forUseIn(files);
    sources = sources(files, builtIn);
    named = new NamedFiles(files.folder(), sources, inputs);
    evaluation = new Evaluation(sources, findings, inputs, settings);
    declarations = new Declarations(new Cells(sources, findings));
    layers = new Layers(findings, profiles(builtIn));
    files.members().forEach(this::declare);
    main = declarations.scope();
  }

  /**
   * Checks a set of files.
   *
   * @param inputs asked for the variables of {@code from-env}, and the files that statements name
   */
  public static Result<Checked> check(FileSet files, Inputs inputs, Settings settings) {
    var check = new Check(files, inputs, settings);
    List<Container> containers = check.containers();
    List<Expectation> expectations = check.expectations();
    return Result.of(
        new Checked(
            check.findings.hasErrors() ? List.of() : containers,
            check.named.sources(),
            check.declarations.project(),
            expectations),
        files.withChains(check.findings.all()));
  }

  private static Sources sources(FileSet files, List<Member> builtIn) {
    if (builtIn.isEmpty()) {
      return files.sources();
    }
    Stream<Source> others = builtIn.stream().map(member -> member.file().source());
    return Sources.of(Stream.concat(files.sources().all().stream(), others).toList());
  }

  private Map<String, Profile> profiles(List<Member> builtIn) {
    var read = new Declarations(new Cells(sources, findings));
    builtIn.forEach(read::read);
    var profiles = new HashMap<String, Profile>();
    read.profiles().forEach(profile -> profiles.put(profile.name().value(), profile));
    return profiles;
  }

  private void declare(Member member) {
    folders.put(declarations.read(member), member.folder());
  }

  private List<Container> containers() {
    settings.sets().forEach(this::set);
    for (Binding binding : declarations.bindings()) {
      evaluation.meaning(binding);
    }
    Map<String, List<Overlay>> overlays = overlays();
    var networks =
        new Networks(declarations.networks(), this::subnet, declarations.areUnderstood(), findings);
    networks.checkSubnets();
    var reader = new LayeredReader(sources, findings, settings, networks, this::surroundings);
    var containers = new ArrayList<Container>();
    for (Declared.Container declared : declarations.containers()) {
      List<Layer> below = layers.below(declared.uses(), declared.home());
      reader
          .read(declared, below, overlays.getOrDefault(declared.name().value(), List.of()))
          .ifPresent(containers::add);
    }
    for (Profile profile : declarations.profiles()) {
      unused(profile, reader);
    }
    boolean complete =
        declarations.areUnderstood() && containers.size() == declarations.containers().size();
    new Dependencies(containers, findings).check(complete, reader.doubtful());
    settings.variant().filter(name -> !reader.knows(name)).ifPresent(this::reportVariant);
    return containers;
  }

  private void unused(Profile profile, LayeredReader reader) {
    if (!layers.isUsed(profile)) {
      List<Layer> below = layers.below(profile.uses(), profile.home());
      reader.readUnused(profile, below);
    }
  }

  private Optional<Located<Subnet>> subnet(Declared.Network network) {
    var cells = new Cells(sources, findings);
    var pass = new Pass(settings.values() == Settings.Values.NEEDED);
    cells.nextLayer(surroundings(network.home(), pass));
    return network.block().flatMap(block -> new SubnetSection(cells).read(block));
  }

  private Surroundings surroundings(Scope home, Pass pass) {
    return new FileSurroundings(evaluation, home, folders.getOrDefault(home, ""), pass, named);
  }

  private void set(String name, String value) {
    Optional<Binding> binding = main.binding(name);
    if (binding.isPresent() && binding.get() instanceof Param param) {
      evaluation.give(param, name, value);
    } else if (!name.startsWith("host.") && main.surelyLacks(name)) {
      findings.add(unknownSet(name));
    }
  }

  private Diagnostic unknownSet(String name) {
    List<String> params =
        main.bindingNames().stream()
            .filter(other -> main.binding(other).filter(Param.class::isInstance).isPresent())
            .toList();
    Diagnostic report =
        Diagnostic.of(
            Code.UNKNOWN_SETTING, start(), "there is no param `" + name + "` for `--set`");
    return report.withHelp(
        Suggestion.nearest(name, params)
            .map(near -> "did you mean `" + near.word() + "`?")
            .orElse(
                params.isEmpty()
                    ? "the source declares no param"
                    : "the params are `" + String.join("`, `", params) + "`"));
  }

  private void reportVariant(String name) {
    if (main.surelyLacks(name)) {
      findings.add(
          Diagnostic.of(Code.UNKNOWN_SETTING, start(), "there is no variant `" + name + "`")
              .withHelp("`variant NAME < ... >` declares one, in a container or for several"));
    }
  }

  /** Where a finding stands that is about the command, not about a place in the source. */
  private Span start() {
    return files.main().file().source().span(0, 0);
  }

  private Set<String> containerNames() {
    Set<String> names = new LinkedHashSet<>();
    declarations.containers().forEach(container -> names.add(container.name().value()));
    return names;
  }

  /** Those of a file that is included are told when that file is tested itself. */
  private List<Expectation> expectations() {
    return declarations.expectations().of(containerNames()).stream()
        .filter(one -> one.container().span().source().equals(start().source()))
        .toList();
  }

  private Map<String, List<Overlay>> overlays() {
    Set<String> names = containerNames();
    var byContainer = new HashMap<String, List<Overlay>>();
    for (Overlay overlay : declarations.overlays()) {
      Word container = overlay.container();
      byContainer.computeIfAbsent(container.text(), _ -> new ArrayList<>()).add(overlay);
      if (!names.contains(container.text())
          && !container.broken()
          && overlay.home().surelyLacks(container.text())) {
        findings.add(unknownContainer(container, names));
      }
    }
    return byContainer;
  }

  private Diagnostic unknownContainer(Word container, Collection<String> names) {
    return findings
        .guesses()
        .explain(
            Diagnostic.of(
                Code.UNKNOWN_NAME,
                container.span(),
                "there is no container `" + container.text() + "`"),
            container.text(),
            () -> names,
            "a variant at the top of a file lays over containers that are declared elsewhere");
  }
}
