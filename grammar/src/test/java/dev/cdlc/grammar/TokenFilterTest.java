package dev.cdlc.grammar;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

class TokenFilterTest {
  @Test
  void suppliesTheLastSemicolonOfABlockAndOfTheFile() {
    assertThat(filtered("container a < root r >")).isEqualTo("container a < root r +; >");
    assertThat(filtered("cdl 1")).isEqualTo("cdl 1 +;");
  }

  @Test
  void suppliesNothingAfterABlock() {
    assertThat(filtered("container a < >")).isEqualTo("container a < >");
  }

  @Test
  void suppliesASemicolonBeforeAStatementOnItsOwnLine() {
    String text = "container a < root r\n cpu 1; >";
    assertThat(filtered(text)).isEqualTo("container a < root r +; cpu 1 ; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.MissingSemicolon.class);
  }

  @Test
  void takesANameWithinALineForAWord() {
    assertThat(filtered("container a < root r cpu 1; >"))
        .isEqualTo("container a < root r cpu 1 ; >");
  }

  @Test
  void takesAQuotedNameForAWord() {
    assertThat(faults("container a < run x\n 'cpu' 1; >")).isEmpty();
  }

  @Test
  void letsALineThatEndsInACommaGoOn() {
    assertThat(faults("container a < ns pid,\n cpu; >")).isEmpty();
  }

  @Test
  void doesNotKnowTheNamesOfANewerVersion() {
    String text = "container a < run x\n pids 1; >";
    assertThat(faults("cdl 2; " + text)).hasSize(1);
    assertThat(faults(text)).hasSize(1);
    assertThat(faults("cdl 1; " + text)).isEmpty();
  }

  @Test
  void knowsANameOnlyInItsOwnKindOfBlock() {
    assertThat(faults("container a < cpu < period 1\n root r; > >")).isEmpty();
    assertThat(faults("container a < cpu < period 1\n limit r; > >")).hasSize(1);
  }

  @Test
  void closesBlocksBeforeANameOfAnOuterBlock() {
    String text = "container a <\n cpu < limit 1;\n root r; >\ncontainer b < >";
    assertThat(filtered(text))
        .isEqualTo("container a < cpu < limit 1 ; +> root r ; > container b < >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.Unclosed.class);
  }

  @Test
  void doesNotCloseABlockBeforeALineThatIsIndentedDeeper() {
    assertThat(faults("container a <\n cpu < limit 1;\n  root r; > >")).isEmpty();
  }

  @Test
  void closesAllBlocksAtTheEnd() {
    String text = "container a < cpu <";
    assertThat(filtered(text)).isEqualTo("container a < cpu < +> +>");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.Unclosed.class);
  }

  @Test
  void takesARedirectionForWords() {
    String text = "container a < run x >> y; root r >";
    assertThat(filtered(text)).isEqualTo("container a < run x > > y ; root r +; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.PunctuationInCommand.class);
  }

  @Test
  void takesACloserForWhatItIs() {
    assertThat(faults("container a < run x >")).isEmpty();
    assertThat(faults("container a < run x > container b < env A=1 >")).isEmpty();
    assertThat(faults("container a < run x > # done\ncontainer b < hook h < env A=1 > >"))
        .isEmpty();
  }

  @Test
  void takesTheOpenerOfACommandForAWord() {
    String text = "container a < run x < y; root r >";
    assertThat(filtered(text)).isEqualTo("container a < run x < y ; root r +; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.PunctuationInCommand.class);
  }

  @Test
  void leavesOutTheCloserOfABlockThatACommandCannotHave() {
    String text = "container a <\n run x < limit 1 >\n root r;\n>";
    assertThat(filtered(text)).isEqualTo("container a < run x < limit 1 +; -> root r ; >");
    assertThat(faults(text)).hasSize(1);
  }

  @Test
  void leavesOutCommasWithNothingBefore() {
    String text = "container a < , ns pid,, uts,; >";
    assertThat(filtered(text)).isEqualTo("container a < -, ns pid , -, uts , ; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.MisplacedComma.class);
  }

  @Test
  void leavesOutBracketsThatNoStatementOpens() {
    String text = "container a < < root r; > >";
    assertThat(filtered(text)).isEqualTo("container a < -< root r ; -> >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.BlockWithoutStatement.class);
  }

  @Test
  void rejoinsABlockWithItsStatement() {
    String text = "container a; < root r >";
    assertThat(filtered(text)).isEqualTo("container a -; < root r +; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.CutOffBlock.class);
  }

  @Test
  void leavesOutAnEarlyCloser() {
    String text = "container a <\n cpu < > >\n root r;\n>";
    assertThat(filtered(text)).isEqualTo("container a < cpu < > -> root r ; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.EarlyCloser.class);
  }

  @Test
  void leavesOutACloserAmidAStatement() {
    String text = "container a < root > r; cpu > 1 > ; run x; cpu > < limit 1 > >";
    assertThat(filtered(text))
        .isEqualTo("container a < root -> r ; cpu -> 1 +; -> ; run x ; cpu -> < limit 1 +; > >");
    assertThat(faults(text)).hasSize(4).hasOnlyElementsOfType(Fault.EarlyCloser.class);
    assertThat(filtered("container > a < root r >")).isEqualTo("container -> a < root r +; >");
  }

  @Test
  void takesACloserAtTheIndentationOfItsBlockForThat() {
    String text = "container a <\n root r;\n>\n root r;\n>";
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.StrayClosers.class);
  }

  @Test
  void suppliesAnOpenerThatACloserLacks() {
    String text = "container a root r; cpu limit 1 > run x >";
    assertThat(filtered(text)).isEqualTo("container a +< root r ; cpu +< limit 1 +; > run x +; >");
    assertThat(faults(text)).hasSize(2).hasOnlyElementsOfType(Fault.MissingOpener.class);
  }

  @Test
  void suppliesNoOpenerWhereNothingAsksForIt() {
    assertThat(filtered("container a < cpu limit 1; run x >"))
        .isEqualTo("container a < cpu limit 1 ; run x +; >");
    assertThat(filtered("container a < cpu limit 1; run x > >"))
        .isEqualTo("container a < cpu limit 1 ; run x +; > >");
  }

  @Test
  void leavesOutAnOpenerAmongTheWordsOfAStatementWithoutBlock() {
    String text = "container a < root < r; run x >";
    assertThat(filtered(text)).isEqualTo("container a < root -< r ; run x +; >");
    assertThat(faults(text)).hasExactlyElementsOfTypes(Fault.SpareOpener.class);
    assertThat(faults("container a < root < r >; run x >")).isEmpty();
  }

  @Test
  void tellsOfABlockThatADoubledOpenerDoesNotExcuse() {
    String text = "container a <\n cpu < < limit 1 > >\n root r;\n>\ncontainer b < root r;";
    assertThat(faults(text))
        .hasExactlyElementsOfTypes(Fault.BlockWithoutStatement.class, Fault.Unclosed.class);
  }

  @Test
  void tellsOfAnOpenQuoteOnly() {
    assertThat(faults("container a < run it's; root r >\ncontainer b < >")).isEmpty();
    assertThat(faults("container a < run 'x;\n root r; >")).isEmpty();
  }

  @Test
  void tellsOfStrayClosersOnce() {
    assertThat(faults("container a < > > > >")).hasExactlyElementsOfTypes(Fault.StrayClosers.class);
  }

  @Test
  void leavesOutWhatIsNestedTooDeep() {
    String deep = "a < ".repeat(Parsed.MAX_DEPTH);
    assertThat(faults(deep + "> ".repeat(Parsed.MAX_DEPTH))).isEmpty();
    String deeper = deep + "b < c; > d; " + "> ".repeat(Parsed.MAX_DEPTH);
    assertThat(filtered(deeper)).contains("a < b +; -< -c -; -> d ;");
    assertThat(faults(deeper)).hasExactlyElementsOfTypes(Fault.NestedTooDeep.class);
  }

  @Test
  void leavesOutStatementsOverTheLimit() {
    String most = "a;".repeat(Parsed.MAX_STATEMENTS);
    assertThat(faults(most)).isEmpty();
    assertThat(faults(most + "b < c; d")).hasExactlyElementsOfTypes(Fault.TooManyStatements.class);
    assertThat(filtered(most + "b;")).endsWith("a ; -b -;");
  }

  /** The tokens that the parser sees; {@code +} marks those supplied, {@code -} those left out. */
  private static String filtered(String text) {
    return TokenFilter.filter(text, new SomeNames()).tokens().stream()
        .filter(token -> token.getChannel() != Token.HIDDEN_CHANNEL)
        .filter(token -> token.getType() != Token.EOF)
        .map(TokenFilterTest::marked)
        .collect(joining(" "));
  }

  private static String marked(Token token) {
    if (Parsed.supplied(token)) {
      return switch (token.getType()) {
        case CdlLexer.SEMI -> "+;";
        case CdlLexer.LT -> "+<";
        default -> "+>";
      };
    }
    return (Parsed.skipped(token) ? "-" : "") + token.getText();
  }

  private static List<Fault> faults(String text) {
    return TokenFilter.filter(text, new SomeNames()).faults();
  }
}
