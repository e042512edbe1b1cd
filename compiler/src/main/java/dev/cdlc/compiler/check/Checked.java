package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.model.Container;
import java.util.List;

/**
 * The containers of a set of files, an included file's before those of the file that includes it.
 * One that depends on a value that nobody gave is left out.
 *
 * @param sources of the set, and of the built-in profiles that it uses
 */
public record Checked(List<Container> containers, Sources sources) {
  public Checked {
    containers = List.copyOf(containers);
  }
}
