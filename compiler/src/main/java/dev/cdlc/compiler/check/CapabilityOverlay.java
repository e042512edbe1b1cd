package dev.cdlc.compiler.check;

import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Sets;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What two layers say of capabilities, the later above the earlier. It starts from the earlier
 * one's set, unless it chooses a base or says exactly which; it has its way over each that both
 * name.
 */
record CapabilityOverlay(Capabilities below, Capabilities above) {
  Capabilities merged() {
    Sets sets = sets(below.sets(), above.sets());
    if (above.only().isPresent() || above.base().isPresent()) {
      return new Capabilities(above.base(), above.add(), above.drop(), above.only(), sets);
    }
    return below
        .only()
        .map(exact -> new Capabilities(below.base(), List.of(), List.of(), changed(exact), sets))
        .orElseGet(
            () ->
                new Capabilities(
                    below.base(),
                    replaced(below.add(), above.drop(), above.add()),
                    replaced(below.drop(), above.add(), above.drop()),
                    Optional.empty(),
                    sets));
  }

  private Optional<Located<List<Capability>>> changed(Located<List<Capability>> exact) {
    var list = new ArrayList<>(exact.value());
    list.removeAll(values(above.drop()));
    values(above.add()).stream().filter(added -> !list.contains(added)).forEach(list::add);
    return Optional.of(new Located<>(List.copyOf(list), exact.span()));
  }

  /** The earlier entries without those that the later layer speaks against, then the later ones. */
  private static List<Located<Capability>> replaced(
      List<Located<Capability>> earlier,
      List<Located<Capability>> against,
      List<Located<Capability>> later) {
    List<Capability> spokenOf = new ArrayList<>(values(against));
    spokenOf.addAll(values(later));
    var entries = new ArrayList<>(earlier);
    entries.removeIf(entry -> spokenOf.contains(entry.value()));
    entries.addAll(later);
    return entries;
  }

  private static List<Capability> values(List<Located<Capability>> entries) {
    return entries.stream().map(Located::value).toList();
  }

  private static Sets sets(Sets below, Sets above) {
    return new Sets(
        above.bounding().or(below::bounding),
        above.effective().or(below::effective),
        above.permitted().or(below::permitted),
        above.inheritable().or(below::inheritable),
        above.ambient().or(below::ambient));
  }
}
