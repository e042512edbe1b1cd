package dev.cdlc.plan;

/** What may be done with files where not all may be; all three let them be read. */
public enum FileAccess {
  READ,
  WRITE,
  EXEC
}
