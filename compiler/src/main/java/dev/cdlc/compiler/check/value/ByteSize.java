package dev.cdlc.compiler.check.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Sizes in bytes: {@code 4096}, {@code 64KiB} and {@code 1GiB} (2^n), {@code 1MB} (10^n). */
public final class ByteSize {
  private static final String FORMS =
      "a size is a whole number of bytes, or of a unit: 4096, 64KiB, 512MiB, 1GB";

  private static final String UNITS =
      "the units are KiB, MiB, GiB, TiB (powers of 1024) and kB, MB, GB, TB (powers of 1000)";

  private ByteSize() {}

  /** Reads a size; it fits a {@code long}. */
  public static Reading<Long> read(String text) {
    return Quantity.of(text)
        .map(quantity -> read(text, quantity))
        .orElseGet(() -> Reading.wrong("`" + text + "` is not a size", FORMS));
  }

  /** Whether a word that stands alone is a unit of size. */
  public static boolean isUnit(String word) {
    return Unit.called(word).isPresent();
  }

  private static Reading<Long> read(String text, Quantity quantity) {
    if (quantity.isHuge()) {
      return tooLarge(text);
    }
    Optional<Unit> unit = Unit.called(quantity.unit());
    if (unit.isEmpty()) {
      return refuseUnit(text, quantity);
    }
    if (quantity.fraction().isPresent()) {
      return refuseFraction(text, quantity, unit.get());
    }
    BigInteger bytes = new BigInteger(quantity.whole()).multiply(unit.get().bytes());
    return bytes.bitLength() < Long.SIZE ? new Reading.Value<>(bytes.longValue()) : tooLarge(text);
  }

  private static Reading<Long> tooLarge(String text) {
    return Reading.outOfRange("`" + text + "` is too large", "the largest size is 8388607TiB");
  }

  private static Reading<Long> refuseUnit(String text, Quantity quantity) {
    String unit = quantity.unit().toLowerCase(Locale.ROOT);
    return switch (unit) {
      case "k", "kb" -> ambiguous(text, quantity, Unit.KIB, Unit.KB);
      case "m", "mb" -> ambiguous(text, quantity, Unit.MIB, Unit.MB);
      case "g", "gb" -> ambiguous(text, quantity, Unit.GIB, Unit.GB);
      case "t", "tb" -> ambiguous(text, quantity, Unit.TIB, Unit.TB);
      case "b" -> misspelt(quantity, Unit.B);
      case "ki", "kib" -> misspelt(quantity, Unit.KIB);
      case "mi", "mib" -> misspelt(quantity, Unit.MIB);
      case "gi", "gib" -> misspelt(quantity, Unit.GIB);
      case "ti", "tib" -> misspelt(quantity, Unit.TIB);
      default -> Reading.wrong("`" + quantity.unit() + "` is not a unit of size", UNITS);
    };
  }

  /** Compose files mean 2^20 by {@code m}, and hugepages mean 2^20 by {@code MB}. */
  private static Reading<Long> ambiguous(
      String text, Quantity quantity, Unit binary, Unit decimal) {
    String powersOf1024 = quantity.number() + binary.symbol();
    String powersOf1000 = quantity.number() + decimal.symbol();
    return Reading.wrong(
        "`" + text + "` is ambiguous",
        "write `%s` for %s bytes, or `%s` for %s bytes"
            .formatted(
                powersOf1024, bytes(quantity, binary), powersOf1000, bytes(quantity, decimal)),
        powersOf1024,
        powersOf1000);
  }

  private static Reading<Long> misspelt(Quantity quantity, Unit unit) {
    String rewrite = quantity.number() + unit.symbol();
    return Reading.wrong("`" + quantity.unit() + "` is not a unit of size", UNITS, rewrite);
  }

  private static Reading<Long> refuseFraction(String text, Quantity quantity, Unit unit) {
    String message = "`" + text + "` is not a whole number";
    BigDecimal bytes = bytes(quantity, unit);
    if (bytes.scale() > 0) {
      return Reading.wrong(message, "write a whole number of a smaller unit");
    }
    String exact = unit.family().format(bytes.toBigIntegerExact());
    return Reading.wrong(message, "in whole numbers it is `" + exact + "`", exact);
  }

  /** The exact product, without zeros at the end of a fraction. */
  private static BigDecimal bytes(Quantity quantity, Unit unit) {
    BigDecimal product =
        new BigDecimal(quantity.number())
            .multiply(new BigDecimal(unit.bytes()))
            .stripTrailingZeros();
    return product.scale() < 0 ? product.setScale(0) : product;
  }

  private enum Family {
    BINARY,
    DECIMAL;

    /** A size in the family's largest unit that it is a whole number of. */
    String format(BigInteger bytes) {
      return Arrays.stream(Unit.values())
          .filter(unit -> unit.family() == this && unit != Unit.B)
          .sorted(Comparator.comparing(Unit::bytes).reversed())
          .filter(unit -> bytes.mod(unit.bytes()).signum() == 0)
          .findFirst()
          .map(unit -> bytes.divide(unit.bytes()) + unit.symbol())
          .orElseGet(bytes::toString);
    }
  }

  private enum Unit {
    B("", Family.BINARY, 0),
    KIB("KiB", Family.BINARY, 1),
    MIB("MiB", Family.BINARY, 2),
    GIB("GiB", Family.BINARY, 3),
    TIB("TiB", Family.BINARY, 4),
    KB("kB", Family.DECIMAL, 1),
    MB("MB", Family.DECIMAL, 2),
    GB("GB", Family.DECIMAL, 3),
    TB("TB", Family.DECIMAL, 4);

    private final String symbol;
    private final Family family;
    private final BigInteger bytes;

    Unit(String symbol, Family family, int power) {
      this.symbol = symbol;
      this.family = family;
      this.bytes = BigInteger.valueOf(family == Family.BINARY ? 1024 : 1000).pow(power);
    }

    static Optional<Unit> called(String symbol) {
      return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    String symbol() {
      return symbol;
    }

    Family family() {
      return family;
    }

    BigInteger bytes() {
      return bytes;
    }
  }
}
