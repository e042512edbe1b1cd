package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.resolve.FileSet;

/** A rule about how a file is written, together with those that it includes. */
non-sealed interface FileRule extends Rule {
  void check(FileSet files, Report report);
}
