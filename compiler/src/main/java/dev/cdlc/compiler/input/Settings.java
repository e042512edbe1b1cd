package dev.cdlc.compiler.input;

import dev.cdlc.compiler.model.Rootless;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the caller decides about a compilation.
 *
 * @param sets values of params, by name: {@code --set name=value}
 * @param variant the one to lay over: {@code --variant NAME}
 * @param host empty where nothing may depend on the host
 * @param rootless the caller for whom containers are made, if that has no privileges
 */
public record Settings(
    SortedMap<String, String> sets,
    Optional<String> variant,
    Optional<Host> host,
    Optional<Rootless> rootless,
    Values values) {
  /** Nothing is set, and a value that is needed must be there. */
  public static final Settings NONE =
      new Settings(
          new TreeMap<>(), Optional.empty(), Optional.empty(), Optional.empty(), Values.NEEDED);

  public Settings {
    sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
  }

  /** What to make of a param that has no value. */
  public enum Values {
    /** Something is to be made of the containers: it is an error. */
    NEEDED,
    /** The containers are only looked at: what depends on it is taken to be right. */
    DISPENSABLE
  }

  public Settings withSet(String name, String value) {
    var more = new TreeMap<>(sets);
    more.put(name, value);
    return new Settings(more, variant, host, rootless, values);
  }

  public Settings withVariant(String name) {
    return new Settings(sets, Optional.of(name), host, rootless, values);
  }

  public Settings withHost(Host known) {
    return new Settings(sets, variant, Optional.of(known), rootless, values);
  }

  public Settings withRootless(Rootless caller) {
    return new Settings(sets, variant, host, Optional.of(caller), values);
  }

  public Settings with(Values other) {
    return new Settings(sets, variant, host, rootless, other);
  }
}
