package dev.cdlc.cli;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How folders are searched for sources. */
record Walk(Links links, Extent extent) {
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

  static OptionSpec option() {
    return Shape.flag(
        NO_IGNORE, "In folders, pass over neither what .gitignore files name, nor hidden folders.");
  }

  static Walk of(ParseResult arguments, Links links) {
    return new Walk(links, arguments.hasMatchedOption(NO_IGNORE) ? Extent.ALL : Extent.USUAL);
  }
}
