package dev.cdlc.compiler.lower;

/** Lowers {@code net user} and {@code publish}. */
final class NetworkSteps {
  static final String POINTER = "/annotations/org.cdlc.net";

  /** The container's own. */
  static final String ADDRESS = "10.0.2.100";

  /** Where the host's resolver answers. */
  static final String DNS = "10.0.2.3";

  private NetworkSteps() {}
}
