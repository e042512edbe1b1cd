package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.CpuAmount;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.check.value.WholeNumber;
import java.util.Arrays;
import java.util.Optional;

/** The types that a param may have. */
enum ParamType {
  STRING("string"),
  INT("int"),
  BYTES("bytes"),
  CPU("cpu"),
  TIME("time"),
  PORT("port"),
  PATH("path"),
  BOOL("bool"),
  ID("id");

  private static final long LARGEST_PORT = 65535;
  private static final long LARGEST_ID = 4294967294L;

  private final String word;

  ParamType(String word) {
    this.word = word;
  }

  static Optional<ParamType> called(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  /** As in the source. */
  String word() {
    return word;
  }

  /** Whether values have an order, so that there may be a least and a largest one. */
  boolean isOrdered() {
    return switch (this) {
      case INT, BYTES, CPU, TIME, PORT, ID -> true;
      case STRING, PATH, BOOL -> false;
    };
  }

  /** Reads a value; one of a type without an order is read as 0. */
  Reading<Long> read(String text) {
    return switch (this) {
      case STRING -> new Reading.Value<>(0L);
      case INT -> integer(text);
      case BYTES -> ByteSize.read(text);
      case CPU -> CpuAmount.read(text);
      case TIME -> TimeSpan.read(text);
      case PORT -> WholeNumber.read(text, 1, LARGEST_PORT);
      case PATH ->
          text.isEmpty()
              ? Reading.wrong("the path is empty", "`.` is the folder of the .cdl file")
              : new Reading.Value<>(0L);
      case BOOL -> Toggle.read(text).map(_ -> 0L);
      case ID -> WholeNumber.read(text, 0, LARGEST_ID);
    };
  }

  private static Reading<Long> integer(String text) {
    return text.startsWith("-")
        ? WholeNumber.read(text.substring(1), 0, Long.MAX_VALUE).map(number -> -number)
        : WholeNumber.read(text, 0, Long.MAX_VALUE);
  }
}
