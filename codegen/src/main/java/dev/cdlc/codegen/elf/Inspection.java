package dev.cdlc.codegen.elf;

import java.util.List;

/** What {@link ElfReader} finds in a file. */
public sealed interface Inspection {
  /** An executable that cdlc made. */
  record Executable(Target target, Note note, List<Segment> segments, long size)
      implements Inspection {
    public Executable {
      segments = List.copyOf(segments);
    }
  }

  /** Why a file is not one that cdlc made. */
  enum Foreign implements Inspection {
    NOT_ELF("not a 64-bit ELF executable"),
    UNKNOWN_MACHINE("an ELF executable for another kind of machine"),
    TRUNCATED("an ELF executable that lacks a part"),
    NO_NOTE("an ELF executable, but not one that cdlc made");

    private final String text;

    Foreign(String text) {
      this.text = text;
    }

    /** What the file is, as a clause without a verb. */
    public String text() {
      return text;
    }
  }
}
