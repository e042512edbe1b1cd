package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Sets;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.oci.DefaultCapabilities;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.List;

/** The capabilities that a container asks for by name. */
final class NamedCapabilities {
  private NamedCapabilities() {}

  /** Whether it asks for all there are, so that there is no use in telling of each. */
  static boolean areAll(Capabilities asked) {
    return DefaultCapabilities.granted(asked).size() == Capability.values().length;
  }

  /** Each once, in the order of the source; none where they are all. */
  static List<Located<Capability>> of(Capabilities asked) {
    if (asked.isEmpty() || areAll(asked)) {
      return List.of();
    }
    List<Located<Capability>> named = new ArrayList<>(asked.add());
    asked.only().ifPresent(said -> add(named, said));
    Sets sets = asked.sets();
    sets.bounding().ifPresent(said -> add(named, said));
    sets.permitted().ifPresent(said -> add(named, said));
    sets.ambient().ifPresent(said -> add(named, said));
    return Located.distinct(named);
  }

  private static void add(List<Located<Capability>> named, Located<List<Capability>> said) {
    for (Capability capability : said.value()) {
      named.add(new Located<>(capability, said.span()));
    }
  }

  /** As in {@code SYS_ADMIN}. */
  static String word(Capability capability) {
    return capability.name().substring("CAP_".length());
  }
}
