package dev.cdlc.codegen.strace;

/**
 * Where a process may stand after so many calls of its trace.
 *
 * @param choices that led here, of those that the grammar shows
 */
record State(Frame frame, Known known, Choices choices) {

  /** What makes two states lead to the same future. */
  record Key(Frame frame, Known known) {}

  Key key() {
    return new Key(frame, known);
  }

  State at(Frame place) {
    return new State(place, known, choices);
  }

  State next() {
    return at(frame.next());
  }

  State knowing(Known more) {
    return new State(frame, more, choices);
  }

  State choosing(String choice) {
    return new State(frame, known, choices.and(choice));
  }
}
