package dev.cdlc.codegen.program;

/** A parameter of a system call: its name in the manual, and what its 64 bits mean. */
public record Parameter(String name, Kind kind) {

  /** What an argument means to the kernel. */
  public enum Kind {
    /** A file descriptor, or a special value such as AT_FDCWD. */
    DESCRIPTOR,
    /** A process, or a special value. */
    PROCESS,
    /** A count, a constant or an OR of flags. */
    NUMBER,
    /** The address of bytes up to a NUL. */
    STRING,
    /** The address of as many bytes as the next argument says. */
    BYTES,
    /** The address of addresses of strings, up to a NULL. */
    STRINGS,
    /** The address of a structure, or of several, that the kernel reads. */
    STRUCTURE,
    /** The address of memory that the kernel writes. */
    OUTPUT
  }
}
