package dev.cdlc.compiler.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * N independent faults in a file draw N reports, each at its fault. {@code
 * -Dcdlc.faulty.files=3000} makes more files.
 */
class KnownFaultsTest {
  private static final int FILES = Integer.getInteger("cdlc.faulty.files", 150);
  private static final int MOST_CONTAINERS = 4;
  private static final int MOST_IN_A_CONTAINER = 5;
  private static final int MOST_DECLARATIONS = 4;

  @TestFactory
  Stream<DynamicTest> eachStatementAloneDrawsOneReport() {
    return Stream.concat(KnownFault.statements().stream(), KnownFault.unbalanced().stream())
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.text(),
                    () -> new FaultyFile().container(List.of(fault)).drawsAReportForEachFault()));
  }

  @TestFactory
  Stream<DynamicTest> eachDeclarationAloneDrawsOneReport() {
    return KnownFault.declarations().stream()
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.text(),
                    () ->
                        new FaultyFile()
                            .declare(fault)
                            .container(List.of())
                            .drawsAReportForEachFault()));
  }

  @TestFactory
  Stream<DynamicTest> manyFaultsDrawAReportEach() {
    return IntStream.range(0, FILES)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed, () -> file(new Random(seed)).drawsAReportForEachFault()));
  }

  private static FaultyFile file(Random random) {
    var file = new FaultyFile();
    int containers = 1 + random.nextInt(MOST_CONTAINERS);
    int unbalanced = random.nextInt(2 * containers);
    for (int i = 0; i < containers; i++) {
      List<KnownFault> faults = new ArrayList<>();
      if (i == unbalanced) {
        faults.add(anyOf(KnownFault.unbalanced(), random));
      }
      addStatements(faults, random);
      file.container(faults);
      declarations(random).forEach(file::declare);
    }
    return file;
  }

  private static void addStatements(List<KnownFault> faults, Random random) {
    for (int left = random.nextInt(MOST_IN_A_CONTAINER + 1); left > 0; left--) {
      KnownFault next = anyOf(KnownFault.statements(), random);
      if (!next.opensDeclaration() && faults.stream().allMatch(next::isIndependentOf)) {
        faults.add(next);
      }
    }
  }

  /** Several misplaced statements in a row are one fault: each stands once. */
  private static List<KnownFault> declarations(Random random) {
    var all = new ArrayList<>(KnownFault.declarations());
    Collections.shuffle(all, random);
    return all.subList(0, random.nextInt(MOST_DECLARATIONS + 1));
  }

  private static <T> T anyOf(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A file that is good but for faults at known places. */
  private static final class FaultyFile {
    private final StringBuilder text = new StringBuilder();
    private final List<Placed> faults = new ArrayList<>();
    private int number;

    private record Placed(KnownFault fault, int start, int end) {
      boolean holds(Diagnostic found) {
        Span span = found.primary().span();
        return found.code() == fault.code() && span.start() <= end && span.end() >= start;
      }
    }

    FaultyFile container(List<KnownFault> statements) {
      text.append("container web%d <\n  root ./fs;\n  run x;\n".formatted(number++));
      for (KnownFault fault : statements) {
        text.append("  ");
        declare(fault);
      }
      text.append("  oom-score-adj 0;\n>\n\n");
      return this;
    }

    FaultyFile declare(KnownFault fault) {
      int start = text.length();
      text.append(fault.text().formatted(number++)).append('\n');
      faults.add(new Placed(fault, start, text.length()));
      return this;
    }

    void drawsAReportForEachFault() {
      List<Diagnostic> found =
          CheckedText.of(new Source(new SourceId("test.cdl"), text.toString())).diagnostics();
      assertThat(found)
          .as(text.toString())
          .hasSameSizeAs(faults)
          .zipSatisfy(faults, (report, fault) -> assertThat(fault.holds(report)).isTrue());
    }
  }
}
