package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values in the engines' notations. A value with variables in it has their defaults, where
 * CDL would write it otherwise.
 */
public final class Values {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([bkmgtp]?)(?:i?b)?");
  private static final Pattern DURATION =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?)(ns|us|µs|ms|s|m|h)");
  private static final String SIZES = "bkmgtp";

  private final Params params;
  private final Report report;

  Values(Params params, Report report) {
    this.params = params;
    this.report = report;
  }

  /** The value as plain text. */
  public Optional<String> plain(Text value, Span span) {
    Optional<String> plain = params.plain(value);
    if (plain.isEmpty()) {
      report.leftOut(
          span,
          "`" + value.shown() + "`",
          "CDL writes such values in its own way, and this one is not known; write the statement"
              + " by hand");
    } else if (!value.references().isEmpty()) {
      report.otherwise(
          span,
          "`" + plain.get() + "` is taken for `" + value.shown() + "`",
          "CDL writes such values in its own way, so that the variable cannot stand there");
    }
    return plain;
  }

  /** A size in bytes, as docker/go-units reads it: powers of 1024. */
  public Optional<BigInteger> size(Text value, Span span) {
    return plain(value, span).flatMap(text -> size(text, span));
  }

  private Optional<BigInteger> size(String text, Span span) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      report.invalid(span, "`" + text + "` is not a size", "write a number and b, k, m or g: 512m");
      return Optional.empty();
    }
    int power = Math.max(0, SIZES.indexOf(matcher.group(2)));
    return Optional.of(
        new BigDecimal(matcher.group(1))
            .multiply(new BigDecimal(BigInteger.valueOf(1024).pow(power)))
            .toBigInteger());
  }

  /** A length of time in nanoseconds, as Go writes it: {@code 1m30s}. */
  public Optional<BigInteger> nanos(Text value, Span span) {
    return plain(value, span).flatMap(text -> nanos(text, span));
  }

  private Optional<BigInteger> nanos(String text, Span span) {
    Matcher matcher = DURATION.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      sum = sum.add(new BigDecimal(matcher.group(1)).multiply(nanos(matcher.group(2))));
      end = matcher.end();
    }
    if (end == text.length() && end > 0) {
      return Optional.of(sum.toBigInteger());
    }
    report.invalid(span, "`" + text + "` is not a length of time", "write it as 30s or 1m30s");
    return Optional.empty();
  }

  private static BigDecimal nanos(String unit) {
    return switch (unit) {
      case "ns" -> BigDecimal.ONE;
      case "us", "µs" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      case "s" -> BigDecimal.valueOf(1_000_000_000);
      case "m" -> BigDecimal.valueOf(60_000_000_000L);
      default -> BigDecimal.valueOf(3_600_000_000_000L);
    };
  }

  /** A whole number. */
  public Optional<BigInteger> number(Text value, Span span) {
    return plain(value, span)
        .flatMap(
            text -> {
              if (text.matches("[-+]?[0-9]{1,30}")) {
                return Optional.of(new BigInteger(text));
              }
              report.invalid(span, "`" + text + "` is not a whole number", "write digits alone");
              return Optional.empty();
            });
  }

  /** Thousandths of a CPU, from a number of CPUs. */
  public Optional<Long> cpus(Text value, Span span) {
    return plain(value, span)
        .flatMap(
            text -> {
              if (text.matches("[0-9]{0,6}(\\.[0-9]{1,9})?") && text.matches(".*[0-9].*")) {
                return Optional.of(new BigDecimal(text).movePointRight(3).longValue());
              }
              report.invalid(span, "`" + text + "` is not a number of CPUs", "write it as 1.5");
              return Optional.empty();
            });
  }

  /** A switch, as Go's strconv.ParseBool reads it, and YAML. */
  public Optional<Boolean> flag(Text value, Span span) {
    return plain(value, span)
        .flatMap(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "t", "1", "yes", "on" -> Optional.of(true);
                  case "false", "f", "0", "no", "off" -> Optional.of(false);
                  default -> {
                    report.invalid(
                        span, "`" + text + "` is not true or false", "write one of them");
                    yield Optional.empty();
                  }
                });
  }
}
