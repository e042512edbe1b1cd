package dev.cdlc.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The grammar alone, on the corpus of the compiler's tests. */
class CdlGrammarTest {
  private static final Path CORPUS =
      Path.of("..", "compiler", "src", "test", "resources", "corpus");

  @TestFactory
  Stream<DynamicTest> isUnambiguousForEveryFile() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(7);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(reports(Files.readString(file, StandardCharsets.ISO_8859_1)))
                            .isEmpty()));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".cdl")).sorted().toList();
    }
  }

  private static List<String> reports(String text) {
    var tokens = TokenFilter.filter(text, new SomeNames()).tokens();
    var parser = new CdlParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    parser.removeErrorListeners();
    var reports = new ArrayList<String>();
    parser.addErrorListener(new DiagnosticErrorListener());
    parser.addErrorListener(
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object offendingSymbol,
              int line,
              int column,
              String message,
              RecognitionException e) {
            reports.add(line + ":" + column + " " + message);
          }
        });
    parser.file();
    return reports;
  }
}
