package dev.cdlc.plan;

/**
 * The place in a source that asked for a step.
 *
 * @param source the source's name as its reader knows it
 * @param line from 1
 * @param column in code points, from 1
 * @param implied whether the language's defaults asked for it on that declaration's behalf
 */
public record Origin(String source, int line, int column, boolean implied) {
  /** {@code web.cdl:7:3}. */
  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
