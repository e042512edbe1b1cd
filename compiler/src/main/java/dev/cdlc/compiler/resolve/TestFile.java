package dev.cdlc.compiler.resolve;

/** A file that says what is found in containers, its own and those that it includes. */
public final class TestFile {
  /** How its name ends. */
  public static final String EXTENSION = ".cdltest";

  private TestFile() {}

  /** Whether a file of this name, or path, is one. */
  public static boolean isTestFile(String name) {
    return name.endsWith(EXTENSION);
  }
}
