package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.model.Container;
import java.util.List;

/**
 * What came of checking a set of files.
 *
 * @param containers an included file's before those of the file that includes it; one that depends
 *     on a value that nobody gave is left out, and all are where an error stands in the way
 * @param sources of the set, of the built-in profiles that it uses, and of the files that its
 *     statements name
 */
public record Checked(List<Container> containers, Sources sources) {
  public Checked {
    containers = List.copyOf(containers);
  }
}
