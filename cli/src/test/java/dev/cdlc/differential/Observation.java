package dev.cdlc.differential;

import java.util.List;
import java.util.stream.Stream;

/** What was seen of one start of a container, a fact a line. */
record Observation(List<String> facts) {
  Observation {
    facts = List.copyOf(facts);
  }

  /** A fact that only one of two observations has. */
  record Difference(Side side, String fact) {
    @Override
    public String toString() {
      return side.word() + " " + fact;
    }
  }

  /** Who started the container that has the fact. */
  enum Side {
    EXECUTABLE("executable"),
    RUNC("runc");

    private final String word;

    Side(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** What this one, of an executable, and runc's do not have in common. */
  List<Difference> differences(Observation runc) {
    return Stream.concat(
            facts.stream()
                .filter(fact -> !runc.facts.contains(fact))
                .map(fact -> new Difference(Side.EXECUTABLE, fact)),
            runc.facts.stream()
                .filter(fact -> !facts.contains(fact))
                .map(fact -> new Difference(Side.RUNC, fact)))
        .toList();
  }
}
