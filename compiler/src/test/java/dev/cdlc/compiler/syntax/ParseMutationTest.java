package dev.cdlc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Breaks the files of the corpus at random, always the same way, and reads what is left. */
class ParseMutationTest {
  private static final LanguageNames NAMES = new LanguageNames();
  private static final int MUTANTS = 60;
  private static final int MOST_EDITS = 4;

  private static final List<String> SPLINTERS =
      List.of(
          "<",
          ">",
          ";",
          ",",
          "\"",
          "'",
          "#",
          "$",
          "${",
          "}",
          "{",
          "\\",
          "\n",
          "\r\n",
          " ",
          "\t",
          "\u0000",
          "\u202E",
          "\u00A0",
          "日",
          "\uD83D\uDC33",
          "container ",
          "run ",
          "env ",
          "cpu ",
          "<<<<",
          ">>>>",
          ";;;;",
          ",,,,",
          "cdl 1;",
          "##");

  @TestFactory
  Stream<DynamicTest> readsAnyTextWithoutLosingACharacter() {
    return Stream.of("language", "syntax")
        .flatMap(folder -> Golden.in(folder).stream())
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> readsMutants(golden)));
  }

  private static void readsMutants(Golden golden) {
    String text = new String(golden.bytes(), StandardCharsets.UTF_8);
    var random = new Random(golden.name().hashCode());
    for (int i = 0; i < MUTANTS; i++) {
      reads(mutant(text, random));
    }
  }

  private static String mutant(String text, Random random) {
    var mutant = new StringBuilder(text);
    for (int edits = random.nextInt(MOST_EDITS) + 1; edits > 0; edits--) {
      int at = random.nextInt(mutant.length() + 1);
      int end = Math.min(mutant.length(), at + random.nextInt(6));
      switch (random.nextInt(3)) {
        case 0 -> mutant.delete(at, end);
        case 1 -> mutant.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
        default -> mutant.insert(at, mutant.substring(at, end));
      }
    }
    return mutant.toString();
  }

  private static void reads(String text) {
    var source = new Source(new SourceId("mutant.cdl"), text);
    Result<SyntaxFile> result = Parse.parse(source, NAMES);
    SyntaxFile file = result.value().orElseThrow();
    assertThat(file.text()).isEqualTo(text);
    assertThat(Dump.of(file)).isNotNull();
    var render = new Render(List.of(source), Palette.ANSI);
    for (Diagnostic found : result.diagnostics()) {
      assertThat(found.primary().span().end()).as(text).isLessThanOrEqualTo(source.length());
      assertThat(render.text(found)).contains(found.code().id());
    }
  }
}
