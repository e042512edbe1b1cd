package dev.cdlc.runtime.registry;

import java.io.IOException;

/** Why a registry does not give an image: one clause, about the registry. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  RegistryException(String clause) {
    super(clause);
  }

  RegistryException(String clause, IOException cause) {
    super(clause, cause);
  }
}
