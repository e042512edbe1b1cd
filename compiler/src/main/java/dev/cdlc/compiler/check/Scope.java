package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Binding;
import dev.cdlc.compiler.check.Declared.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names that one file may use: its own, those of files that it includes, and, behind an alias
 * and a dot, those of files that it includes under that alias.
 */
final class Scope {
  private final Map<String, Binding> bindings = new LinkedHashMap<>();
  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private final Map<String, Scope> aliases = new LinkedHashMap<>();
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

  /** Whether a name that is not found is certainly not declared. */
  boolean isWhole() {
    return whole && aliases.values().stream().allMatch(Scope::isWhole);
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
