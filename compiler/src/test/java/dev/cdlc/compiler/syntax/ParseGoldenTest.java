package dev.cdlc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Report;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ParseGoldenTest {
  private static final LanguageNames NAMES = new LanguageNames();

  @TestFactory
  Stream<DynamicTest> parsesTheWholeLanguageWithoutAReport() {
    return Golden.in("language").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(), () -> assertThat(parse(golden).diagnostics()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> makesTheTreeOfTheWholeLanguage() {
    return Golden.tests("language", ".ast", ParseGoldenTest::tree);
  }

  @TestFactory
  Stream<DynamicTest> makesATreeOfABrokenFile() {
    return Golden.tests("syntax", ".ast", ParseGoldenTest::tree);
  }

  @TestFactory
  Stream<DynamicTest> reportsWhatIsBroken() {
    return Golden.tests("syntax", ".err", ParseGoldenTest::report);
  }

  private static Result<SyntaxFile> parse(Golden golden) {
    return read(golden).then(source -> Parse.parse(source, NAMES));
  }

  private static Result<Source> read(Golden golden) {
    return Source.decode(new SourceId(golden.name()), golden.bytes());
  }

  private static String tree(Golden golden) {
    return parse(golden).value().map(Dump::of).orElse("");
  }

  private static String report(Golden golden) {
    var sources = read(golden).value().stream().toArray(Source[]::new);
    return Report.of(parse(golden).diagnostics(), sources);
  }
}
