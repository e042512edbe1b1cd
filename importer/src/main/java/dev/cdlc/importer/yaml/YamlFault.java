package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Diagnostic;

/** Ends the reading of a text. */
final class YamlFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  YamlFault(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
