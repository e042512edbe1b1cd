package dev.cdlc.cli;

import dev.cdlc.compiler.resolve.TestFile;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How folders are searched for sources. */
record Walk(Links links, Extent extent, Sought sought) {
  private static final String NO_IGNORE = "--no-ignore";

  /** What symbolic links to files that are found in folders are taken for. */
  enum Links {
    /** For what they point to. */
    FOLLOWED,
    /** For nothing: what they point to may lie anywhere. */
    PASSED_OVER
  }

  /** Where a walk goes; {@code .git} is never entered. */
  enum Extent {
    /** Not into hidden folders, nor to what {@code .gitignore} files name. */
    USUAL,
    ALL
  }

  /** By how their names end, what is searched for. */
  enum Sought {
    SOURCES(List.of(".cdl")),
    TESTS(List.of(TestFile.EXTENSION)),
    BOTH(List.of(".cdl", TestFile.EXTENSION));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> endings;

    Sought(List<String> endings) {
      this.endings = endings;
    }

    /** Whether a file of that name is. */
    boolean fits(String name) {
      return endings.stream().anyMatch(name::endsWith);
    }

    /** As in {@code .cdl or .cdltest}. */
    String words() {
      return String.join(" or ", endings);
    }
  }

  /** One for sources. */
  Walk(Links links, Extent extent) {
    this(links, extent, Sought.SOURCES);
  }

  /** The same for other files. */
  Walk searchingFor(Sought other) {
    return new Walk(links, extent, other);
  }

  static OptionSpec option() {
    return Shape.flag(
        NO_IGNORE, "In folders, pass over neither what .gitignore files name, nor hidden folders.");
  }

  static Walk of(ParseResult arguments, Links links) {
    return new Walk(links, arguments.hasMatchedOption(NO_IGNORE) ? Extent.ALL : Extent.USUAL);
  }
}
