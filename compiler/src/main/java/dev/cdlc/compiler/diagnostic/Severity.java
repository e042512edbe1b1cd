package dev.cdlc.compiler.diagnostic;

/** How much a finding matters; ordered from the gravest. */
public enum Severity {
  ERROR,
  WARNING,
  INFO,
  STYLE
}
