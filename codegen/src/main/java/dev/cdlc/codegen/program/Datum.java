package dev.cdlc.codegen.program;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A named stretch of memory with its initial content; the linker places it. */
public record Datum(String name, Kind kind, List<Part> parts) {
  public Datum {
    parts = List.copyOf(parts);
  }

  /** In bytes. */
  public int length() {
    return parts.stream().mapToInt(Part::length).sum();
  }

  /** What the address is a multiple of, in bytes: no part lies across its own alignment. */
  public int alignment() {
    return parts.stream().mapToInt(Part::alignment).max().orElse(1);
  }

  /** The segment that holds a datum. */
  public enum Kind {
    READ_ONLY,
    WRITABLE
  }

  /** A stretch of a datum's content. */
  public sealed interface Part {
    /**
     * Literal bytes.
     *
     * @param octets a character from 0 to 255 for each
     */
    record Bytes(String octets) implements Part {
      public static Bytes of(byte[] octets) {
        return new Bytes(new String(octets, StandardCharsets.ISO_8859_1));
      }

      public byte[] toArray() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
      }

      /** In UTF-8, without a NUL at the end. */
      public static Bytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
      }
    }

    /**
     * A little-endian field of a structure, named as strace(1) prints it: {@code flags} of {@code
     * open_how}, or without a name where strace(1) prints none. The low {@code width} bytes of the
     * value.
     */
    record Field(String name, Instruction.Width width, Operand.Constant value) implements Part {}

    /**
     * The address of another datum, plus an offset.
     *
     * @param width {@link Instruction.Width#DOUBLE} for the kernel; {@link Instruction.Width#WORD}
     *     is enough for the program itself, since an executable lies below 4 GiB
     */
    record Pointer(String datum, long offset, Instruction.Width width) implements Part {
      /** As the kernel reads it. */
      public Pointer(String datum, long offset) {
        this(datum, offset, Instruction.Width.DOUBLE);
      }
    }

    /** So many zero bytes. */
    record Zero(int count) implements Part {}

    /** In bytes. */
    default int length() {
      return switch (this) {
        case Bytes(String octets) -> octets.length();
        case Field(_, Instruction.Width width, _) -> width.bytes();
        case Pointer(_, _, Instruction.Width width) -> width.bytes();
        case Zero(int count) -> count;
      };
    }

    /** In bytes. */
    default int alignment() {
      return switch (this) {
        case Bytes _ -> 1;
        case Field(_, Instruction.Width width, _) -> width.bytes();
        case Pointer(_, _, Instruction.Width width) -> width.bytes();
        case Zero _ -> Instruction.Width.DOUBLE.bytes();
      };
    }
  }
}
