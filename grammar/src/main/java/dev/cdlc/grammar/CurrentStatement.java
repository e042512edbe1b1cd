package dev.cdlc.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** The statement that the filter stands in: empty until its first token. */
final class CurrentStatement {
  private final List<String> head = new ArrayList<>();
  private final List<Token> punctuation = new ArrayList<>();
  private Optional<Token> name = Optional.empty();
  private Optional<Token> last = Optional.empty();
  private Optional<BlockKind.Form> form = Optional.empty();
  private boolean inHead = true;
  private boolean started;
  private boolean reported;

  void word(Token word, BlockKind kind) {
    if (inHead) {
      head.add(word.getText());
    }
    if (name.isEmpty()) {
      name = Optional.of(word);
      form = kind.form(head.getFirst());
    }
    last = Optional.of(word);
  }

  void comma(Token comma) {
    inHead = false;
    last = Optional.of(comma);
  }

  /** Takes a bracket or comma as a word, where it has no other place. */
  void punctuation(CommonToken token, BlockKind kind) {
    punctuation.add(token);
    token.setType(CdlLexer.BAD);
    word(token, kind);
  }

  /** Says that a token of it was seen, be it one that the parser will not see. */
  void start() {
    started = true;
  }

  boolean started() {
    return started;
  }

  /** Whether this is the first fault within it. */
  boolean report() {
    boolean first = !reported;
    reported = true;
    return first;
  }

  boolean hasWords() {
    return name.isPresent();
  }

  Token name() {
    return name.orElseThrow();
  }

  /** The words before the first comma. */
  List<String> head() {
    return head;
  }

  /** The last word or comma. */
  Token last() {
    return last.orElseThrow();
  }

  boolean endsWith(int type) {
    return last.filter(token -> token.getType() == type).isPresent();
  }

  /** Its form, if that has no place for a block. */
  Optional<BlockKind.Form> blockless() {
    return form.filter(found -> found != BlockKind.Form.PLAIN);
  }

  /** What is wrong with the words of a command, once it is complete. */
  Optional<Fault.PunctuationInCommand> fault() {
    return punctuation.isEmpty() || reported
        ? Optional.empty()
        : Optional.of(
            new Fault.PunctuationInCommand(
                List.copyOf(punctuation), name(), last(), form.orElseThrow(), Optional.empty()));
  }

  boolean isCommand() {
    return form.filter(found -> found == BlockKind.Form.COMMAND).isPresent();
  }
}
