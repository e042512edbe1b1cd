package dev.cdlc.compiler.report;

/**
 * Why a finding is not told.
 *
 * @param reason as its comment gives it; may be empty
 */
public record Suppression(By by, String reason) {
  /** Who says so. */
  public enum By {
    /** A comment in the source. */
    COMMENT("inSource"),
    /** A file of known findings. */
    BASELINE("external");

    private final String kind;

    By(String kind) {
      this.kind = kind;
    }

    /** As SARIF calls it. */
    String kind() {
      return kind;
    }
  }
}
