package dev.cdlc.compiler.model;

import java.util.Optional;

/** {@code restart}: whether a container that has ended is started again. */
public sealed interface Restart {
  record Never() implements Restart {}

  /** After a status other than 0; {@code most} times, or without an end. */
  record OnFailure(Optional<Integer> most) implements Restart {}

  record Always() implements Restart {}
}
