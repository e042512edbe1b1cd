package dev.cdlc.compiler.model;

import dev.cdlc.plan.FileAccess;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a command may reach; see landlock(7). What is not granted is denied. */
public record Landlock(List<Located<Grant>> grants) {
  public Landlock {
    grants = List.copyOf(grants);
  }

  /**
   * What may be done with a file, or with all that is beneath a folder.
   *
   * @param path absolute, in the container
   */
  public record Grant(FileAccess access, String path) {}

  /** All that may be done with a file, or with what is beneath a folder. */
  public record Beneath(String path, List<FileAccess> accesses) {
    public Beneath {
      accesses = List.copyOf(accesses);
    }
  }

  /** One rule for each path, in the order of the source; its place is the first that names it. */
  public List<Located<Beneath>> rules() {
    Map<String, Located<Beneath>> rules = new LinkedHashMap<>();
    for (Located<Grant> grant : grants) {
      Grant said = grant.value();
      var rule = new Beneath(said.path(), List.of(said.access()));
      rules.merge(said.path(), new Located<>(rule, grant.span()), Landlock::together);
    }
    return List.copyOf(rules.values());
  }

  private static Located<Beneath> together(Located<Beneath> first, Located<Beneath> second) {
    var accesses = EnumSet.copyOf(first.value().accesses());
    accesses.addAll(second.value().accesses());
    return new Located<>(new Beneath(first.value().path(), List.copyOf(accesses)), first.span());
  }
}
