package dev.cdlc.plan;

/** What mknod(2) makes for a container, by the letters of mknod(1). */
public enum NodeType {
  CHARACTER("c"),
  BLOCK("b"),
  /** A named pipe, which has no numbers. */
  FIFO("p");

  private final String letter;

  NodeType(String letter) {
    this.letter = letter;
  }

  /** That of mknod(1). */
  public String letter() {
    return letter;
  }
}
