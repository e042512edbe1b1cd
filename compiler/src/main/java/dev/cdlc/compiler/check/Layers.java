package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Profile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layers that {@code use} asks for: profiles from left to right, each after those that it uses
 * itself. A profile that is asked for twice holds from where it is asked for first.
 */
final class Layers {
  private static final int DEEPEST = 64;

  private final Findings findings;
  private final Map<String, Profile> builtIn;
  private final Set<Profile> used = identitySet();

  /**
   * @param builtIn the profiles that hold where no file declares one of that name
   */
  Layers(Findings findings, Map<String, Profile> builtIn) {
    this.findings = findings;
    this.builtIn = builtIn;
  }

  /** Profiles in the order of their layers, each once. */
  private record Order(List<Profile> profiles, Set<Profile> known) {
    void add(Profile profile) {
      profiles.add(profile);
      known.add(profile);
    }
  }

  /** A profile is itself, whatever it says: to compare what two say takes long. */
  private static Set<Profile> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** What one block says, and the scope that it reads names in. */
  record Layer(Block block, Scope home) {}

  /** The layers below a declaration's own. */
  List<Layer> below(List<Word> uses, Scope home) {
    var order = new Order(new ArrayList<>(), identitySet());
    add(uses, home, order, new ArrayList<>());
    used.addAll(order.profiles());
    return order.profiles().stream()
        .map(profile -> new Layer(profile.block(), profile.home()))
        .toList();
  }

  /** Whether some declaration so far asked for a profile. */
  boolean isUsed(Profile profile) {
    return used.contains(profile);
  }

  private void add(List<Word> uses, Scope home, Order order, List<Profile> open) {
    for (Word use : uses) {
      find(use, home).ifPresent(profile -> add(use, profile, order, open));
    }
  }

  private void add(Word use, Profile profile, Order order, List<Profile> open) {
    int first = open.indexOf(profile);
    if (first >= 0) {
      findings.add(cycle(open.subList(first, open.size())));
    } else if (open.size() >= DEEPEST) {
      findings.add(
          Diagnostic.of(
                  Code.COMPOSITION_LIMIT,
                  use.span(),
                  "profiles use each other more than %d deep".formatted(DEEPEST))
              .withHelp("let one of them say itself what others say"));
    } else if (!order.known().contains(profile)) {
      open.add(profile);
      add(profile.uses(), profile.home(), order, open);
      open.removeLast();
      order.add(profile);
    }
  }

  private Optional<Profile> find(Word use, Scope home) {
    Optional<Profile> found =
        home.profile(use.text()).or(() -> Optional.ofNullable(builtIn.get(use.text())));
    if (found.isEmpty() && !use.broken() && home.surelyLacks(use.text())) {
      findings.add(unknown(use, home));
    }
    return found;
  }

  private Diagnostic unknown(Word use, Scope home) {
    return findings
        .guesses()
        .explain(
            Diagnostic.of(
                Code.UNKNOWN_NAME, use.span(), "there is no profile `" + use.text() + "`"),
            use.text(),
            () -> names(home),
            "`profile NAME < ... >` declares one");
  }

  private static List<String> names(Scope home) {
    var names = new ArrayList<>(home.profileNames());
    names.addAll(BuiltInProfiles.NAMES);
    return names;
  }

  private static Diagnostic cycle(List<Profile> round) {
    Profile first = round.getFirst();
    Diagnostic report =
        Diagnostic.of(
            Code.CYCLE,
            first.name().span(),
            "the profile `" + first.name().value() + "` uses itself");
    for (Profile other : round.subList(1, round.size())) {
      report = report.withRelated(other.name().span(), "by way of `" + other.name().value() + "`");
    }
    return report.withHelp("let one of them say itself what the other says");
  }
}
