package dev.cdlc.compiler.model;

/** The execution domains of personality(2) that OCI config-linux.md knows. */
public enum Personality {
  LINUX,
  LINUX32
}
