package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Files;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Sequence;

/** A whole file in memory, to be read. */
final class Mapping {
  private Mapping() {}

  /** As many bytes as {@link Freshness#SIZE} says, at {@link Freshness#BASE}. */
  static void map(Sequence s, Cell fd) {
    s.call(
            Syscall.MMAP,
            value(0),
            value(Freshness.SIZE),
            Files.PROT_READ,
            Files.MAP_PRIVATE,
            value(fd),
            value(0))
        .into(Freshness.BASE)
        .orGoOn();
  }
}
