package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Dependency;
import dev.cdlc.compiler.model.Dependency.State;
import dev.cdlc.compiler.model.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What containers wait for: each {@code after} names another, and none waits for itself. */
final class Dependencies {
  private static final int MOST_NAMED = 5;

  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Findings findings;

  /** Containers from which no way leads back to themselves, or whose way was reported. */
  private final Set<String> settled = new HashSet<>();

  Dependencies(List<Container> containers, Findings findings) {
    containers.forEach(
        container -> this.containers.putIfAbsent(container.name().value(), container));
    this.findings = findings;
  }

  /**
   * Reports what is wrong.
   *
   * @param complete whether these are all containers; else one that is missing may exist
   * @param doubtful those that may have a {@code ready} check
   */
  void check(boolean complete, Set<String> doubtful) {
    for (Container container : containers.values()) {
      for (Located<Dependency> after : container.lifecycle().dependencies()) {
        names(after, complete, doubtful);
      }
    }
    for (String name : containers.keySet()) {
      follow(name);
    }
  }

  private void names(Located<Dependency> after, boolean complete, Set<String> doubtful) {
    String name = after.value().container();
    Container other = containers.get(name);
    if (other != null) {
      boolean ready = doubtful.contains(name) || other.lifecycle().ready().isPresent();
      if (after.value().state() == State.READY && !ready) {
        findings.add(neverReady(after, other));
      }
    } else if (complete) {
      findings.add(unknown(after, name));
    }
  }

  private Diagnostic unknown(Located<Dependency> after, String name) {
    return findings
        .guesses()
        .explain(
            Diagnostic.of(
                Code.UNKNOWN_CONTAINER, after.span(), "there is no container `" + name + "`"),
            name,
            containers::keySet,
            "`after` names a container of the same files");
  }

  private static Diagnostic neverReady(Located<Dependency> after, Container other) {
    String name = after.value().container();
    return Diagnostic.of(
            Code.NEVER_READY, after.span(), "container `" + name + "` has no `ready` check")
        .withRelated(other.name().span(), "declared here")
        .withHelp("add `ready exec PROGRAM` to it, or write `after " + name + " started`");
  }

  /** Follows what a container waits for, depth first, without recursion: files may be long. */
  private void follow(String start) {
    var way = new ArrayList<Step>();
    var turns = new HashMap<String, Integer>();
    enter(start, way, turns);
    while (!way.isEmpty()) {
      Step step = way.getLast();
      if (step.next == step.after.size()) {
        settled.add(step.name);
        turns.remove(step.name);
        way.removeLast();
        continue;
      }
      Located<Dependency> after = step.after.get(step.next++);
      String name = after.value().container();
      if (turns.containsKey(name)) {
        findings.add(cycle(after, way.subList(turns.get(name), way.size())));
      } else {
        enter(name, way, turns);
      }
    }
  }

  private void enter(String name, List<Step> way, Map<String, Integer> turns) {
    Container container = containers.get(name);
    if (container != null && !settled.contains(name)) {
      turns.put(name, way.size());
      way.add(new Step(name, container.lifecycle().dependencies()));
    }
  }

  private static Diagnostic cycle(Located<Dependency> after, List<Step> way) {
    String names =
        way.stream()
            .limit(MOST_NAMED)
            .map(step -> "`" + step.name + "`")
            .collect(Collectors.joining(", "));
    return Diagnostic.of(
            Code.CYCLE,
            after.span(),
            way.size() == 1
                ? "a container cannot wait for itself"
                : "these containers wait for each other: "
                    + names
                    + (way.size() > MOST_NAMED ? ", and more" : ""))
        .withHelp("remove one `after` of them");
  }

  /** A container on the way, and which of its dependencies comes next. */
  private static final class Step {
    private final String name;
    private final List<Located<Dependency>> after;
    private int next;

    Step(String name, List<Located<Dependency>> after) {
      this.name = name;
      this.after = after;
    }
  }
}
