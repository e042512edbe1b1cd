package dev.cdlc.codegen.elf;

import java.util.List;
import java.util.Optional;

/**
 * What an executable says of itself: a note named {@code cdlc} in its PT_NOTE segment.
 *
 * @param build the build of cdlc that made it
 * @param planDigest the digest of its plan, {@code sha256:} and hexadecimal digits
 * @param inputs every file that the compiler read or found absent, in order of reading
 */
public record Note(String build, String planDigest, List<Input> inputs) {
  public Note {
    inputs = List.copyOf(inputs);
  }

  /**
   * A file that the compiler looked for.
   *
   * @param digest of its content, {@code sha256:} and hexadecimal digits; empty if there was none
   */
  public record Input(String path, Optional<String> digest) {}
}
