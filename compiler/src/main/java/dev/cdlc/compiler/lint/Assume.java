package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.check.Suggestion;
import dev.cdlc.plan.KernelVersion;
import java.util.List;
import java.util.Optional;

/**
 * What is taken for known of where containers are to run; what is not said is not known.
 *
 * @param rootless whether it is without privileges
 * @param spec the newest version of the runtime specification that is understood there
 */
public record Assume(
    Optional<Cgroup> cgroup,
    Optional<KernelVersion> kernel,
    boolean rootless,
    Optional<OciRuntime> runtime,
    Optional<KernelVersion> spec) {
  /** Nothing. */
  public static final Assume NOTHING =
      new Assume(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

  private static final List<String> KEYS =
      List.of("cgroup", "kernel", "rootless", "runtime", "spec");

  /** How the hierarchies of cgroups(7) are mounted. */
  public enum Cgroup {
    V1,
    V2,
    /** The controllers are those of v1. */
    HYBRID;

    private static final List<String> WORDS = List.of("v1", "v2", "hybrid");

    /** The version that the controllers are of. */
    String controllers() {
      return this == V2 ? "v2" : "v1";
    }
  }

  /** A runtime that reads config.json, and its version. */
  public record OciRuntime(String name, KernelVersion version) {
    private static final List<String> NAMES = List.of("runc", "crun");
  }

  /** What came of reading a word: more is assumed, or the word says nothing. */
  public sealed interface Reading {
    record Known(Assume assume) implements Reading {}

    /** A word that says nothing; the message is one lower-case clause. */
    record Wrong(String message, String help) implements Reading {}
  }

  /** Besides this, what a word such as {@code cgroup=v2} or {@code rootless} says. */
  public Reading with(String word) {
    int equals = word.indexOf('=');
    String key = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    return switch (key) {
      case "cgroup" -> cgroup(value);
      case "kernel" -> kernel(value);
      case "rootless" -> rootless(value);
      case "runtime" -> runtime(value);
      case "spec" -> spec(value);
      default -> unknown("assumption", key, KEYS);
    };
  }

  private Reading cgroup(String value) {
    int index = Cgroup.WORDS.indexOf(value);
    return index < 0
        ? unknown("cgroup version", value, Cgroup.WORDS)
        : known(new Assume(Optional.of(Cgroup.values()[index]), kernel, rootless, runtime, spec));
  }

  private Reading kernel(String value) {
    return KernelVersion.ofRelease(value)
        .map(read -> known(new Assume(cgroup, Optional.of(read), rootless, runtime, spec)))
        .orElseGet(() -> noVersion("kernel", value, "5.10"));
  }

  private Reading rootless(String value) {
    return value.isEmpty()
        ? known(new Assume(cgroup, kernel, true, runtime, spec))
        : new Reading.Wrong("`rootless` takes no value", "write `rootless` alone");
  }

  private Reading runtime(String value) {
    int at = value.indexOf('@');
    String name = at < 0 ? value : value.substring(0, at);
    if (!OciRuntime.NAMES.contains(name)) {
      return unknown("runtime", name, OciRuntime.NAMES);
    }
    return KernelVersion.ofRelease(at < 0 ? "" : value.substring(at + 1))
        .map(read -> Optional.of(new OciRuntime(name, read)))
        .map(read -> known(new Assume(cgroup, kernel, rootless, read, spec)))
        .orElseGet(() -> noVersion("runtime", value, name + "@1.1"));
  }

  private Reading spec(String value) {
    return KernelVersion.ofRelease(value)
        .map(read -> known(new Assume(cgroup, kernel, rootless, runtime, Optional.of(read))))
        .orElseGet(() -> noVersion("spec", value, "1.0"));
  }

  private static Reading known(Assume assume) {
    return new Reading.Known(assume);
  }

  private static Reading noVersion(String key, String value, String example) {
    return new Reading.Wrong(
        "`%s` is no version".formatted(value), "write it as in `%s=%s`".formatted(key, example));
  }

  static Reading unknown(String kind, String word, List<String> known) {
    return new Reading.Wrong(
        "unknown %s `%s`".formatted(kind, word),
        Suggestion.nearest(word, known)
            .map(near -> "did you mean `%s`?".formatted(near.word()))
            .orElseGet(() -> "known are " + String.join(", ", known)));
  }
}
