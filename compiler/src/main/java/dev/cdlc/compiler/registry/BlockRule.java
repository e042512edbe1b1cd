package dev.cdlc.compiler.registry;

/** Whether a statement has a block. */
public enum BlockRule {
  NONE,
  OPTIONAL,
  REQUIRED,
  /** A block, or arguments, or both. */
  OR_ARGUMENTS
}
