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

  /** How many names, and ways to other scopes, are listed where one is looked for. */
  private static final int MOST_NAMES = 10_000;

  private static final int MOST_WAYS = 1_000;

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
    return surelyLacks(name, new HashSet<>());
  }

  /**
   * Asks each scope once for a name: by several aliases there are more ways to a scope than scopes.
   */
  private boolean surelyLacks(String name, Set<Question> asked) {
    return !asked.add(new Question(this, name))
        || (whole
            && !lost.contains(name)
            && aliases.entrySet().stream()
                .allMatch(
                    alias -> alias.getValue().surelyLacks(behind(alias.getKey(), name), asked)));
  }

  private record Question(Scope scope, String name) {}

  private static String behind(String alias, String name) {
    return name.startsWith(alias + ".") ? name.substring(alias.length() + 1) : name;
  }

  Optional<Binding> binding(String name) {
    return find(name, Scope::bindings);
  }

  Optional<Profile> profile(String name) {
    return find(name, Scope::profiles);
  }

  /** The names that {@link #binding} finds, as {@link #names} lists them. */
  List<String> bindingNames() {
    return names(Scope::bindings);
  }

  /** The names that {@link #profile} finds, as {@link #names} lists them. */
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

  /**
   * Names with the fewest aliases first, and none once there are many: sixteen files that each
   * include the next under two aliases give its names by 65,536 ways.
   */
  private <T> List<String> names(Function<Scope, Map<String, T>> kind) {
    var names = new ArrayList<String>();
    var ways = new ArrayList<>(List.of(new Way("", this)));
    for (int i = 0; i < ways.size() && names.size() < MOST_NAMES; i++) {
      Way way = ways.get(i);
      kind.apply(way.scope).keySet().forEach(name -> names.add(way.prefix + name));
      way.scope.aliases.entrySet().stream()
          .limit(MOST_WAYS - ways.size())
          .forEach(alias -> ways.add(way.to(alias.getKey(), alias.getValue())));
    }
    return names;
  }

  /** A scope, and what stands before its names here. */
  private record Way(String prefix, Scope scope) {
    Way to(String alias, Scope other) {
      return new Way(prefix + alias + ".", other);
    }
  }
}
