package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.ContainerReader.Variant;
import dev.cdlc.compiler.check.Declared.Overlay;
import dev.cdlc.compiler.check.Declared.Profile;
import dev.cdlc.compiler.check.Layers.Layer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads declarations in layers: profiles, the declaration's own block, a variant. Each variant is
 * read in a pass of its own, so that all are checked whichever is asked for.
 */
final class LayeredReader {
  /** In all passes together; a file has at most 10,000. */
  private static final int MOST_STATEMENTS = 200_000;

  private final Sources sources;
  private final Findings findings;
  private final Settings settings;
  private final Networks networks;
  private final BiFunction<Scope, Pass, Surroundings> surroundings;
  private final Set<String> variantNames = new HashSet<>();

  /** Names of containers that may be ready in a way that could not be read. */
  private final Set<String> doubtful = new HashSet<>();

  private int statements;

  LayeredReader(
      Sources sources,
      Findings findings,
      Settings settings,
      Networks networks,
      BiFunction<Scope, Pass, Surroundings> surroundings) {
    this.sources = sources;
    this.findings = findings;
    this.settings = settings;
    this.networks = networks;
    this.surroundings = surroundings;
  }

  /** Whether something that was read has a variant of that name. */
  boolean knows(String variant) {
    return variantNames.contains(variant);
  }

  /** Names of containers that may have a `ready` check that could not be read. */
  Set<String> doubtful() {
    return doubtful;
  }

  /**
   * Reads a container with the variant that the settings ask for, and checks the others too. Empty
   * where not all that it says is known.
   */
  Optional<Container> read(Declared.Container declared, List<Layer> below, List<Overlay> overlays) {
    List<Layer> base = with(below, declared.block(), declared.home());
    boolean plain = settings.variant().isEmpty();
    Reading first = pass(declared, base, List.of(), plain);
    Map<String, List<Layer>> variants = first.variants();
    for (Overlay overlay : overlays) {
      variants
          .computeIfAbsent(overlay.name().value(), _ -> new ArrayList<>())
          .add(new Layer(overlay.block(), overlay.home()));
    }
    variantNames.addAll(variants.keySet());
    Reading chosen = first;
    if (!plain) {
      String name = settings.variant().get();
      List<Layer> over = Optional.ofNullable(variants.remove(name)).orElse(List.of());
      chosen = pass(declared, base, over, true);
    }
    variants.values().forEach(over -> pass(declared, base, over, false));
    if (chosen.reader().isDoubtful()) {
      doubtful.add(declared.name().value());
    }
    return chosen.pass().isDoubtful()
        ? Optional.empty()
        : Optional.of(chosen.reader().container(declared, networks));
  }

  /** Checks what a profile says that no container uses. */
  void readUnused(Profile profile, List<Layer> below) {
    List<Layer> base = with(below, profile.block(), profile.home());
    Map<String, List<Layer>> variants = read(profile.name(), base, List.of(), false).variants();
    variantNames.addAll(variants.keySet());
    variants.values().forEach(over -> read(profile.name(), base, over, false));
  }

  private static List<Layer> with(List<Layer> below, Block block, Scope home) {
    var all = new ArrayList<>(below);
    all.add(new Layer(block, home));
    return all;
  }

  /**
   * What one pass made.
   *
   * @param variants that its layers hold, by name
   */
  private record Reading(ContainerReader reader, Pass pass, Map<String, List<Layer>> variants) {}

  private Reading pass(
      Declared.Container declared, List<Layer> base, List<Layer> over, boolean chosen) {
    Reading reading = read(declared.name(), base, over, chosen);
    reading.reader().finish(networks, declared.stack());
    if (chosen && statements <= MOST_STATEMENTS) {
      reading.reader().reportMissing(declared.name());
    }
    return reading;
  }

  private Reading read(Located<String> name, List<Layer> base, List<Layer> over, boolean chosen) {
    var pass = new Pass(chosen && settings.values() == Settings.Values.NEEDED);
    var variants = new LinkedHashMap<String, List<Layer>>();
    var reader =
        new ContainerReader(new Cells(sources, findings), variant -> take(variant, pass, variants));
    if (isWithinBounds(name, base, over)) {
      base.forEach(layer -> read(layer, reader, pass));
      pass.layOver();
      over.forEach(layer -> read(layer, reader, pass));
    } else {
      pass.doubt();
    }
    return new Reading(reader, pass, variants);
  }

  private void read(Layer layer, ContainerReader reader, Pass pass) {
    reader.read(layer, surroundings.apply(layer.home(), pass));
  }

  private void take(Variant variant, Pass pass, Map<String, List<Layer>> variants) {
    if (pass.isLayingOver()) {
      reportNested(variant.name().span());
      return;
    }
    variants.computeIfAbsent(variant.name().value(), _ -> new ArrayList<>()).add(variant.layer());
  }

  private void reportNested(Span span) {
    findings.add(
        Diagnostic.of(Code.MISPLACED_STATEMENT, span, "a variant cannot stand in another variant")
            .withHelp("one variant is laid over at a time"));
  }

  private boolean isWithinBounds(Located<String> name, List<Layer> base, List<Layer> over) {
    boolean within = statements <= MOST_STATEMENTS;
    statements += size(base) + size(over);
    if (within && statements > MOST_STATEMENTS) {
      findings.add(
          Diagnostic.of(
                  Code.COMPOSITION_LIMIT,
                  name.span(),
                  "with what profiles and variants add, there are too many statements")
              .withHelp("the most that are read is %d".formatted(MOST_STATEMENTS)));
    }
    return statements <= MOST_STATEMENTS;
  }

  private static int size(List<Layer> layers) {
    return layers.stream().mapToInt(layer -> layer.block().statements().size()).sum();
  }
}
