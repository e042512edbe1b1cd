package dev.cdlc.importer.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.importer.engine.Params;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POSIX.1, Shell Command Language, 2.2 and 2.3. */
final class ShellWordsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '!',
      value = {
        "a  b\tc!a|b|c",
        "'a b' c!a b|c",
        "'a \" \\ $X'!a \" \\ $X",
        "\"a 'b' c\"!a 'b' c",
        "\"a \\\" \\\\ \\$X \\` \\n\"!a \" \\ $X ` \\n",
        "a\\ b\\'c!a b'c",
        "''!^^",
        "a''b\"\"c!abc",
        "x#y # a comment!x#y",
        "--a='b c'd!--a=b cd",
        "$!$",
        "a$ b!a$|b",
        "\"$\"!$",
        "5$.!5$.",
        "$A${B}!${A}${B}",
        "${A:-x y}${A-z}${A:?no}!${A}${A}${A}",
        "$(pwd)/x `pwd`!${PWD}/x|${PWD}",
        "$(id -u):$( id -g ) $UID!${host.uid}:${host.gid}|${host.uid}",
        "~ ~/x a~ '~' ~user!${HOME}|${HOME}/x|a~|~|~user"
      })
  void splitsAsAShellDoes(String line, String words) {
    assertThat(String.join("|", words(line))).isEqualTo(words);
  }

  @Test
  void linesGoOnBehindABackslash() {
    assertThat(words("a \\\n  b\\\nc \\\r\n d\n\n")).containsExactly("a", "bc", "d");
  }

  @Test
  void aBackslashAtTheEndIsNothing() {
    assertThat(words("a \\")).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; b",
        "a && b",
        "a | b",
        "a > b",
        "a < b",
        "(a)",
        "a &",
        "a\nb",
        "'a",
        "\"a",
        "\"a\\",
        "$(x y)",
        "`x`",
        "${A%%x}",
        "$1",
        "$?",
        "${A",
        "$((1))",
        "\"$(x)\""
      })
  void reportsWhatOnlyAShellCanDo(String line) {
    Result<List<ShellWord>> read = read(line);
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(Code.SHELL_SYNTAX);
  }

  @Test
  void everyWordHasItsPlace() {
    var source = source("run \ud83d\ude00 'a b'c $X");
    assertThat(ShellWords.of(source, new Params()).value().orElseThrow())
        .extracting(word -> source.slice(word.span()))
        .containsExactly("run", "\ud83d\ude00", "'a b'c", "$X");
  }

  private static List<String> words(String line) {
    return read(line).value().orElseThrow().stream().map(word -> word.text().shown()).toList();
  }

  private static Result<List<ShellWord>> read(String line) {
    return ShellWords.of(source(line), new Params());
  }

  private static Source source(String line) {
    return new Source(ImportDockerRun.COMMAND_LINE, line);
  }
}
