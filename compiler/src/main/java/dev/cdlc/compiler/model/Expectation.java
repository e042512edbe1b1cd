package dev.cdlc.compiler.model;

import java.util.List;

/**
 * What a test file says is found in a container.
 *
 * @param rules patterns of the names of policies and the codes of rules; at least one
 */
public record Expectation(Located<String> container, Verdict verdict, List<Located<String>> rules) {
  public Expectation {
    rules = List.copyOf(rules);
  }

  /** Whether something is found. */
  public enum Verdict {
    /** By none of the rules is anything found in the container. */
    MEETS,
    /** By each of the rules something is. */
    BREAKS
  }
}
