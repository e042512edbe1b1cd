package dev.cdlc.runtime.archive;

import java.io.IOException;

/** Why an archive or an image is not taken: one clause, about it or about an entry in it. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  public ArchiveException(String clause) {
    super(clause);
  }
}
