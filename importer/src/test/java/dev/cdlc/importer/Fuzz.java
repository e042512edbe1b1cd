package dev.cdlc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What holds of every input of an importer: CDL that compiles, or a report with a code, and no
 * later than after a second. {@code -Dimporter.fuzz=100} tries a hundred times as many inputs.
 */
public final class Fuzz {
  private static final int TIMES = Integer.getInteger("importer.fuzz", 1);

  /** A schema names all values that there are. */
  private static final int LONGEST_MESSAGE = 2000;

  private Fuzz() {}

  /** Seeds from 0 on; the failure of a test names its own. */
  public static LongStream seeds(int count) {
    return LongStream.range(0, (long) count * TIMES);
  }

  public static void check(String input, Supplier<Result<String>> importer) {
    Result<String> imported = Prompt.work(input, importer);
    imported.value().ifPresent(Cdl::compiled);
    assertThat(imported.value().isPresent() || !imported.diagnostics().isEmpty())
        .as(input)
        .isTrue();
    int length = input.codePointCount(0, input.length());
    assertThat(imported.diagnostics()).as(input).allMatch(found -> isSound(found, length));
  }

  private static boolean isSound(Diagnostic found, int length) {
    String message = found.message();
    return found.primary().span().end() <= length
        && message.length() <= LONGEST_MESSAGE
        && message.lines().count() == 1
        && !message.contains("Exception");
  }
}
