package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Binding;
import dev.cdlc.compiler.check.Declared.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names that one file may use: its own, those of files that it includes, and, behind an alias
 * and a dot, those of files that it includes under that alias.
 */
final class Scope {
  private static final Set<String> DECLARING = Set.of("param", "let", "include", "profile");

  private final Map<String, Binding> bindings = new LinkedHashMap<>();
  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private final Map<String, Scope> aliases = new LinkedHashMap<>();

  /** Words of declarations that could not be read. */
  private final Set<String> lost = new HashSet<>();

  private boolean whole = true;

  Map<String, Binding> bindings() {
    return bindings;
  }

  Map<String, Profile> profiles() {
    return profiles;
  }

  Map<String, Scope> aliases() {
    return aliases;
  }

  /** Some of what the file declares could not be read. */
  void isNotWhole() {
    whole = false;
  }

  /**
   * Statements with these words could not be read. One with a path may include anything, one that
   * declares may have lost the very name; any other may at most declare its words.
   */
  void lose(Set<String> words) {
    lost.addAll(words);
    whole &= words.stream().noneMatch(word -> word.indexOf('/') >= 0 || DECLARING.contains(word));
  }

  /** What another file lacks is lacking here too. */
  void losesWith(Scope other) {
    lost.addAll(other.lost);
    whole &= other.whole && other.aliases.values().stream().allMatch(scope -> scope.whole);
  }

  /** Whether a name that is not found is certainly not declared. */
  boolean surelyLacks(String name) {
    return whole
        && !lost.contains(name)
        && aliases.entrySet().stream()
            .allMatch(alias -> alias.getValue().surelyLacks(behind(alias.getKey(), name)));
  }

  private static String behind(String alias, String name) {
    return name.startsWith(alias + ".") ? name.substring(alias.length() + 1) : name;
  }

  Optional<Binding> binding(String name) {
    return find(name, Scope::bindings);
  }

  Optional<Profile> profile(String name) {
    return find(name, Scope::profiles);
  }

  /** Every name that {@link #binding} finds. */
  List<String> bindingNames() {
    return names(Scope::bindings);
  }

  /** Every name that {@link #profile} finds. */
  List<String> profileNames() {
    return names(Scope::profiles);
  }

  private <T> Optional<T> find(String name, Function<Scope, Map<String, T>> kind) {
    T own = kind.apply(this).get(name);
    if (own != null) {
      return Optional.of(own);
    }
    int dot = name.indexOf('.');
    Scope other = dot < 0 ? null : aliases.get(name.substring(0, dot));
    return other == null ? Optional.empty() : other.find(name.substring(dot + 1), kind);
  }

  private <T> List<String> names(Function<Scope, Map<String, T>> kind) {
    var names = new ArrayList<>(kind.apply(this).keySet());
    aliases.forEach(
        (alias, scope) -> scope.names(kind).forEach(name -> names.add(alias + "." + name)));
    return names;
  }
}
