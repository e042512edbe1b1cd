package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Sets;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Emits {@code process.capabilities}. Where nothing else is said, one set is bounding, permitted
 * and effective; nothing is inheritable, nothing ambient.
 */
record CapabilitySection(
    Located<Capabilities> asked, Places places, Consumer<Diagnostic> diagnostics) {
  private static final String POINTER = "/process/capabilities";

  /** With an index, the place of one capability. */
  static final String BOUNDING = POINTER + "/bounding/";

  OciConfig.Capabilities capabilities() {
    if (!asked.value().isEmpty()) {
      places.note(POINTER, asked);
    }
    Sets sets = asked.value().sets();
    EnumSet<Capability> ambient = said("ambient", sets.ambient(), none());
    EnumSet<Capability> bounding =
        said("bounding", sets.bounding(), DefaultCapabilities.granted(asked.value()));
    bounding.addAll(ambient);
    EnumSet<Capability> permitted = said("permitted", sets.permitted(), bounding);
    permitted.addAll(ambient);
    EnumSet<Capability> effective = said("effective", sets.effective(), permitted);
    EnumSet<Capability> inheritable = said("inheritable", sets.inheritable(), none());
    inheritable.addAll(ambient);
    requireEach(sets.permitted(), bounding, "permitted", "bounding");
    requireEach(sets.effective(), permitted, "effective", "permitted");
    requireEach(sets.inheritable(), bounding, "inheritable", "bounding");
    noteEach(List.copyOf(bounding));
    return new OciConfig.Capabilities(
        List.copyOf(effective),
        List.copyOf(bounding),
        List.copyOf(inheritable),
        List.copyOf(permitted),
        List.copyOf(ambient));
  }

  private EnumSet<Capability> said(
      String set, Optional<Located<List<Capability>>> exactly, EnumSet<Capability> otherwise) {
    var capabilities = none();
    exactly.ifPresentOrElse(
        said -> capabilities.addAll(places.note(POINTER + "/" + set, said)),
        () -> capabilities.addAll(otherwise));
    return capabilities;
  }

  private static EnumSet<Capability> none() {
    return EnumSet.noneOf(Capability.class);
  }

  /** Where capset(2) and prctl(2) put a set inside another, reports what is said to be outside. */
  private void requireEach(
      Optional<Located<List<Capability>>> said,
      EnumSet<Capability> outer,
      String set,
      String outerSet) {
    for (Located<List<Capability>> inner : said.stream().toList()) {
      inner.value().stream()
          .filter(capability -> !outer.contains(capability))
          .findFirst()
          .map(capability -> outside(capability, inner.span(), set, outerSet))
          .ifPresent(diagnostics);
    }
  }

  private static Diagnostic outside(Capability capability, Span span, String set, String outerSet) {
    String name = capability.name().substring("CAP_".length());
    return Diagnostic.of(
            Code.INCONSISTENT_CAPABILITY_SETS,
            span,
            "`%s` is in the %s set, but not in the %s one".formatted(name, set, outerSet))
        .withHelp("add it to the %s set, or leave it out here".formatted(outerSet));
  }

  private void noteEach(List<Capability> bounding) {
    for (Located<Capability> added : asked.value().add()) {
      if (bounding.contains(added.value())) {
        places.note(BOUNDING + bounding.indexOf(added.value()), added);
      }
    }
  }

  /**
   * Those that are asked for by name, and so must not be left out where the host lacks them; all of
   * them are bounding.
   */
  static List<Capability> required(Capabilities asked) {
    Stream<Capability> named =
        asked
            .only()
            .map(said -> said.value().stream())
            .orElseGet(() -> asked.add().stream().map(Located::value));
    return Stream.concat(
            named.filter(capability -> isBounding(capability, asked.sets())),
            setByName(asked.sets()))
        .distinct()
        .toList();
  }

  private static boolean isBounding(Capability capability, Sets sets) {
    return sets.bounding().map(said -> said.value().contains(capability)).orElse(true);
  }

  private static Stream<Capability> setByName(Sets sets) {
    return Stream.of(
            sets.bounding(), sets.permitted(), sets.effective(), sets.inheritable(), sets.ambient())
        .flatMap(Optional::stream)
        .flatMap(said -> said.value().stream());
  }
}
