package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.model.Container;

/** A rule about what a container is, whichever statement says so. */
non-sealed interface ContainerRule extends Rule {
  void check(Container container, Report report);
}
