package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Several named bits as one constant: {@code O_PATH|O_CLOEXEC}. */
public final class Flags {
  private Flags() {}

  public static Constant or(Constant... bits) {
    return or(Arrays.asList(bits));
  }

  /** The constant {@code 0} for an empty list. */
  public static Constant or(List<Constant> bits) {
    long value = bits.stream().mapToLong(Constant::value).reduce(0, (a, b) -> a | b);
    return new Constant(
        value,
        bits.isEmpty() ? "0" : bits.stream().map(Constant::text).collect(Collectors.joining("|")));
  }
}
